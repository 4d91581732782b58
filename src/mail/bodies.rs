//! What a mail says, and how an address is taken out of where it has its reader begin a mail (RFC 6068).

use lettre::message::MultiPart;
use mail_parser::MessageParser;

use crate::domain::people::Email;
use crate::views::mailto;

const SCHEME: &str = "mailto:";

/// Text and HTML anew, with the field of the header that says so; none: nothing in them writes to somebody.
pub(super) fn without(mail: &[u8], somebody: &Email) -> Option<Vec<u8>> {
    let mail = MessageParser::default().parse(mail)?;
    let (text, html) = (mail.body_text(0)?, mail.body_html(0)?);
    let left = [&text, &html].map(|body| not_written_to(body, somebody));
    let [text_left, html_left] = left;
    let is_unchanged = text_left == text && html_left == html;
    (!is_unchanged).then(|| MultiPart::alternative_plain_html(text_left, html_left).formatted())
}

fn not_written_to(body: &str, somebody: &Email) -> String {
    let written = mailto([somebody], None);
    let gone = written.trim_start_matches(SCHEME);
    let mut parts = body.split(SCHEME);
    let mut anew = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| c == '?' || c.is_whitespace() || "\"'<>".contains(c));
        let (to, rest) = part.split_at(end.unwrap_or(part.len()));
        let left: Vec<&str> = to.split(',').filter(|address| *address != gone).collect();
        anew += SCHEME;
        anew += &left.join(",");
        anew += rest;
    }
    anew
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_are_begun_to_those_who_are_left() {
        let ada: Email = "ada+x@example.org".parse().unwrap();
        let body = "<a href=\"mailto:ben@example.org,ada%2Bx@example.org?subject=ada\">\nmailto:ada%2Bx@example.org x";
        let left = "<a href=\"mailto:ben@example.org?subject=ada\">\nmailto: x";
        assert_eq!(not_written_to(body, &ada), left);
        assert_eq!(not_written_to(left, &ada), left);
    }
}
