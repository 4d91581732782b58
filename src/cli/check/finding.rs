//! What `bulletins check` found, a line each.

use crate::cli::answers::line;

/// What was looked at, and what to do about it.
#[derive(Debug)]
pub enum Finding {
    Good(String),
    /// Works, and may still not be what is wanted: fails nothing.
    Warning(String),
    Bad(String),
}

impl From<Result<String, String>> for Finding {
    fn from(found: Result<String, String>) -> Finding {
        found.map_or_else(Finding::Bad, Finding::Good)
    }
}

/// An error with all that led to it: the first says what was tried, the last why it failed.
pub fn with_causes(error: &dyn std::error::Error) -> String {
    let chain = std::iter::successors(Some(error), |error| error.source());
    chain.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// Tells each as soon as it is found: some take their time.
#[derive(Default)]
pub struct Telling {
    pub has_failed: bool,
}

impl Telling {
    pub fn tell(&mut self, what: &str, found: impl IntoIterator<Item = Finding>) {
        for finding in found {
            match finding {
                Finding::Good(told) => line(format_args!("ok      {what}: {told}")),
                Finding::Warning(told) => line(format_args!("warning {what}: {told}")),
                Finding::Bad(told) => {
                    self.has_failed = true;
                    line(format_args!("FAILED  {what}: {told}"));
                }
            }
        }
    }
}
