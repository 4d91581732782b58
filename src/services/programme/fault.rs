//! What can be wrong with what a coordinator typed, or stand in its way.

use crate::store;

/// Something wrong in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    pub field: &'static str,
    /// The key of the text that tells it.
    pub key: &'static str,
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("fields are wrong")]
    Faults(Vec<Fault>),
    /// It has been deleted meanwhile, or never was.
    #[error("there is no such thing")]
    Gone,
    /// It cannot be done as things stand now.
    #[error("it is too late, or too early")]
    NotNow,
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Gathers what is wrong in a form.
#[derive(Default)]
pub(super) struct Check(Vec<Fault>);

impl Check {
    pub(super) fn fault(&mut self, field: &'static str, key: &'static str) {
        self.0.push(Fault { field, key });
    }

    /// A text of one line.
    pub(super) fn line(
        &mut self,
        field: &'static str,
        text: &str,
        (most, missing, invalid): (usize, &'static str, &'static str),
    ) -> String {
        let text = text.trim();
        if text.is_empty() {
            self.fault(field, missing);
        } else if text.chars().count() > most || text.contains(char::is_control) {
            self.fault(field, invalid);
        }
        text.to_owned()
    }

    pub(super) fn day(&mut self, field: &'static str, text: &str) -> Option<chrono::NaiveDate> {
        let day = text.trim().parse().ok();
        if day.is_none() {
            self.fault(field, "day-invalid");
        }
        day
    }

    pub(super) fn finish<T>(self, value: Option<T>) -> Result<T, Refusal> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(Refusal::Faults(self.0)),
        }
    }
}
