//! How a mail leaves: by SMTP, as a file, or into a mailbox in memory.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::message::Mailbox;
use lettre::transport::smtp;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use secrecy::{ExposeSecret, SecretString};

use super::Error;
use super::mailbox::Mailbox as InMemory;
use crate::domain::post::delivery::SendError;

/// A way for mails to leave.
#[derive(Clone)]
pub enum Transport {
    Smtp(Smtp),
    /// Each mail becomes a file in that folder, for reading with any mail program.
    Files(PathBuf),
    /// Mails stay here: for the demo.
    Memory(Arc<InMemory>),
}

/// A mail server and how long it may take.
#[derive(Clone)]
pub struct Smtp {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
    patience: Duration,
}

impl Transport {
    /// By the server of an address such as `smtps://user:password@mail.example.org`.
    ///
    /// `patience` is for a whole mail: a server that hangs after DATA must not hold a worker for ever.
    pub fn smtp(url: &SecretString, from: &Mailbox, patience: Duration) -> Result<Transport, Error> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose_secret())
            .map_err(|error| Error::SmtpUrl(error.to_string()))?
            .timeout(Some(patience))
            .build();
        Ok(Transport::Smtp(Smtp { server, from: from.email.clone(), patience }))
    }

    pub fn files(folder: &Path) -> Result<Transport, Error> {
        std::fs::create_dir_all(folder).map_err(Error::Folder)?;
        Ok(Transport::Files(folder.to_owned()))
    }

    /// Hands a mail over; once this is `Ok`, it is somebody else's.
    pub async fn send(&self, recipient: &str, content: &[u8]) -> Result<(), SendError> {
        match self {
            Transport::Smtp(smtp) => smtp.send(recipient, content).await,
            Transport::Files(folder) => write_file(folder.clone(), content.to_vec()).await,
            Transport::Memory(mailbox) => {
                mailbox.put(recipient, content);
                Ok(())
            }
        }
    }

    /// Whether mails could leave now.
    pub async fn check(&self) -> Result<(), SendError> {
        match self {
            Transport::Smtp(smtp) => match smtp.server.test_connection().await {
                Ok(true) => Ok(()),
                Ok(false) => Err(SendError::Transient("the mail server does not answer NOOP".into())),
                Err(error) => Err(classify(&error)),
            },
            Transport::Files(_) | Transport::Memory(_) => Ok(()),
        }
    }
}

impl Smtp {
    async fn send(&self, recipient: &str, content: &[u8]) -> Result<(), SendError> {
        let address: Address =
            recipient.parse().map_err(|_| SendError::Permanent("this is no mail address".into()))?;
        let envelope = Envelope::new(Some(self.from.clone()), vec![address])
            .map_err(|error| SendError::Permanent(error.to_string()))?;
        match tokio::time::timeout(self.patience, self.server.send_raw(&envelope, content)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(classify(&error)),
            Err(_) => Err(SendError::Transient("the mail server took too long".into())),
        }
    }
}

/// 5xx is for good (RFC 5321, section 4.2.1), all else may pass.
fn classify(error: &smtp::Error) -> SendError {
    // Servers like to quote the address in their answer; the code says enough.
    let told = match error.status() {
        Some(code) => format!("the mail server answered {code}"),
        None if error.is_timeout() => "the mail server took too long".into(),
        None if error.is_tls() => "no TLS connection to the mail server could be made".into(),
        None => "no connection to the mail server, or it broke off".into(),
    };
    let is_about_us = error.status().is_some_and(|code| ABOUT_US.contains(&u16::from(code)));
    if error.is_permanent() && !is_about_us { SendError::Permanent(told) } else { SendError::Transient(told) }
}

/// Answers about our own credentials (RFC 4954, section 6) and to our greeting (RFC 5321, section 4.2.3): once the
/// settings are mended the mail can go out, so that it must not be given up for them.
const ABOUT_US: [u16; 6] = [521, 530, 534, 535, 538, 554];

async fn write_file(folder: PathBuf, content: Vec<u8>) -> Result<(), SendError> {
    let name = format!("{:032x}", rand::random::<u128>());
    let unfinished = folder.join(format!("{name}.part"));
    // Renamed once it is whole: a crash leaves no half mail that looks like one.
    let write = async {
        tokio::fs::write(&unfinished, content).await?;
        tokio::fs::rename(&unfinished, folder.join(format!("{name}.eml"))).await
    };
    write
        .await
        .map_err(|error| SendError::Transient(format!("the mail could not be written to its file: {error}")))
}
