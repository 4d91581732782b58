//! Whether a mail tells of somebody, by name or by what they wrote.

use mail_parser::MessageParser;
use percent_encoding::percent_decode;

use super::compose::KIND;
use super::returned::is_handed_on;
use crate::domain::people::Email;
use crate::domain::post::kind::Kind;

/// Whether it is of a kind that tells of people, and names one of those; or was handed on as somebody wrote it, and
/// holds their address too.
pub fn tells_of(mail: &[u8], somebody: &Email, names: &[String]) -> bool {
    let Some(header) = MessageParser::default().parse_headers(mail) else { return false };
    let kind = header.header_raw(KIND).and_then(|name| name.trim().parse::<Kind>().ok());
    if is_handed_on(&header) {
        return holds(mail, somebody.as_str()) || names_one_of(mail, names);
    }
    kind.is_some_and(Kind::tells_of_people) && names_one_of(mail, names)
}

/// Whether an address stands anywhere in it, however that is written.
fn holds(mail: &[u8], address: &str) -> bool {
    let is_in = |bytes: &[u8]| {
        let read = percent_decode(bytes).decode_utf8_lossy().to_lowercase();
        read.contains(address) || String::from_utf8_lossy(bytes).to_lowercase().contains(address)
    };
    let parsed = MessageParser::default().parse(mail);
    let parts = parsed.iter().flat_map(|mail| &mail.parts);
    is_in(mail)
        || parts.into_iter().any(|part| match part.message() {
            Some(attached) => holds(attached.raw_message(), address),
            None => is_in(part.contents()),
        })
}

/// Whether one of those names stands in its subject or its text.
pub fn names_one_of(mail: &[u8], names: &[String]) -> bool {
    let Some(mail) = MessageParser::default().parse(mail) else { return false };
    let texts = [mail.subject().map(spaced), mail.body_text(0).map(|text| spaced(&text))];
    let names: Vec<String> = names.iter().map(|name| spaced(name)).collect();
    texts.iter().flatten().any(|text| names.iter().any(|name| stands_in(name, text)))
}

/// A name may go on in the next line.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As words of its own.
fn stands_in(name: &str, text: &str) -> bool {
    let is_whole = |at: usize| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    };
    !name.is_empty() && text.match_indices(name).any(|(at, _)| is_whole(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_words_of_its_own() {
        let mail = |subject: &str, text: &str| {
            let mail = format!(
                "Subject: {subject}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
                 Content-Transfer-Encoding: 8bit\r\n\r\n{text}"
            );
            names_one_of(mail.as_bytes(), &["Zoé Roux".into(), "Zo".into()])
        };
        assert!(mail("x", "Zoé\r\nRoux s’en occupe"));
        assert!(mail("=?utf-8?q?Zo=C3=A9_Roux_s=E2=80=99en_occupe?=", "x"));
        assert!(mail("x", "(Zo)"));
        assert!(!mail("Zoo", "Zoé s’en occupe"));
    }

    #[test]
    fn what_was_handed_on_holds_an_address_wherever_it_stands() {
        let zoe: Email = "zoe@x.example".parse().unwrap();
        let tells = |resent: &str, rest: &str| tells_of(format!("{resent}{rest}").as_bytes(), &zoe, &[]);
        let resent = "Resent-From: bulletins@eig.example\r\n";
        for rest in [
            "From: <Zoe@X.example>\r\n\r\nHello",
            "From: a@b\r\n\r\nmailto:zoe%40x.example",
            "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nem9lQHguZXhhbXBsZQ==",
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n\
             From: zoe@x.example\r\n\r\nx\r\n--b--",
        ] {
            assert!(tells(resent, rest), "{rest}");
            assert!(!tells("", rest), "what we wrote is written anew: {rest}");
        }
        assert!(!tells(resent, "From: a@b\r\n\r\nHello"));
    }
}
