//! Mail addresses, as people have them and as mails are written to them.

use std::fmt;
use std::str::FromStr;

use idna::AsciiDenyList;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use crate::domain::kit::{Wrong, is_blank};

/// A mail address, by which a person is known.
///
/// Kept in lower case: no mail provider of note tells `Ada@` from `ada@`, and people type both. Its domain is kept as
/// name servers know it (`xn--…`), so that a server need not know of other letters than theirs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Email(String);

/// The text is not an address that a mail can be written to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a mail address: {0:?}")]
pub struct NotAnEmail(pub String);

/// The longest address that fits an SMTP path, and the longest part before its `@` (RFC 5321, section 4.5.3.1).
const MAX_LENGTH: usize = 254;
const MAX_LOCAL: usize = 64;
/// The longest domain, and the longest of its parts (RFC 1035, section 2.3.4).
const MAX_DOMAIN: usize = 253;
const MAX_LABEL: usize = 63;

impl Email {
    /// As it was typed into a form.
    ///
    /// # Errors
    /// It is no mail address.
    pub fn parse(typed: &str) -> Result<Email, Wrong> {
        typed.parse().map_err(|_: NotAnEmail| Wrong::new("email-invalid"))
    }

    /// As it stands in a database: earlier versions let in what no mail can be written to. Its person is there all the
    /// same, to be given another.
    pub fn stored(text: String) -> Email {
        Email(text)
    }

    /// Whether a mail can be written to it: false only for some that were [`stored`](Email::stored).
    pub fn is_writable(&self) -> bool {
        read(&self.0).is_some()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text.trim()).map(Email).ok_or_else(|| NotAnEmail(text.to_owned()))
    }
}

/// Neither quotes before the `@` nor numbers in brackets behind it (RFC 5321 has both): nobody is reached there, and
/// whoever writes and reads headers disagrees on them.
fn read(text: &str) -> Option<String> {
    let (local, domain) = text.rsplit_once('@')?;
    let local: String = local.nfc().collect::<String>().to_lowercase().nfc().collect();
    let domain = idna::domain_to_ascii_cow(domain.as_bytes(), AsciiDenyList::STD3).ok()?;
    let address = format!("{local}@{domain}");
    let fits = local.len() <= MAX_LOCAL && domain.len() <= MAX_DOMAIN && address.len() <= MAX_LENGTH;
    (fits && local.split('.').all(is_atom) && is_domain(&domain)).then_some(address)
}

/// RFC 5322, section 3.2.3, with the letters of all languages (RFC 6532).
fn is_atom(part: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() && !is_blank(c) || "!#$%&'*+-/=?^_`{|}~".contains(c);
    !part.is_empty() && part.chars().all(fits)
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=MAX_LABEL).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    // Numbers in the place of a name are an address of the network.
    let is_number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
    domain.split('.').all(is_label) && !domain.rsplit('.').next().is_some_and(is_number)
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Addresses stay out of logs, also when a struct that holds one is logged.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_however_it_is_typed() {
        assert_eq!(" Ada@Example.ORG ".parse::<Email>(), "ada@example.org".parse());
        assert_eq!("ada@EXÄMPLE.fr".parse::<Email>().unwrap().as_str(), "ada@xn--exmple-cua.fr");
        assert_eq!("ada@exa\u{308}mple.fr".parse::<Email>(), "ada@xn--exmple-cua.fr".parse());
        assert_eq!("Ame\u{301}lie+news@x.fr".parse::<Email>().unwrap().as_str(), "amélie+news@x.fr");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "ada",
            "ada@",
            "@example.org",
            "a b@example.org",
            "Ada <ada@example.org>",
            "a@b\r\nBcc: c@d",
            "\"a b\"@example.org",
            "\"ada\"@example.org",
            "p@[127.0.0.1]",
            "p@[IPv6:::1]",
            "p@127.0.0.1",
            "p@127.1",
            "a@b@example.org",
            ".ada@example.org",
            "ada.@example.org",
            "a..a@example.org",
            "ada@example..org",
            "ada@-example.org",
            "ada@example.org.",
            "ada@exam_ple.org",
            "ad\u{200b}a@example.org",
            "\u{202e}ada@example.org",
            "ada(home)@example.org",
            "ada,zoe@example.org",
        ] {
            assert!(text.parse::<Email>().is_err(), "{text:?}");
        }
        assert!(format!("{}@example.org", "a".repeat(65)).parse::<Email>().is_err());
        assert!(format!("ada@{}.org", "a".repeat(64)).parse::<Email>().is_err());
    }

    #[test]
    fn what_was_let_in_before_is_there_and_known_for_what_it_is() {
        let before = Email::stored("p@[127.0.0.1]".into());
        assert!(before.as_str() == "p@[127.0.0.1]" && !before.is_writable());
        assert!("ada@example.org".parse::<Email>().unwrap().is_writable());
    }
}
