//! A password that somebody chooses.

use std::collections::BTreeSet;

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
            _ if is_guessable(typed.expose_secret(), words) => Err(Wrong::new("password-guessable")),
            _ => Ok(Password(typed)),
        }
    }

    pub fn reveal(&self) -> &str {
        self.0.expose_secret()
    }
}

fn is_guessable(typed: &str, words: &[String]) -> bool {
    let said = said_once(&typed.to_lowercase());
    said.chars().count() < Password::MIN || score(&said, words) < Password::LEAST
}

/// A word that comes again adds nothing, nor does what stands before it: "four four four" is as good as "four". Single
/// letters are no words: in what a program drew they come again by themselves.
fn said_once(text: &str) -> String {
    let (mut said, mut known, mut rest) = (String::new(), BTreeSet::new(), text);
    while !rest.is_empty() {
        let start = rest.find(char::is_alphabetic).unwrap_or(rest.len());
        let end =
            rest[start..].find(|c: char| !c.is_alphabetic()).map_or(rest.len(), |length| start + length);
        let (run, word) = (&rest[start..end], root(&rest[start..end]));
        let is_word = run.chars().nth(1).is_some();
        if !is_word || known.insert(word) {
            said.push_str(&rest[..start]);
            said.push_str(word);
        }
        rest = &rest[end..];
    }
    said
}

/// What is said three times or more in a run of letters that is nothing else.
fn root(run: &str) -> &str {
    let starts = run.char_indices().map(|(at, _)| at).skip(1);
    let mut times = starts.map(|at| (at, run.len() / at)).take_while(|(_, times)| *times >= 3);
    times.find(|(at, times)| run[..*at].repeat(*times) == run).map_or(run, |(at, _)| &run[..at])
}

/// How hard it is to guess, by the patterns in which people choose: common passwords, words, names, dates, keys that lie
/// side by side, repetitions. What is guessed first counts for nothing, and so do capitals: people put them where whoever
/// guesses looks for them.
fn score(typed: &str, words: &[String]) -> Score {
    let known: Vec<&str> = words.iter().map(String::as_str).chain(FRENCH).collect();
    let rest = known.iter().fold(typed.to_owned(), |rest, word| rest.replace(word, ""));
    zxcvbn(&rest, &known).score()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    #[test]
    fn a_word_that_comes_again_adds_nothing() {
        for (typed, said) in [
            ("quatre quatre quatre", "quatre"),
            ("quatre-- trois, quatre!", "quatre-- trois!"),
            ("quatrequatrequatre5", "quatre5"),
            ("été été", "été"),
            ("k7$k2#k9!m4q", "k7$k2#k9!m4q"),
            ("le chat et le chien", "le chat et chien"),
            ("", ""),
        ] {
            assert_eq!(said_once(typed), said);
        }
    }

    proptest! {
        /// Whatever stands between, and however it is written.
        #[test]
        fn one_word_said_three_times_or_more_is_refused(
            word in "[a-zéèç]{2,11}",
            between in proptest::collection::vec("[ \\-_.,;/!0-9]{1,3}", 0..5),
            loud in any::<[bool; 6]>(),
        ) {
            let say = |loud: bool| if loud { word.to_uppercase() } else { word.clone() };
            // Without anything between them, or each time with something else.
            let between = if between.len() < 2 { vec![String::new(); 5] } else { between };
            let again = between.iter().zip(loud).map(|(between, loud)| format!("{between}{}", say(loud)));
            let typed: String = std::iter::once(say(loud[5])).chain(again).collect();
            prop_assume!(typed.chars().count() >= Password::MIN);
            prop_assert_eq!(fault(&typed), Some("password-guessable"), "{}", typed);
        }
    }
}
