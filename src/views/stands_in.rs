//! In whose place somebody reads.

use serde::Serialize;

use crate::domain::weekly::told::StandsIn;

/// In whose place the reader has it.
#[derive(Serialize)]
pub struct StandsInView {
    name: String,
    until: String,
}

impl From<&StandsIn<'_>> for StandsInView {
    fn from(mentor: &StandsIn<'_>) -> Self {
        StandsInView { name: mentor.name.to_owned(), until: mentor.until.to_string() }
    }
}
