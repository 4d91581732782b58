//! Where the log goes: to standard error, for people or for machines.

use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};

/// Begins to log; an impossible filter falls back to "info" and says so.
pub fn start(log: &Log) {
    let filter = EnvFilter::try_new(&log.filter);
    let complaint = filter.as_ref().err().map(ToString::to_string);
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|_| EnvFilter::new("info")))
        .with_writer(std::io::stderr);
    match log.format {
        LogFormat::Text => builder.with_target(false).init(),
        LogFormat::Json => builder.json().flatten_event(true).init(),
    }
    if let Some(complaint) = complaint {
        tracing::warn!(complaint, "log.filter cannot be understood");
    }
}
