//! Of each mail its own sender on the envelope, to which it comes back where it reaches nobody:
//! `bounces+42-…@example.org`.

use std::fmt::Write;

use crate::services::identity::tokens::Key;
use crate::store::post::outbox::MailId;

const PURPOSE: &str = "bounce";
/// As many bytes of a signature as keep strangers from guessing one.
const SIGNED: usize = 10;

/// How envelopes are signed; nothing where all mails come back to the sender that they show.
#[derive(Clone)]
pub struct Envelopes {
    key: Key,
    /// The address in two parts: before and after its `@`.
    base: Option<(String, String)>,
}

impl Envelopes {
    /// `address`: such as `bounces@example.org`, whose server delivers what comes to `bounces+…`, too.
    pub fn new(key: Key, address: Option<&str>) -> Envelopes {
        let base = address.and_then(|address| address.rsplit_once('@'));
        Envelopes { key, base: base.map(|(local, domain)| (local.to_owned(), domain.to_owned())) }
    }

    pub fn of(&self, mail: MailId) -> Option<String> {
        let (local, domain) = self.base.as_ref()?;
        Some(format!("{local}+{}-{}@{domain}", mail.0, self.signature(mail)))
    }

    /// Which mail came back to that address.
    pub fn read(&self, address: &str) -> Option<MailId> {
        // Servers on the way may write an address in other letters.
        let address = address.to_ascii_lowercase();
        let (local, _) = address.rsplit_once('@')?;
        let (_, told) = local.rsplit_once('+')?;
        let (id, signature) = told.split_once('-')?;
        let mail = MailId(id.parse().ok()?);
        let matches = subtle::ConstantTimeEq::ct_eq(self.signature(mail).as_bytes(), signature.as_bytes());
        bool::from(matches).then_some(mail)
    }

    fn signature(&self, mail: MailId) -> String {
        let signature = self.key.sign(PURPOSE, &[&mail.0.to_be_bytes()]);
        signature[..SIGNED].iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_envelope_says_which_mail_it_was_and_a_strangers_says_nothing() {
        let envelopes = Envelopes::new(Key::new([7; 32]), Some("bounces@eig.example"));
        let address = envelopes.of(MailId(42)).unwrap();
        assert!(address.starts_with("bounces+42-") && address.len() < 64, "{address}");
        assert_eq!(envelopes.read(&address), Some(MailId(42)));
        assert_eq!(envelopes.read(&address.to_uppercase()), Some(MailId(42)));
        assert_eq!(envelopes.read(&address.replace("+42-", "+43-")), None);
        assert_eq!(Envelopes::new(Key::new([8; 32]), None).read(&address), None);
        for text in ["", "bounces@eig.example", "bounces+42@eig.example", "bounces+x-y@eig.example"] {
            assert_eq!(envelopes.read(text), None, "{text}");
        }
        assert_eq!(Envelopes::new(Key::new([7; 32]), None).of(MailId(42)), None);
    }
}
