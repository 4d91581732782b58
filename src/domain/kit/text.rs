//! Texts that are valid once they are there: parsed where they are typed, and nowhere looked at again.

use std::fmt;

use serde::Serialize;

use super::fault::Wrong;

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

            /// Without the white space around it.
            ///
            /// # Errors
            /// It is empty, too long, or has a line end or another character that no screen shows.
            pub fn parse(typed: &str) -> Result<$type, Wrong> {
                let text = typed.trim();
                if text.is_empty() {
                    Err(Wrong::new($missing))
                } else if text.chars().count() > Self::MAX || text.contains(char::is_control) {
                    Err(Wrong::new($invalid).with("max", Self::MAX))
                } else {
                    Ok($type(text.to_owned()))
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
        Reason(typed.trim().chars().filter(|c| !c.is_control()).take(Self::MAX).collect())
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
        let text = typed.replace("\r\n", "\n").trim().to_owned();
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
    fn a_reason_is_cut_and_a_description_is_refused() {
        assert_eq!(Reason::of(&format!(" a\n{}", "b".repeat(300))).as_str().chars().count(), Reason::MAX);
        assert_eq!(Description::parse("one\r\ntwo ").unwrap().as_str(), "one\ntwo");
        assert!(Description::parse(&"x".repeat(501)).is_err());
        assert!(Description::parse("a\0b").is_err());
    }
}
