//! What a team wrote, as it is kept and shown.

use std::fmt;

use serde::Serialize;

use crate::domain::kit::Wrong;

/// A text on one line or several: there is something in it, its lines end with LF, no white space stands around it,
/// and each of its characters can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    /// What somebody typed who can be told what is wrong with it; none: nothing.
    ///
    /// Counted as the page counts too, in characters (Unicode scalar values) once the ends are trimmed and a line end
    /// is one: browsers send CRLF, and nobody should lose characters to line ends.
    ///
    /// # Errors
    /// It has more characters than `max`, or one that cannot be shown, such as NUL.
    pub fn parse(typed: &str, max: usize) -> Result<Option<Text>, Wrong> {
        let text = with_plain_line_ends(typed).trim().to_owned();
        let length = text.chars().count();
        if text.contains(is_unseen) {
            Err(Wrong::new("fault-control-character"))
        } else if length > max {
            Err(Wrong::new("fault-too-long").with("length", length).with("max", max))
        } else {
            Ok((!text.is_empty()).then_some(Text(text)))
        }
    }

    /// What was written elsewhere, however long, without what cannot be shown; none: nothing is left of it.
    pub fn of(written: &str) -> Option<Text> {
        let text: String = with_plain_line_ends(written).chars().filter(|c| !is_unseen(*c)).collect();
        let text = text.trim();
        (!text.is_empty()).then(|| Text(text.to_owned()))
    }

    /// In the place of a text that must be there and was never written.
    pub fn untold() -> Text {
        Text("…".to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn with_plain_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn is_unseen(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_comes_a_text_is_one_that_can_be_shown(written in "\\PC{0,40}|.{0,40}|[\\x00-\\x20a]{0,20}") {
            let found = [Text::of(&written), Text::parse(&written, 40).unwrap_or_default()];
            for text in found.into_iter().flatten() {
                let shown = text.as_str();
                prop_assert!(!shown.is_empty() && shown == shown.trim());
                prop_assert!(!shown.contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
                prop_assert_eq!(Text::of(shown), Some(text.clone()));
                prop_assert_eq!(Text::parse(shown, usize::MAX), Ok(Some(text.clone())));
            }
        }
    }

    #[test]
    fn what_cannot_be_shown_is_refused_where_it_is_typed_and_left_out_where_it_comes_from_elsewhere() {
        assert_eq!(Text::parse("a\0b", 300), Err(Wrong::new("fault-control-character")));
        assert_eq!(Text::of("a\0b\r\n").unwrap().as_str(), "ab");
        assert_eq!(Text::of(" \u{1} "), None);
        assert!(Text::of(&"x".repeat(1000)).is_some());
    }
}
