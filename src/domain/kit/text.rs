//! Texts that are valid once they are there: parsed where they are typed, and nowhere looked at again.

use std::fmt;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::fault::Wrong;
use super::unseen::{is_blank, is_padding, turns};

/// What is seen of it; nothing, where there is nothing to be seen.
fn seen(typed: &str) -> String {
    let text: String = typed.chars().filter(|c| !turns(*c) && !is_padding(*c)).nfc().collect();
    if text.chars().all(is_blank) { String::new() } else { text.trim().to_owned() }
}

/// The first words of a text of one line: at most so many characters, and a sign that there are more, in the place of a
/// stop that they end with. Spaces that tie a sign to its word, as French has them, part nothing.
pub fn beginning(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let end = text[..end].rfind(' ').unwrap_or(end);
    let said = text[..end].trim_end_matches(|c: char| c.is_whitespace() || ".…,;:–-".contains(c));
    format!("{said}…")
}

/// A text of one line: a type with its longest length in characters (Unicode scalar values), and the keys of the texts
/// that tell that it is missing or cannot be.
macro_rules! line {
    ($(#[$meta:meta])* $type:ident, $max:literal, $missing:literal, $invalid:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $type(String);

        impl $type {
            /// The most characters.
            pub const MAX: usize = $max;

            /// Without the white space around it, and without what nobody sees and what turns others around; in the one
            /// form (NFC) in which a name that looks the same is the same.
            ///
            /// # Errors
            /// It is empty, too long, or has a line end or another character that no screen shows.
            pub fn parse(typed: &str) -> Result<$type, Wrong> {
                let text = seen(typed);
                if text.is_empty() {
                    Err(Wrong::new($missing))
                } else if text.chars().count() > Self::MAX || text.contains(char::is_control) {
                    Err(Wrong::new($invalid).with("max", Self::MAX))
                } else {
                    Ok($type(text))
                }
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

line!(
    /// What a person, a project, a promotion or an administration is called.
    Name, 200, "name-missing", "name-invalid"
);
line!(
    /// A few words by which somebody knows a thing again that they made, such as a share link.
    Label, 100, "label-missing", "label-invalid"
);

/// Why a week is paused, in some words; empty: nobody said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reason(String);

impl Reason {
    /// The most characters.
    pub const MAX: usize = 200;

    /// One line of what was typed: what is too long is cut, since nothing depends on it.
    pub fn of(typed: &str) -> Reason {
        Reason(seen(typed).chars().filter(|c| !c.is_control()).take(Self::MAX).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A sentence or two on several lines; empty: nobody wrote it down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Description(String);

impl Description {
    /// The most characters.
    pub const MAX: usize = 500;

    /// With LF as line end and without the white space around it.
    ///
    /// # Errors
    /// It is too long, or has a character that no screen shows.
    pub fn parse(typed: &str) -> Result<Description, Wrong> {
        let text = seen(&typed.replace("\r\n", "\n").replace('\r', "\n"));
        let is_odd = |c: char| c.is_control() && c != '\n';
        if text.chars().count() > Self::MAX || text.contains(is_odd) {
            return Err(Wrong::new("description-invalid").with("max", Self::MAX));
        }
        Ok(Description(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_name_is_one_line_that_is_seen(typed in "\\PC{0,220}|.{0,220}") {
            match Name::parse(&typed) {
                Ok(name) => {
                    let text = name.as_str();
                    prop_assert!(!text.is_empty() && text == text.trim());
                    prop_assert!(text.chars().count() <= Name::MAX && !text.contains(char::is_control));
                    prop_assert_eq!(Name::parse(text), Ok(name.clone()));
                }
                Err(wrong) => prop_assert!(["name-missing", "name-invalid"].contains(&wrong.key)),
            }
        }
    }

    #[test]
    fn a_name_of_which_nothing_is_seen_is_missing() {
        for typed in [
            "\u{200b}",
            " \u{200d}\u{feff} ",
            "\u{2800}",
            "\u{3164}",
            "\u{fe0f}",
            "\u{202e}\u{202c}",
            "\u{ad}",
        ] {
            assert_eq!(Name::parse(typed), Err(Wrong::new("name-missing")), "{typed:?}");
            assert_eq!(Description::parse(typed).unwrap().as_str(), "");
        }
    }

    #[test]
    fn names_that_look_the_same_are_the_same() {
        let name = |typed: &str| Name::parse(typed).unwrap().to_string();
        assert_eq!(name("Ame\u{301}lie"), "Amélie");
        assert_eq!(name("A\u{200b}da\u{feff}"), "Ada");
        assert_eq!(name("\u{202e}adA\u{202c}"), "adA");
        // What is seen stays.
        for whole in ["👩\u{200d}💻 ❤\u{fe0f}", "می\u{200c}خواهم", "שלום"] {
            assert_eq!(name(whole), whole);
        }
    }

    #[test]
    fn a_beginning_ends_in_one_ellipsis_alone() {
        assert_eq!(beginning("Atelier instructif.", 19), "Atelier instructif.");
        for stop in [".", ",", ";", ":", "\u{a0}:", "\u{202f};", "…", "...", " –"] {
            let cut = beginning(&format!("Atelier instructif{stop} La suite vendredi"), 22);
            assert_eq!(cut, "Atelier instructif…", "{stop:?}");
        }
        assert_eq!(beginning("Vraiment ? Oui, et encore", 12), "Vraiment ?…");
    }

    #[test]
    fn a_reason_is_cut_and_a_description_is_refused() {
        assert_eq!(Reason::of(&format!(" a\n{}", "b".repeat(300))).as_str().chars().count(), Reason::MAX);
        assert_eq!(Description::parse("one\r\ntwo ").unwrap().as_str(), "one\ntwo");
        assert!(Description::parse(&"x".repeat(501)).is_err());
        assert!(Description::parse("a\0b").is_err());
    }
}
