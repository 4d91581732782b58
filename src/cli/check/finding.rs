//! What `bulletins check` found, a line each.

use crate::cli::answers;

/// What was looked at, and what to do about it.
#[derive(Debug)]
pub enum Finding {
    Good(String),
    /// Works, and may still not be what is wanted: fails nothing.
    Warning(String),
    Bad(String),
}

impl Finding {
    /// False where it fails the whole.
    pub fn tell(self, what: &str) -> bool {
        match self {
            Finding::Good(told) => tell(what, Ok(told)),
            Finding::Warning(told) => warn(what, Some(told)),
            Finding::Bad(told) => tell(what, Err(told)),
        }
    }
}

pub fn tell(what: &str, finding: Result<String, String>) -> bool {
    match &finding {
        Ok(good) => answers::line(&format!("ok      {what}: {good}")),
        Err(bad) => answers::line(&format!("FAILED  {what}: {bad}")),
    }
    finding.is_ok()
}

/// Tells what works and may still not be what is wanted; that fails nothing.
pub fn warn(what: &str, finding: Option<String>) -> bool {
    if let Some(finding) = finding {
        answers::line(&format!("warning {what}: {finding}"));
    }
    true
}
