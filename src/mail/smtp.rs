//! A mail server, spoken to step by step: which step is refused decides whether a mail is given up.

use std::fmt::{self, Display, Formatter};
use std::sync::Mutex;
use std::time::Duration;

use lettre::Address;
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Tls, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::{self, SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT};
use percent_encoding::percent_decode_str;
use url::Url;

use super::Error;
use crate::domain::post::delivery::{Cause, Reason, SendError};

/// A mail server, from whom it is given mails, and the conversations that are open with it.
pub struct Smtp {
    server: Server,
    from: Address,
    /// How long one mail may take, from the connection to the last answer.
    patience: Duration,
    idle: Mutex<Vec<AsyncSmtpConnection>>,
}

/// Where a server is and how it is greeted.
struct Server {
    host: String,
    port: u16,
    tls: Tls,
    greeting: ClientId,
    credentials: Option<Credentials>,
}

/// The steps of a conversation (RFC 5321, section 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Greeting, EHLO, STARTTLS and AUTH.
    Connect,
    Sender,
    Recipient,
    Content,
}

impl Smtp {
    pub(super) fn new(url: &str, from: &Mailbox, patience: Duration) -> Result<Smtp, Error> {
        let server = Server::at(url)?;
        Ok(Smtp { server, from: from.email.clone(), patience, idle: Mutex::default() })
    }

    pub(super) async fn send(
        &self,
        from: Option<&str>,
        recipient: &str,
        content: &[u8],
    ) -> Result<(), SendError> {
        let to: Address = recipient.parse().map_err(|_| SendError::permanent(Reason::NoAddress))?;
        let from = from.and_then(|from| from.parse().ok()).unwrap_or_else(|| self.from.clone());
        let all = self.converse(&from, to, content);
        tokio::time::timeout(self.patience, all)
            .await
            .unwrap_or_else(|_| Err(SendError::transient(Reason::ServerSlow)))
    }

    /// Whether the password is sent without TLS.
    pub(super) fn tells_in_clear(&self) -> bool {
        self.server.tells_in_clear()
    }

    /// Whether no TLS is spoken, whatever the server offers.
    pub(super) fn is_in_clear(&self) -> bool {
        matches!(self.server.tls, Tls::None)
    }

    /// Whether mails could leave now.
    pub(super) async fn check(&self) -> Result<(), SendError> {
        let mut connection = self.server.connect().await?;
        let answers = connection.test_connected().await;
        connection.abort().await;
        if answers { Ok(()) } else { Err(SendError::transient(Reason::NoConnection)) }
    }

    /// Ends the conversations that nobody needs now: a server would hang up on them before they are needed again.
    pub(super) async fn rest(&self) {
        let idle = std::mem::take(&mut *self.idle());
        for mut connection in idle {
            // What a server says to a farewell makes no difference.
            let _ = tokio::time::timeout(self.patience, connection.abort()).await;
        }
    }

    async fn converse(&self, from: &Address, to: Address, content: &[u8]) -> Result<(), SendError> {
        loop {
            let known = self.idle().pop();
            let is_known = known.is_some();
            let mut connection = match known {
                Some(known) => known,
                None => self.server.connect().await?,
            };
            match hand_over(&mut connection, from, to.clone(), content).await {
                Ok(()) => {
                    self.idle().push(connection);
                    return Ok(());
                }
                Err(failed) => {
                    connection.abort().await;
                    // The server had hung up since, and heard nothing of this mail.
                    if !(is_known && failed.is_unheard) {
                        return Err(failed.error);
                    }
                }
            }
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<AsyncSmtpConnection>> {
        self.idle.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// Why a mail was not handed over.
struct Failed {
    error: SendError,
    /// The conversation was over before a word of it was said.
    is_unheard: bool,
}

impl From<SendError> for Failed {
    fn from(error: SendError) -> Failed {
        Failed { error, is_unheard: false }
    }
}

/// Once this is `Ok`, the mail is somebody else's.
async fn hand_over(
    connection: &mut AsyncSmtpConnection,
    from: &Address,
    to: Address,
    content: &[u8],
) -> Result<(), Failed> {
    let mut options = Vec::new();
    let lacks = |connection: &AsyncSmtpConnection, extension| {
        let knows = connection.server_info().supports_feature(extension);
        if knows { Ok(()) } else { Err(SendError::permanent(Reason::ServerLacks.saying(extension))) }
    };
    let is_ascii = |address: &Address| AsRef::<str>::as_ref(address).is_ascii();
    if !is_ascii(&to) && !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
        return Err(SendError::permanent(Reason::NoSmtpUtf8).into());
    }
    if !(is_ascii(from) && is_ascii(&to)) {
        lacks(connection, Extension::SmtpUtfEight)?;
        options.push(MailParameter::SmtpUtfEight);
    }
    if !content.is_ascii() {
        lacks(connection, Extension::EightBitMime)?;
        options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    let judge = |step: Step| move |error: smtp::Error| step.judge(&error);
    let begun = connection.command(Mail::new(Some(from.clone()), options)).await;
    begun.map_err(|error| Failed { is_unheard: is_hanging_up(&error), error: Step::Sender.judge(&error) })?;
    connection.command(Rcpt::new(to, Vec::new())).await.map_err(judge(Step::Recipient))?;
    connection.command(Data).await.map_err(judge(Step::Content))?;
    let content = String::from_utf8_lossy(content);
    connection.command(Content(&content)).await.map_err(judge(Step::Content))?;
    Ok(())
}

/// A mail as it is handed over (RFC 5321, sections 4.1.1.4 and 4.5.2), which is UTF-8 at the most.
///
/// All of it at once: where its end is written after it, that waits for the server to acknowledge the rest, and a server
/// takes its time (Nagle's algorithm and delayed acknowledgement, 40 ms a mail).
struct Content<'a>(&'a str);

impl Display for Content<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for line in self.0.split_inclusive("\r\n") {
            // A line that is a dot alone would be the end.
            let escape = if line.starts_with('.') { "." } else { "" };
            write!(f, "{escape}{line}")?;
        }
        let end = if self.0.ends_with("\r\n") { ".\r\n" } else { "\r\n.\r\n" };
        f.write_str(end)
    }
}

impl Step {
    /// What a refusal at this step means. 5xx is for good (RFC 5321, section 4.2.1) where it is about the mail; before a
    /// recipient was named it is about us: our greeting, our credentials, our sender's address. Once those settings are
    /// mended the mail can go out, so that it must not be given up for them.
    fn judge(self, error: &smtp::Error) -> SendError {
        // Servers like to quote the address in their answer; the code says enough.
        let Some(code) = error.status() else { return SendError::transient(unanswered(error)) };
        let is_about_us = ABOUT_US.contains(&u16::from(code));
        match self {
            _ if !error.is_permanent() || is_about_us => {}
            Step::Connect | Step::Sender => {}
            Step::Recipient => return SendError::permanent(Reason::RecipientRefused.saying(code)),
            Step::Content => return SendError::permanent(Reason::ContentRefused.saying(code)),
        }
        SendError::transient(Reason::ServerAnswered.saying(code))
    }
}

/// Whether the server ends the conversation, or has ended it (RFC 5321, section 3.8).
fn is_hanging_up(error: &smtp::Error) -> bool {
    error.status().map_or(!error.is_timeout(), |code| u16::from(code) == 421)
}

/// Answers about our credentials (RFC 4954, section 6), which some servers give only once they know the recipient.
const ABOUT_US: [u16; 4] = [530, 534, 535, 538];

fn unanswered(error: &smtp::Error) -> Cause {
    if error.is_client() {
        // No way to sign in that both know.
        Reason::ServerLacks.saying("AUTH")
    } else if let Some(wrong) = certificate_fault(error) {
        Reason::BadCertificate.saying(wrong)
    } else if error.is_timeout() {
        Reason::ServerSlow.into()
    } else if error.is_tls() || is_no_tls(error) {
        Reason::NoTls.into()
    } else {
        Reason::NoConnection.into()
    }
}

/// How many characters of what is wrong with a certificate are told.
const FAULT_LENGTH: usize = 120;

/// What is wrong with the server's certificate, if that is why: among what a broken connection gives as its cause.
fn certificate_fault(error: &smtp::Error) -> Option<String> {
    causes(error).find_map(|cause| {
        let said = cause.to_string();
        let (_, wrong) = said.split_once("invalid peer certificate: ")?;
        Some(wrong.chars().take(FAULT_LENGTH).collect())
    })
}

/// Whether both did not come to speak TLS with each other, such as a server that expects none.
fn is_no_tls(error: &smtp::Error) -> bool {
    let is_unreadable = |io: &std::io::Error| io.kind() == std::io::ErrorKind::InvalidData;
    causes(error).any(|cause| cause.downcast_ref::<std::io::Error>().is_some_and(is_unreadable))
}

fn causes<'a>(error: &'a smtp::Error) -> impl Iterator<Item = &'a (dyn std::error::Error + 'static)> {
    let first: Option<&'a (dyn std::error::Error + 'static)> = std::error::Error::source(error);
    std::iter::successors(first, |cause| cause.source())
}

impl Server {
    /// Reads an address such as `smtps://user:password@mail.example.org` or `smtp://mail.example.org?tls=required`; its
    /// path is the name with which the server is greeted.
    fn at(address: &str) -> Result<Server, Error> {
        let wrong = |reason: &str| Error::SmtpUrl(reason.to_owned());
        let url = Url::parse(address).map_err(|error| wrong(&error.to_string()))?;
        let host = url.host_str().ok_or_else(|| wrong("it names no server"))?.to_owned();
        let asked = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let parameters =
            || TlsParameters::new(host.clone()).map_err(|error| Error::SmtpUrl(error.to_string()));
        if let Some((other, _)) = url.query_pairs().find(|(name, _)| name != "tls") {
            return Err(wrong(&format!("{other:?} is no option: there is tls alone")));
        }
        let (tls, usual_port) = match (url.scheme(), asked.as_deref()) {
            ("smtps", _) => (Tls::Wrapper(parameters()?), SUBMISSIONS_PORT),
            ("smtp", Some("required")) => (Tls::Required(parameters()?), SUBMISSION_PORT),
            ("smtp", Some("opportunistic")) => (Tls::Opportunistic(parameters()?), SUBMISSION_PORT),
            ("smtp", Some("none")) => (Tls::None, SMTP_PORT),
            // Whoever stands on the way would read them: nobody gets that without having asked for it.
            ("smtp", None) if url.password().is_some() => {
                return Err(wrong(
                    "it has a password, which would be sent without TLS: say tls=required (or smtps://), or tls=none \
                     where nobody can stand on the way to that server",
                ));
            }
            ("smtp", None) => (Tls::None, SMTP_PORT),
            ("smtp", Some(_)) => return Err(wrong("tls is \"required\", \"opportunistic\" or \"none\"")),
            _ => return Err(wrong("it begins with smtp:// or smtps://")),
        };
        let decoded = |text: &str| {
            let text = percent_decode_str(text).decode_utf8();
            text.map(|text| text.into_owned()).map_err(|_| wrong("user and password are UTF-8"))
        };
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(decoded(url.username())?, decoded(password)?)),
            None => None,
        };
        let greeting = match url.path().trim_matches('/') {
            "" => ClientId::default(),
            name => ClientId::Domain(name.to_owned()),
        };
        Ok(Server { port: url.port().unwrap_or(usual_port), host, tls, greeting, credentials })
    }

    /// Whether a user and a password are sent as they are, since the settings say so.
    fn tells_in_clear(&self) -> bool {
        matches!(self.tls, Tls::None) && self.credentials.is_some()
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, SendError> {
        let mut connection = self.greet().await?;
        let Some(credentials) = &self.credentials else { return Ok(connection) };
        // A server that stops offering TLS may be somebody who stands on the way.
        if !connection.is_encrypted() && !self.tells_in_clear() {
            connection.abort().await;
            return Err(SendError::transient(Reason::NoTls));
        }
        let signed_in = connection.auth(DEFAULT_MECHANISMS, credentials).await;
        signed_in.map_err(|error| Step::Connect.judge(&error))?;
        Ok(connection)
    }

    async fn greet(&self) -> Result<AsyncSmtpConnection, SendError> {
        let judge = |error: smtp::Error| Step::Connect.judge(&error);
        let wrapper = match &self.tls {
            Tls::Wrapper(parameters) => Some(parameters.clone()),
            _ => None,
        };
        let to = (self.host.as_str(), self.port);
        let connection = AsyncSmtpConnection::connect_tokio1(to, None, &self.greeting, wrapper, None).await;
        let mut connection = connection.map_err(judge)?;
        match &self.tls {
            Tls::Opportunistic(parameters) if connection.can_starttls() => {
                connection.starttls(parameters.clone(), &self.greeting).await.map_err(judge)?;
            }
            Tls::Required(_) if !connection.can_starttls() => {
                connection.abort().await;
                return Err(SendError::transient(Reason::NoStarttls));
            }
            Tls::Required(parameters) => {
                connection.starttls(parameters.clone(), &self.greeting).await.map_err(judge)?;
            }
            _ => {}
        }
        Ok(connection)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> String {
        match Server::at(address) {
            Ok(Server { host, port, tls, greeting, credentials }) => {
                let tls = match tls {
                    Tls::None => "plain",
                    Tls::Opportunistic(_) => "opportunistic",
                    Tls::Required(_) => "required",
                    Tls::Wrapper(_) => "wrapper",
                };
                let greeting =
                    if greeting == ClientId::default() { String::new() } else { greeting.to_string() };
                let signs_in =
                    credentials.is_some_and(|known| known == Credentials::new("u@x".into(), "p:w".into()));
                format!("{host} {port} {tls} {signs_in} {greeting}").trim_end().to_owned()
            }
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn no_line_of_a_mail_ends_it_but_its_last() {
        assert_eq!(Content("a\r\n.\r\n..b\r\n").to_string(), "a\r\n..\r\n...b\r\n.\r\n");
        assert_eq!(Content("a").to_string(), "a\r\n.\r\n");
    }

    #[test]
    fn an_address_says_where_the_server_is_and_how_it_is_spoken_to() {
        for (address, wanted) in [
            ("smtp://mail.example", "mail.example 25 plain false"),
            ("smtp://mail.example:2525", "mail.example 2525 plain false"),
            ("smtp://u%40x:p%3Aw@mail.example?tls=none", "mail.example 25 plain true"),
            ("smtp://u%40x:p%3Aw@mail.example?tls=required", "mail.example 587 required true"),
            ("smtp://mail.example?tls=opportunistic", "mail.example 587 opportunistic false"),
            ("smtps://u%40x:p%3Aw@mail.example/me.example", "mail.example 465 wrapper true me.example"),
        ] {
            assert_eq!(read(address), wanted, "{address}");
        }
        for (address, fault) in [
            ("mail.example", "relative URL"),
            ("http://mail.example", "smtp:// or smtps://"),
            ("smtp://mail.example?tls=maybe", "opportunistic"),
            ("smtp://mail.example?tsl=required", "\"tsl\" is no option"),
            ("smtp://u:w@mail.example", "without TLS"),
            ("smtp://u:w@mail.example:587/me.example", "without TLS"),
            ("smtp:", "server"),
        ] {
            assert!(read(address).contains(fault), "{address}: {}", read(address));
        }
    }
}
