//! Whether a password is among those that were stolen somewhere, as services tell that are asked by the beginning of a
//! hash: of five signs, which hundreds of passwords share, nobody learns which one it is (k-anonymity).

use sha1::{Digest, Sha1};

/// How many signs of the hash are told.
const TOLD: usize = 5;

/// The hash of a password, by which such services know it.
pub struct Hash(String);

impl Hash {
    pub fn of(password: &str) -> Hash {
        let hash = Sha1::digest(password.as_bytes());
        Hash(hash.iter().map(|byte| format!("{byte:02X}")).collect())
    }

    /// What is told of it.
    pub fn beginning(&self) -> &str {
        &self.0[..TOLD]
    }

    /// Whether the answer knows it: lines of the rest of a hash and how often that was found. What was never found
    /// fills the answer up, so that its length tells nothing.
    pub fn is_known_by(&self, answer: &str) -> bool {
        answer.lines().filter_map(|line| line.split_once(':')).any(|(rest, count)| {
            rest.eq_ignore_ascii_case(&self.0[TOLD..])
                && count.trim().parse::<u64>().is_ok_and(|count| count > 0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_breached_password_is_known_by_the_rest_of_its_hash() {
        // FIPS 180-4's example.
        let hash = Hash::of("abc");
        assert_eq!(hash.beginning(), "A9993");
        let rest = "E364706816ABA3E25717850C26C9CD0D89D";
        let others = "0018A45C4D1DEF81644B54AB7F969B88D65:10\r\n";
        assert!(hash.is_known_by(&format!("{others}{rest}:3\r\n")));
        assert!(hash.is_known_by(&format!("{others}{}:3", rest.to_lowercase())));
        for answer in ["", others, &format!("{rest}:0"), rest, &format!("{rest}:x"), "<html>"] {
            assert!(!hash.is_known_by(answer), "{answer}");
        }
    }
}
