//! What a team wrote, as it is kept and shown.

use std::fmt;

use serde::Serialize;

use crate::domain::kit::{Wrong, is_blank};

/// A text on one line or several: there is something to be seen in it, its lines end with LF, no white space stands around it,
/// each of its characters can be shown, and none turns around what stands beside the text.
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
        let text = straightened(with_plain_line_ends(typed).trim());
        let length = text.chars().count();
        if text.contains(is_unseen) {
            Err(Wrong::new("text-unseen"))
        } else if length > max {
            Err(Wrong::new("text-too-long").with("length", length).with("max", max))
        } else {
            Ok(is_seen(&text).then_some(Text(text)))
        }
    }

    /// What was written elsewhere, however long, without what cannot be shown; none: nothing is left of it.
    pub fn of(written: &str) -> Option<Text> {
        let text = if is_plain(written) { written.to_owned() } else { cleaned(written) };
        is_seen(&text).then_some(Text(text))
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

/// Whether it stays as it is, as nearly all does that is read again: it is looked through once.
fn is_plain(text: &str) -> bool {
    text.trim().len() == text.len() && !text.contains(|c| is_unseen(c) || begins_or_ends_a_turn(c))
}

fn cleaned(written: &str) -> String {
    let text: String = with_plain_line_ends(written).chars().filter(|c| !is_unseen(*c)).collect();
    straightened(text.trim())
}

fn with_plain_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn is_seen(text: &str) -> bool {
    !text.chars().all(is_blank)
}

/// Without the turns of lines that do not end as many as they begin: those would go on in what follows the text, or end
/// what goes before it.
fn straightened(text: &str) -> String {
    let straight = |line: &str| -> String {
        if is_balanced(line) {
            line.to_owned()
        } else {
            line.chars().filter(|c| !begins_or_ends_a_turn(*c)).collect()
        }
    };
    let lines: Vec<String> = text.split('\n').map(straight).collect();
    lines.join("\n").trim().to_owned()
}

/// Whether each turn is ended within the line, and by what ends its kind (UAX #9, section 3.1.2).
fn is_balanced(line: &str) -> bool {
    let mut open = Vec::new();
    for c in line.chars() {
        let ends = match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => {
                open.push('\u{202c}');
                continue;
            }
            '\u{2066}'..='\u{2068}' => {
                open.push('\u{2069}');
                continue;
            }
            '\u{202c}' | '\u{2069}' => open.pop() == Some(c),
            _ => true,
        };
        if !ends {
            return false;
        }
    }
    open.is_empty()
}

fn begins_or_ends_a_turn(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
        fn whatever_comes_a_text_is_one_that_can_be_shown(written in "\\PC{0,40}|.{0,40}|[\\x00-\\x20a]{0,20}|[a\n \u{202a}-\u{202e}\u{2066}-\u{2069}\u{200b}]{0,12}") {
            if is_plain(&written) {
                prop_assert_eq!(&cleaned(&written), &written);
            }
            let found = [Text::of(&written), Text::parse(&written, 40).unwrap_or_default()];
            for text in found.into_iter().flatten() {
                let shown = text.as_str();
                prop_assert!(is_seen(shown) && shown == shown.trim());
                prop_assert!(shown.lines().all(is_balanced));
                prop_assert!(!shown.contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
                prop_assert_eq!(Text::of(shown), Some(text.clone()));
                prop_assert_eq!(Text::parse(shown, usize::MAX), Ok(Some(text.clone())));
            }
        }
    }

    #[test]
    fn what_nobody_sees_is_no_text() {
        for written in ["\u{200b}", "\u{200b}\n\u{feff}", "\u{202e}", "\u{2800}\u{3164}", "\u{fe0f}\u{200d}"]
        {
            assert_eq!(Text::of(written), None, "{written:?}");
            assert_eq!(Text::parse(written, 300), Ok(None), "{written:?}");
        }
        assert_eq!(Text::of("❤\u{fe0f}").unwrap().as_str(), "❤\u{fe0f}");
    }

    #[test]
    fn a_text_turns_itself_around_and_nothing_beside_it() {
        for (written, kept) in [
            ("\u{202e}abc", "abc"),
            ("abc\u{202c}", "abc"),
            ("\u{2067}abc\u{202c}", "abc"),
            ("\u{202e}a\nb\u{202c}", "a\nb"),
            ("\u{2067}שלום\u{2069} x", "\u{2067}שלום\u{2069} x"),
            ("\u{202b}a \u{2066}b\u{2069}\u{202c}\n\u{202e}c", "\u{202b}a \u{2066}b\u{2069}\u{202c}\nc"),
            ("שלום\u{200f}!", "שלום\u{200f}!"),
        ] {
            assert_eq!(Text::of(written).unwrap().as_str(), kept, "{written:?}");
        }
    }

    #[test]
    fn what_cannot_be_shown_is_refused_where_it_is_typed_and_left_out_where_it_comes_from_elsewhere() {
        assert_eq!(Text::parse("a\0b", 300), Err(Wrong::new("text-unseen")));
        assert_eq!(Text::of("a\0b\r\n").unwrap().as_str(), "ab");
        assert_eq!(Text::of(" \u{1} "), None);
        assert!(Text::of(&"x".repeat(1000)).is_some());
    }
}
