//! Who did something, as one reader is told of it.

use serde::Serialize;

/// As `{{doer by}}` says it: the reader is told of themselves as who they are to them, and of whoever has no name any more as that.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DoerView {
    /// None: they have been erased.
    name: Option<String>,
    /// Whether it is the reader.
    you: bool,
}

impl DoerView {
    pub fn new(name: Option<&str>, you: bool) -> DoerView {
        DoerView { name: name.map(str::to_owned), you }
    }
}
