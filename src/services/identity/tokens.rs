//! Secrets that travel in links and cookies.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// 256 random bits, written in 43 characters that fit an address.
///
/// Whoever shows it is believed; the database holds its hash alone, so that reading the database gives nothing away.
#[derive(Clone)]
pub struct Token([u8; 32]);

impl Token {
    pub fn random() -> Token {
        Token(rand::random())
    }

    /// What somebody sent; none if it cannot be a token.
    pub fn read(text: &str) -> Option<Token> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(Token)
    }

    /// For the link or the cookie.
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// For the database. A fast hash will do: 256 random bits cannot be guessed.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

/// A key that all replicas of an installation share.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl Key {
    pub fn new(bytes: [u8; 32]) -> Key {
        Key(bytes)
    }

    pub fn random() -> [u8; 32] {
        rand::random()
    }

    /// A keyed hash (HMAC-SHA-256) of those parts, told apart from all uses with another purpose.
    pub fn sign(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        self.mac(purpose, parts).finalize().into_bytes().into()
    }

    /// Whether that is the signature, in a time that does not tell how much of it is right.
    pub fn verifies(&self, purpose: &str, parts: &[&[u8]], signature: &[u8]) -> bool {
        self.mac(purpose, parts).verify_slice(signature).is_ok()
    }

    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    fn mac(&self, purpose: &str, parts: &[&[u8]]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
            // Lengths first, or "ab" + "c" would be signed like "a" + "bc".
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_and_nothing_else_does() {
        let token = Token::random();
        assert_eq!(Token::read(&token.reveal()).map(|read| read.hash()), Some(token.hash()));
        for text in ["", "abc", "é", &token.reveal()[1..], &format!("{}A", token.reveal())] {
            assert!(Token::read(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn a_signature_holds_for_its_purpose_and_parts_alone() {
        let key = Key::new([7; 32]);
        let signature = key.sign("device", &[b"ab", b"c"]);
        assert!(key.verifies("device", &[b"ab", b"c"], &signature));
        assert!(!key.verifies("device", &[b"a", b"bc"], &signature));
        assert!(!key.verifies("csrf", &[b"ab", b"c"], &signature));
        assert!(!Key::new([8; 32]).verifies("device", &[b"ab", b"c"], &signature));
    }
}
