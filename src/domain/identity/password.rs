//! A password that somebody chooses.

use secrecy::{ExposeSecret, SecretString};

use crate::domain::kit::Wrong;

/// A password of a length that will do; nothing else is demanded of it (NIST SP 800-63B).
pub struct Password(SecretString);

impl Password {
    /// The fewest characters.
    pub const MIN: usize = 12;
    /// The most characters: hashing must not become a way to keep the server busy.
    const MAX: usize = 200;

    /// As it was typed, white space and all.
    ///
    /// # Errors
    /// It is too short or too long.
    pub fn parse(typed: SecretString) -> Result<Password, Wrong> {
        match typed.expose_secret().chars().count() {
            length if length < Self::MIN => Err(Wrong::new("password-too-short").with("min", Self::MIN)),
            length if length > Self::MAX => Err(Wrong::new("password-too-long").with("max", Self::MAX)),
            _ => Ok(Password(typed)),
        }
    }

    pub fn reveal(&self) -> &str {
        self.0.expose_secret()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_enough_in_characters() {
        let key = |length: usize| Password::parse("é".repeat(length).into()).err().map(|wrong| wrong.key);
        assert_eq!(key(11), Some("password-too-short"));
        assert_eq!(key(12), None);
        assert_eq!(key(200), None);
        assert_eq!(key(201), Some("password-too-long"));
    }
}
