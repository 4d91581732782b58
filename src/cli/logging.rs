//! Where the log goes: to standard error, for people or for machines.

use std::fmt::Debug;
use std::io::IsTerminal;
use std::sync::OnceLock;

use tracing::field::Field;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::field::MakeExt;
use tracing_subscriber::fmt::FormatFields;
use tracing_subscriber::fmt::format::{self, Writer};

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
        // A text from elsewhere, such as what a mail server says, may hold line ends: it begins no line of its own.
        // Colours are for a terminal alone: whoever reads the log from a file or a journal would find them as signs.
        LogFormat::Text => builder
            .fmt_fields(on_one_line())
            .with_target(false)
            .with_ansi(std::io::stderr().is_terminal())
            .init(),
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

/// Fields as text, in which nothing ends the line.
fn on_one_line() -> impl for<'writer> FormatFields<'writer> + 'static {
    let tell = |writer: &mut Writer<'_>, field: &Field, value: &dyn Debug| {
        let mut told = String::new();
        for sign in format!("{value:?}").chars() {
            match sign.is_control() {
                true => told.extend(sign.escape_default()),
                false => told.push(sign),
            }
        }
        match field.name() {
            "message" => write!(writer, "{told}"),
            name => write!(writer, "{name}={told}"),
        }
    };
    format::debug_fn(tell).delimited(" ")
}

/// Says why the program ends: to whoever sits there, or in the log that a machine reads.
pub fn tell_end(error: &anyhow::Error) {
    match FORMAT.get() {
        Some(LogFormat::Json) => tracing::error!(error = format!("{error:#}"), "the program ends"),
        // Without settings nobody has said yet how to log.
        Some(LogFormat::Text) | None => eprintln!("bulletins: {error:#}"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn no_text_begins_a_line_of_the_log() {
        let written = Written::default();
        let writer = written.clone();
        let builder = tracing_subscriber::fmt().fmt_fields(on_one_line()).with_target(false).with_ansi(false);
        let log = builder.with_writer(move || writer.clone()).finish();
        tracing::subscriber::with_default(log, || {
            for end in ["\r\n", "\n", "\r", "\u{85}", "\u{b}", "\u{1b}[2K"] {
                let text = format!("550 no{end}2026-03-06T14:05:00Z  WARN security event=forbidden");
                tracing::error!(cause = text, error = %text, number = 7, "no mail: {text}");
            }
        });
        let told = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines.len(), 6, "{told}");
        assert!(
            lines.iter().all(|line| line.contains("ERROR no mail: 550 no") && line.contains("number=7")),
            "{told}"
        );
        assert!(!told.contains(|sign: char| sign.is_control() && sign != '\n'), "{told:?}");
    }
}
