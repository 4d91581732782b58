//! Codes on paper, for who has lost their second factor.

/// How many there are at a time.
pub const COUNT: usize = 10;
/// 120 bits: nobody guesses one, also not from a fast hash (ASVS 5, 6.5.2, asks for 112).
const LENGTH: usize = 24;
/// Crockford's: no letter that is taken for a digit.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A code as it is kept and compared: without what makes it easy to read.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    pub fn random() -> RecoveryCode {
        let letter = |byte: u8| char::from(ALPHABET[usize::from(byte % 32)]);
        RecoveryCode(rand::random::<[u8; LENGTH]>().into_iter().map(letter).collect())
    }

    /// What somebody typed, in capitals or not, with dashes or without; none if it cannot be one.
    pub fn read(typed: &str) -> Option<RecoveryCode> {
        let letters = typed.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let code: String = letters
            .map(|c| match c.to_ascii_lowercase() {
                'o' => '0',
                'i' | 'l' => '1',
                other => other,
            })
            .collect();
        let is_one = code.len() == LENGTH && code.bytes().all(|byte| ALPHABET.contains(&byte));
        is_one.then_some(RecoveryCode(code))
    }

    /// For who writes it down.
    pub fn reveal(&self) -> String {
        let parts: Vec<&str> = (0..LENGTH).step_by(4).map(|at| &self.0[at..at + 4]).collect();
        parts.join("-")
    }

    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_however_it_is_typed() {
        let code = RecoveryCode::random();
        let written = code.reveal();
        assert_eq!(written.len(), 29);
        for typed in
            [written.clone(), written.to_uppercase(), written.replace('-', " "), format!(" {written}\t")]
        {
            assert!(RecoveryCode::read(&typed) == Some(code.clone()), "{typed:?}");
        }
        let told = RecoveryCode::read("oOiI-lL11-0000-1111-0000-1111").map(|code| code.reveal());
        assert_eq!(told.as_deref(), Some("0011-1111-0000-1111-0000-1111"));
        for typed in ["", "123456", &written[1..], "uuuu-uuuu-uuuu-uuuu-uuuu-uuuu", "éééééééé"] {
            assert!(RecoveryCode::read(typed).is_none(), "{typed:?}");
        }
    }
}
