//! What is wrong with settings.

use std::path::PathBuf;

use super::{nearest, reference};

/// Why the program does not start with these settings.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("cannot read the settings: {0}")]
    Unreadable(config::ConfigError),
    #[error("cannot read the settings in {}: {reason}", path.display())]
    File { path: PathBuf, reason: std::io::Error },
    #[error("cannot read the file that {variable} names: {reason}")]
    SecretFile { variable: String, reason: std::io::Error },
    #[error("unknown setting {0}: {advice}settings are named BULLETINS_SECTION__KEY, as in config/default.toml",
        advice = asked(nearest::variable(.0)))]
    UnknownVariable(String),
    #[error("unknown setting {0}: {advice}config/default.toml names all of them",
        advice = asked(nearest::setting(.0)))]
    Unknown(String),
    #[error("setting {setting}: {reason}")]
    Setting { setting: String, reason: String },
}

/// What may have been meant.
fn asked(nearest: Option<String>) -> String {
    nearest.map(|name| format!("did you mean {name}? ")).unwrap_or_default()
}

impl Error {
    /// Of a setting that is not read, as who reads it tells.
    pub(super) fn of_setting(path: &str, reason: &str) -> Error {
        let unknown = reason.strip_prefix("unknown field `").and_then(|rest| rest.split_once('`'));
        if let Some((name, _)) = unknown {
            let section = path.split('.').next().filter(|section| *section != name && !section.is_empty());
            return Error::Unknown(section.map_or(name.to_owned(), |section| format!("{section}.{name}")));
        }
        let example = reference::default_of(path).filter(|value| value != "\"\"");
        let example = example.map(|value| format!(" (by default it is {value})")).unwrap_or_default();
        Error::Setting { setting: path.to_owned(), reason: format!("{reason}{example}") }
    }
}

impl From<config::ConfigError> for Error {
    fn from(error: config::ConfigError) -> Self {
        Error::Unreadable(error)
    }
}
