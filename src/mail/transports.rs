//! How a mail leaves: by SMTP, as a file, or into a mailbox in memory.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use fluent_bundle::FluentArgs;
use lettre::message::Mailbox;
use secrecy::{ExposeSecret, SecretString};

use super::mailbox::Mailbox as InMemory;
use super::smtp::Smtp;
use super::{Error, files};
use crate::domain::people::Locale;
use crate::domain::post::delivery::{Cause, Reason, SendError};
use crate::i18n;

/// A way for mails to leave.
#[derive(Clone)]
pub enum Transport {
    /// Servers in the order in which they are tried.
    Smtp(Arc<[Smtp]>),
    /// Each mail becomes a file in that folder, for reading with any mail program.
    Files(PathBuf),
    /// Mails stay here: for the demo.
    Memory(Arc<InMemory>),
}

impl Transport {
    /// By the server of an address such as `smtps://user:password@mail.example.org`, or by several, with spaces
    /// between them: one after the other is tried until one takes a mail.
    ///
    /// `patience` is for a whole mail: a server that hangs after DATA must not hold a worker for ever.
    pub fn smtp(url: &SecretString, from: &Mailbox, patience: Duration) -> Result<Transport, Error> {
        let servers = url.expose_secret().split_whitespace();
        let servers: Result<Vec<Smtp>, Error> = servers.map(|url| Smtp::new(url, from, patience)).collect();
        Ok(Transport::Smtp(servers?.into()))
    }

    pub fn files(folder: &Path) -> Result<Transport, Error> {
        files::make(folder).map_err(|error| {
            Error::Folder(std::io::Error::new(error.kind(), format!("{}: {error}", folder.display())))
        })?;
        Ok(Transport::Files(folder.to_owned()))
    }

    /// Hands a mail over; once this is `Ok`, it is somebody else's.
    ///
    /// `from`: to whom it comes back, where that is not the sender that it shows.
    pub async fn send(&self, from: Option<&str>, recipient: &str, content: &[u8]) -> Result<(), SendError> {
        match self {
            Transport::Smtp(servers) => {
                let mut sent = Err(SendError::transient(Reason::NoConnection));
                for server in servers.iter() {
                    sent = server.send(from, recipient, content).await;
                    // What a server says of the mail for good, the next one would say too.
                    if !matches!(sent, Err(SendError::Transient(_))) {
                        break;
                    }
                }
                sent
            }
            Transport::Files(folder) => {
                write_file(folder.clone(), recipient.to_owned(), content.to_vec()).await
            }
            Transport::Memory(mailbox) => {
                mailbox.put(recipient, content);
                Ok(())
            }
        }
    }

    /// Whether mails stay where they are put.
    pub fn keeps(&self) -> bool {
        matches!(self, Transport::Files(_))
    }

    /// How many servers may be tried for one mail.
    pub fn servers(&self) -> usize {
        match self {
            Transport::Smtp(servers) => servers.len(),
            Transport::Files(_) | Transport::Memory(_) => 1,
        }
    }

    /// Nothing is to be sent for a while.
    pub async fn rest(&self) {
        if let Transport::Smtp(servers) = self {
            for server in servers.iter() {
                server.rest().await;
            }
        }
    }

    /// Whether a password goes over the network as it is, as the settings ask for.
    pub fn tells_in_clear(&self) -> bool {
        matches!(self, Transport::Smtp(servers) if servers.iter().any(Smtp::tells_in_clear))
    }

    /// Whether mails go to their server without TLS.
    pub fn is_in_clear(&self) -> bool {
        matches!(self, Transport::Smtp(servers) if servers.iter().any(Smtp::is_in_clear))
    }

    /// Whether mails could leave now.
    pub async fn check(&self) -> Result<(), SendError> {
        match self {
            Transport::Smtp(servers) => {
                for server in servers.iter() {
                    server.check().await?;
                }
                Ok(())
            }
            Transport::Files(_) | Transport::Memory(_) => Ok(()),
        }
    }
}

/// A cause, for those who run the service.
pub fn in_words(cause: &Cause) -> String {
    let mut arguments = FluentArgs::new();
    arguments.set("detail", cause.detail.as_deref().unwrap_or_default());
    let key = format!("mail-reason-{}", cause.reason);
    i18n::text(Locale::En, &key, &arguments).unwrap_or_else(|_| cause.to_string())
}

async fn write_file(folder: PathBuf, recipient: String, content: Vec<u8>) -> Result<(), SendError> {
    let write = move || files::write(&folder, &recipient, &content);
    let written = match tokio::task::spawn_blocking(write).await {
        Ok(written) => written,
        Err(end) => Err(end.into()),
    };
    written.map_err(|error| SendError::transient(Reason::NoFile.saying(error.kind())))
}
