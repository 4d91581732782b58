//! What the database keeps and its readers are not to know is sealed, with a key that may lie outside it.
//!
//! Sealed bytes tell which key sealed them, so that a key can be replaced: what a former one sealed is opened as long as that
//! one is named, and sealed anew.

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Prk, Salt};

/// The first byte of all that is sealed. No text begins with it.
const FORM: u8 = 1;
const MARK_LEN: usize = 9;

/// What sealed bytes begin with: their form, and which key sealed them.
pub type Mark = [u8; MARK_LEN];

/// Seals and opens.
///
/// Each purpose has a key of its own, derived from the secret (HKDF-SHA-256), and what was sealed for one row does not open as
/// another's: ChaCha20-Poly1305, with a random nonce.
pub struct Seal {
    current: Key,
    former: Vec<Key>,
}

struct Key {
    mark: Mark,
    derives: Prk,
}

/// The bytes were not sealed for this purpose and row, or by a key that is not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what is sealed does not open: its key is not here, or it is not what was asked for")]
pub struct Closed;

impl Seal {
    /// `secret`: 256 random bits or more, which seal; `former`: those that have sealed before.
    pub fn new(secret: &[u8], former: &[&[u8]]) -> Seal {
        Seal { current: Key::of(secret), former: former.iter().map(|secret| Key::of(secret)).collect() }
    }

    /// `purpose`: what it is, such as "outbox"; `associated`: whose, such as its row's name. Both are needed to open it.
    pub fn seal(&self, purpose: &str, associated: &[u8], bytes: &[u8]) -> Vec<u8> {
        self.current.seal(purpose, associated, bytes)
    }

    /// # Errors
    /// [`Closed`]
    pub fn open(&self, purpose: &str, associated: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Closed> {
        let (mark, rest) = sealed.split_at_checked(MARK_LEN).ok_or(Closed)?;
        let key = self.keys().find(|key| key.mark == *mark).ok_or(Closed)?;
        key.open(purpose, associated, rest)
    }

    /// With the key that seals now, where another has sealed it; none: it is so already, or does not open.
    pub fn renew(&self, purpose: &str, associated: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        if sealed.starts_with(&self.current.mark) {
            return None;
        }
        let bytes = self.open(purpose, associated, sealed).ok()?;
        Some(self.seal(purpose, associated, &bytes))
    }

    /// What all begins with that is sealed now.
    pub fn mark(&self) -> Mark {
        self.current.mark
    }

    /// Whether what begins so can be opened.
    pub fn knows(&self, mark: &[u8]) -> bool {
        self.keys().any(|key| key.mark == *mark)
    }

    /// Whether those bytes are sealed at all.
    pub fn is_sealed(bytes: &[u8]) -> bool {
        bytes.first() == Some(&FORM)
    }

    fn keys(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.current).chain(&self.former)
    }
}

#[expect(clippy::expect_used, reason = "the lengths are those that the algorithms ask for")]
impl Key {
    fn of(secret: &[u8]) -> Key {
        let derives = Salt::new(HKDF_SHA256, b"bulletins").extract(secret);
        let mut mark = [FORM; MARK_LEN];
        let named = derives.expand(&[b"name"], Length(MARK_LEN - 1));
        named.and_then(|named| named.fill(&mut mark[1..])).expect("some bytes can be derived");
        Key { mark, derives }
    }

    fn seal(&self, purpose: &str, associated: &[u8], bytes: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_LEN] = rand::random();
        let mut sealed = bytes.to_vec();
        self.key_for(purpose)
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(associated), &mut sealed)
            .expect("no text has 256 GiB");
        [&self.mark[..], &nonce, &sealed].concat()
    }

    fn open(&self, purpose: &str, associated: &[u8], rest: &[u8]) -> Result<Vec<u8>, Closed> {
        let (nonce, sealed) = rest.split_at_checked(NONCE_LEN).ok_or(Closed)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Closed)?;
        let mut bytes = sealed.to_vec();
        let key = self.key_for(purpose);
        let opened = key.open_in_place(nonce, Aad::from(associated), &mut bytes).map_err(|_| Closed)?.len();
        bytes.truncate(opened);
        Ok(bytes)
    }

    fn key_for(&self, purpose: &str) -> LessSafeKey {
        let info = [b"seal ".as_slice(), purpose.as_bytes()];
        let derived = self.derives.expand(&info, &CHACHA20_POLY1305).expect("a key can be derived");
        LessSafeKey::new(UnboundKey::from(derived))
    }
}

struct Length(usize);

impl ring::hkdf::KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_sealed_opens_where_it_belongs_and_nowhere_else(bytes: Vec<u8>, row in "[a-z]{1,5}", at: prop::sample::Index) {
            let seal = Seal::new(&[7; 32], &[]);
            let sealed = seal.seal("outbox", row.as_bytes(), &bytes);
            prop_assert_eq!(seal.open("outbox", row.as_bytes(), &sealed), Ok(bytes.clone()));
            prop_assert_eq!(seal.open("totp", row.as_bytes(), &sealed), Err(Closed));
            prop_assert_eq!(seal.open("outbox", b"OTHER", &sealed), Err(Closed));
            prop_assert_eq!(Seal::new(&[8; 32], &[]).open("outbox", row.as_bytes(), &sealed), Err(Closed));
            let mut changed = sealed.clone();
            let at = at.index(changed.len());
            changed[at] ^= 1;
            prop_assert_eq!(seal.open("outbox", row.as_bytes(), &changed), Err(Closed));
            prop_assert_eq!(seal.open("outbox", row.as_bytes(), &sealed[..at]), Err(Closed));
            prop_assert_ne!(seal.seal("outbox", row.as_bytes(), &bytes), sealed, "never the same twice");
        }
    }

    #[test]
    fn a_key_can_be_replaced_while_the_former_is_at_hand() {
        let before = Seal::new(&[7; 32], &[]);
        let sealed = before.seal("outbox", b"1", b"text");
        let after = Seal::new(&[8; 32], &[&[7; 32]]);
        assert_eq!(after.open("outbox", b"1", &sealed).unwrap(), b"text");
        assert!(after.knows(&before.mark()) && !before.knows(&after.mark()));
        let renewed = after.renew("outbox", b"1", &sealed).unwrap();
        assert_eq!(Seal::new(&[8; 32], &[]).open("outbox", b"1", &renewed).unwrap(), b"text");
        assert_eq!(after.renew("outbox", b"1", &renewed), None);
        assert_eq!(Seal::new(&[9; 32], &[]).renew("outbox", b"1", &sealed), None);
    }
}
