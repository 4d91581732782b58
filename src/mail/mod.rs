//! Mails: what they say, how they look, and how they leave.

pub mod answers;
pub mod away;
mod bodies;
pub mod calls;
mod compose;
mod fields;
pub mod files;
pub mod held;
pub mod help;
pub mod look;
pub mod mailbox;
pub mod messages;
mod mjml;
pub mod nags;
pub mod naming;
pub mod returned;
pub mod shared;
mod signing;
mod smtp;
pub mod standing_in;
mod subject;
#[cfg(test)]
mod tests;
pub mod transports;
pub mod weekly;

pub use compose::{Letter, Letters, Sender};
pub use mjml::every_template;

/// Why a mail cannot be written or sent at all: a fault of the settings or of this program.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("a mail template is broken: {0}")]
    Template(crate::templates::Error),
    /// What stands in the outbox is none.
    #[error("this is no mail")]
    Unreadable,
    #[error("what a mail says could not be read: {0}")]
    Data(serde_json::Error),
    #[error("a mail could not be composed: {0}")]
    Compose(lettre::error::Error),
    /// It was let in by an earlier version.
    #[error("no mail can be written to an address of that form")]
    Unwritable,
    #[error("an address cannot be mailed to: {0}")]
    Address(lettre::address::AddressError),
    #[error("setting mail.smtp_url: {0}")]
    SmtpUrl(String),
    #[error("setting mail.dkim_key: {0}")]
    Dkim(String),
    #[error("the folder for mails (mail.files_directory) cannot be used: {0}")]
    Folder(std::io::Error),
}

impl From<crate::templates::Error> for Error {
    fn from(error: crate::templates::Error) -> Self {
        Error::Template(error)
    }
}

impl From<lettre::error::Error> for Error {
    fn from(error: lettre::error::Error) -> Self {
        Error::Compose(error)
    }
}

impl From<lettre::address::AddressError> for Error {
    fn from(error: lettre::address::AddressError) -> Self {
        Error::Address(error)
    }
}
