//! A password that somebody chooses.

use secrecy::{ExposeSecret, SecretString};
use zxcvbn::{Score, zxcvbn};

use crate::domain::kit::Wrong;

/// A password that is long enough and not to be guessed; of which characters it is made is not asked (NIST SP 800-63B).
pub struct Password(SecretString);

/// Words that French speakers choose, beside those that the library knows.
const FRENCH: [&str; 14] = [
    "motdepasse",
    "mot de passe",
    "azerty",
    "azertyuiop",
    "bonjour",
    "soleil",
    "chouchou",
    "doudou",
    "jetaime",
    "marseille",
    "administration",
    "administrateur",
    "administratrice",
    "ministere",
];

impl Password {
    /// The fewest characters.
    pub const MIN: usize = 12;
    /// The most characters: hashing must not become a way to keep the server busy.
    const MAX: usize = 200;
    /// Some 10^8 guesses by whoever knows what people choose: more than anybody gets through this door, and enough to
    /// make a stolen hash a poor find.
    const LEAST: Score = Score::Three;

    /// As it was typed, white space and all. `words`: what whoever guesses tries first, such as its owner's name.
    ///
    /// # Errors
    /// It is too short, too long, or could be guessed.
    pub fn parse(typed: SecretString, words: &[String]) -> Result<Password, Wrong> {
        match typed.expose_secret().chars().count() {
            length if length < Self::MIN => Err(Wrong::new("password-too-short").with("min", Self::MIN)),
            length if length > Self::MAX => Err(Wrong::new("password-too-long").with("max", Self::MAX)),
            _ if score(typed.expose_secret(), words) < Self::LEAST => Err(Wrong::new("password-guessable")),
            _ => Ok(Password(typed)),
        }
    }

    pub fn reveal(&self) -> &str {
        self.0.expose_secret()
    }
}

/// How hard it is to guess, by the patterns in which people choose: common passwords, words, names, dates, keys that lie
/// side by side, repetitions. What is guessed first counts for nothing, and so do capitals: people put them where whoever
/// guesses looks for them.
fn score(typed: &str, words: &[String]) -> Score {
    let known: Vec<&str> = words.iter().map(String::as_str).chain(FRENCH).collect();
    let rest = known.iter().fold(typed.to_lowercase(), |rest, word| rest.replace(word, ""));
    zxcvbn(&rest, &known).score()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(typed: &str) -> Option<&'static str> {
        let words = ["ada", "lovelace", "cartobio", "bulletins"].map(str::to_owned);
        Password::parse(typed.to_owned().into(), &words).err().map(|wrong| wrong.key)
    }

    #[test]
    fn a_password_is_long_enough_in_characters() {
        let varied: String = ('a'..='z').chain('à'..='ö').cycle().step_by(7).take(200).collect();
        let of_length = |length: usize| varied.chars().take(length).collect::<String>();
        assert_eq!(fault(&of_length(11)), Some("password-too-short"));
        assert_eq!(fault(&of_length(12)), None);
        assert_eq!(fault(&of_length(200)), None);
        assert_eq!(fault(&format!("{}x", of_length(200))), Some("password-too-long"));
    }

    #[test]
    fn what_is_common_or_could_be_guessed_is_refused() {
        for typed in [
            "password1234",
            "P@ssw0rd1234",
            "motdepasse123",
            "MotDePasse2026!",
            "azertyuiop12",
            "qwertyuiop12",
            "123456789012",
            "aaaaaaaaaaaaaaa",
            "abcdefghijkl",
            "iloveyou1234",
            "jetaime jetaime",
            "ada.lovelace1",
            "Lovelace2026!",
            "cartobio2026",
            "bulletins2026",
            "bonjour12345",
            "administrateur1",
        ] {
            assert_eq!(fault(typed), Some("password-guessable"), "{typed}");
        }
        for typed in
            ["correct horse battery", "mon chat dort au soleil", "gk3!vT9q.zLw", "Trois Pommes et 1 Poire"]
        {
            assert_eq!(fault(typed), None, "{typed}");
        }
    }
}
