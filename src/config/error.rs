//! What is wrong with settings.

/// Why the program does not start with these settings.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("cannot read the settings: {0}")]
    Unreadable(config::ConfigError),
    #[error("cannot read the file that {variable} names: {reason}")]
    SecretFile { variable: String, reason: std::io::Error },
    #[error("unknown setting {0}: settings are named BULLETINS_SECTION__KEY, as in config/default.toml")]
    UnknownVariable(String),
    #[error("setting {setting}: {reason}")]
    Setting { setting: String, reason: String },
}

impl From<config::ConfigError> for Error {
    fn from(error: config::ConfigError) -> Self {
        Error::Unreadable(error)
    }
}
