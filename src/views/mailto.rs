//! Addresses of mails that a reader is about to write.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::domain::people::Email;

/// What stands in them as it is (RFC 6068, section 2).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'@').remove(b'.').remove(b'-').remove(b'_');

/// The address of a mail to those people, with that subject.
pub fn mailto<'a>(to: impl IntoIterator<Item = &'a Email>, subject: Option<&str>) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, PLAIN).to_string();
    let to: Vec<String> = to.into_iter().map(|email| encoded(email.as_str())).collect();
    let subject = subject.map_or_else(String::new, |subject| format!("?subject={}", encoded(subject)));
    format!("mailto:{}{subject}", to.join(","))
}

/// One to whomever its writer chooses, which says that already.
pub fn mail_saying(subject: &str, body: &str) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, PLAIN).to_string();
    format!("mailto:?subject={}&body={}", encoded(subject), encoded(&body.replace('\n', "\r\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_says_what_it_is_about() {
        let [ada, ben]: [Email; 2] = ["ada+x@example.org", "ben@example.org"].map(|at| at.parse().unwrap());
        assert_eq!(mailto([&ada], None), "mailto:ada%2Bx@example.org");
        assert_eq!(
            mailto([&ada, &ben], Some("CartoBio : un·e juriste ?")),
            "mailto:ada%2Bx@example.org,ben@example.org?subject=CartoBio%20%3A%20un%C2%B7e%20juriste%20%3F"
        );
        assert_eq!(
            mail_saying("À vous ?", "a&b\nc"),
            "mailto:?subject=%C3%80%20vous%20%3F&body=a%26b%0D%0Ac"
        );
    }
}
