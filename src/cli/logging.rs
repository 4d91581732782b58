//! Where the log goes: to standard error, for people or for machines.

use std::io::IsTerminal;
use std::sync::OnceLock;

use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};

/// How this process logs, once it does.
static FORMAT: OnceLock<LogFormat> = OnceLock::new();

/// Begins to log; an impossible filter falls back to "info" and says so.
pub fn start(log: &Log) {
    let filter = EnvFilter::try_new(&log.filter);
    let complaint = filter.as_ref().err().map(ToString::to_string);
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|_| EnvFilter::new("info")))
        .with_writer(std::io::stderr);
    match log.format {
        // Colours are for a terminal alone: whoever reads the log from a file or a journal would find them as signs.
        LogFormat::Text => builder.with_target(false).with_ansi(std::io::stderr().is_terminal()).init(),
        LogFormat::Json => {
            builder.json().flatten_event(true).init();
            // Else a panic writes lines of its own between those that a machine reads.
            std::panic::set_hook(Box::new(|panic| tracing::error!(%panic, "a fault of the program")));
        }
    }
    let _ = FORMAT.set(log.format);
    if let Some(complaint) = complaint {
        tracing::warn!(complaint, "log.filter cannot be understood");
    }
}

/// Says why the program ends: to whoever sits there, or in the log that a machine reads.
pub fn tell_end(error: &anyhow::Error) {
    match FORMAT.get() {
        Some(LogFormat::Json) => tracing::error!(error = format!("{error:#}"), "the program ends"),
        // Without settings nobody has said yet how to log.
        Some(LogFormat::Text) | None => eprintln!("bulletins: {error:#}"),
    }
}
