//! Whether a mail tells of somebody by name.

use mail_parser::MessageParser;

use super::compose::KIND;
use crate::domain::post::kind::Kind;

/// Whether it is of a kind that tells of people, and names one of those.
pub fn tells_of(mail: &[u8], names: &[String]) -> bool {
    let Some(header) = MessageParser::default().parse_headers(mail) else { return false };
    let kind = header.header_raw(KIND).and_then(|name| name.trim().parse::<Kind>().ok());
    kind.is_some_and(Kind::tells_of_people) && names_one_of(mail, names)
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
}
