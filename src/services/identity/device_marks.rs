//! Browsers in which somebody has signed in before.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::tokens::Key;
use crate::domain::people::Email;

/// What a browser keeps to show that it has signed in to an account before.
///
/// As in OWASP's "device cookies": guesses by strangers are counted apart from the owner's slips.
#[derive(Clone)]
pub struct DeviceMark {
    pub(in crate::services) nonce: [u8; 16],
    signature: [u8; 32],
}

impl DeviceMark {
    pub fn issue(key: &Key, email: &Email) -> DeviceMark {
        let nonce: [u8; 16] = rand::random();
        DeviceMark { nonce, signature: key.sign("device", &[email.as_str().as_bytes(), &nonce]) }
    }

    /// For the cookie.
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode([self.nonce.as_slice(), &self.signature].concat())
    }

    /// What a browser sent; none if it cannot be a mark.
    pub fn read(text: &str) -> Option<DeviceMark> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (nonce, signature) = bytes.split_at_checked(16)?;
        Some(DeviceMark { nonce: nonce.try_into().ok()?, signature: signature.try_into().ok()? })
    }

    pub(in crate::services) fn is_of(&self, key: &Key, account: &str) -> bool {
        key.verifies("device", &[account.as_bytes(), &self.nonce], &self.signature)
    }
}
