//! What `bulletins check` found, a line each.

use std::io::Write;

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
        Ok(good) => say(&format!("ok      {what}: {good}")),
        Err(bad) => say(&format!("FAILED  {what}: {bad}")),
    }
    finding.is_ok()
}

/// Whoever reads no further, such as `head`, is told no more; what was found stands in the exit code.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Tells what works and may still not be what is wanted; that fails nothing.
pub fn warn(what: &str, finding: Option<String>) -> bool {
    if let Some(finding) = finding {
        say(&format!("warning {what}: {finding}"));
    }
    true
}
