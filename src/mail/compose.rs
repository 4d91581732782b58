//! From a rendered text to the bytes that go over the wire.

use std::time::SystemTime;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use lettre::message;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Mailboxes, Message, MultiPart};
use serde::Serialize;

use super::Error;
use super::signing::Signature;
use crate::domain::people::{Email, Locale};
use crate::domain::post::kind::Kind;
use crate::templates::Templates;

/// The header that names a message's kind.
pub(super) const KIND: &str = "X-Bulletins-Kind";

/// From whom the programme's mails come.
pub struct Sender {
    /// The programme's name, as mail clients show the list.
    pub programme: String,
    pub from: Mailbox,
    /// Where answers go when no team is meant.
    pub reply_to: Option<Mailbox>,
    /// Domain, selector and private key (RSA, PKCS#1 PEM).
    pub dkim: Option<(String, String, String)>,
}

/// Writes mails: knows the templates and the sender.
pub struct Letters {
    templates: Templates,
    sender: Sender,
    signature: Option<Signature>,
}

/// Whom a mail is for.
#[derive(Debug, Clone)]
pub struct Recipient<'a> {
    pub email: &'a Email,
    /// None: a mailing list.
    pub name: Option<&'a str>,
    pub locale: Locale,
    /// Where this person stops mails of this kind (RFC 8058); none for lists, which have their own way.
    pub unsubscribe: Option<String>,
}

/// What a mail says, with who says it to whom.
#[derive(Serialize)]
struct Addressed<'a, T> {
    #[serde(flatten)]
    data: &'a T,
    programme: &'a str,
    /// Empty: nobody knows.
    name: &'a str,
}

/// What every part is given besides, for its head and its end.
#[derive(Serialize)]
struct Headed<'a, T> {
    #[serde(flatten)]
    data: &'a T,
    subject: &'a str,
    locale: Locale,
    unsubscribe: Option<&'a str>,
}

/// To whom a template speaks.
pub(super) struct Addressing<'a> {
    /// Empty: nobody knows.
    pub name: &'a str,
    pub unsubscribe: Option<String>,
}

/// What a mail says in each of its parts.
pub(super) struct Said {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// A mail, ready for the outbox.
#[derive(Debug, Clone)]
pub struct Letter {
    pub message_id: String,
    pub content: Vec<u8>,
}

/// What stands before the first element of a line is there for those who read the template, and mail clients cut what is
/// long. A text begins no line with an element of its own: it is escaped.
fn without_indents(html: &str) -> String {
    html.split_inclusive('\n')
        .map(|line| if line.trim_start().starts_with('<') { line.trim_start() } else { line })
        .collect()
}

impl Letters {
    /// Writes by templates that hold the mails ([`super::every_template`]).
    pub fn new(templates: Templates, sender: Sender) -> Result<Letters, Error> {
        let signature = sender.dkim.as_ref().map(Signature::new).transpose()?;
        Ok(Letters { templates, sender, signature })
    }

    /// For the pages, which share the templates.
    pub fn templates(&self) -> &Templates {
        &self.templates
    }

    /// Whether the settings say where answers go when no team is meant.
    pub(super) fn has_reply_to(&self) -> bool {
        self.reply_to().is_some()
    }

    pub(super) fn reply_to(&self) -> Option<&Mailbox> {
        self.sender.reply_to.as_ref()
    }

    /// Renders subject, text and HTML of `mail/KIND`, and puts them into one message.
    pub(super) fn write(
        &self,
        kind: Kind,
        to: &Recipient<'_>,
        answers_to: &[Mailbox],
        data: &impl Serialize,
        now: DateTime<Utc>,
    ) -> Result<Letter, Error> {
        self.write_as((kind, kind.as_str()), to, answers_to, data, now)
    }

    /// The same of `mail/NAME`, for a kind that comes in several shapes.
    pub(super) fn write_as(
        &self,
        kind: (Kind, &str),
        to: &Recipient<'_>,
        answers_to: &[Mailbox],
        data: &impl Serialize,
        now: DateTime<Utc>,
    ) -> Result<Letter, Error> {
        let recipient = mailbox(to.name, to.email)?;
        self.write_to(kind, to, recipient.into(), answers_to, data, now)
    }

    /// The same, addressed to all of those people beside its reader: each has their own copy, and an answer reaches all.
    pub(super) fn write_to_all(
        &self,
        kind: Kind,
        to: &Recipient<'_>,
        all: &[Mailbox],
        data: &impl Serialize,
        now: DateTime<Utc>,
    ) -> Result<Letter, Error> {
        let recipient = mailbox(to.name, to.email)?;
        let others = all.iter().filter(|other| other.email != recipient.email).cloned();
        let addressed: Mailboxes = std::iter::once(recipient.clone()).chain(others).collect();
        self.write_to((kind, kind.as_str()), to, addressed, all, data, now)
    }

    fn write_to(
        &self,
        (kind, name): (Kind, &str),
        to: &Recipient<'_>,
        addressed: Mailboxes,
        answers_to: &[Mailbox],
        data: &impl Serialize,
        now: DateTime<Utc>,
    ) -> Result<Letter, Error> {
        let addressing =
            Addressing { name: to.name.unwrap_or_default(), unsubscribe: to.unsubscribe.clone() };
        let said = self.say(name, to.locale, &addressing, data)?;
        self.compose(kind, to, addressed, answers_to, said, now)
    }

    /// Renders what `mail/NAME` says.
    pub(super) fn say(
        &self,
        name: &str,
        locale: Locale,
        to: &Addressing<'_>,
        data: &impl Serialize,
    ) -> Result<Said, Error> {
        let data = &Addressed { data, programme: &self.sender.programme, name: to.name };
        let subject = self.subject(name, locale, data)?;
        let data = Headed { data, subject: &subject, locale, unsubscribe: to.unsubscribe.as_deref() };
        let text = self.templates.text(locale, &format!("mail/{name}/body"), &data)?;
        let html = without_indents(&self.templates.html(locale, &format!("mail/{name}/body"), &data)?);
        Ok(Said { subject, text, html })
    }

    /// Puts it into one message.
    pub(super) fn compose(
        &self,
        kind: Kind,
        to: &Recipient<'_>,
        addressed: Mailboxes,
        answers_to: &[Mailbox],
        said: Said,
        now: DateTime<Utc>,
    ) -> Result<Letter, Error> {
        let message_id = self.message_id();
        let domain = self.sender.from.email.domain();
        let mut builder = Message::builder()
            .from(self.sender.from.clone())
            .mailbox(message::header::To::from(addressed))
            .subject(said.subject.as_str())
            .date(SystemTime::from(now))
            .message_id(Some(message_id.clone()))
            .raw_header(header("Auto-Submitted", "auto-generated".into()))
            .raw_header(header("List-Id", format!("<bulletins.{domain}>")))
            .raw_header(header("Content-Language", to.locale.code().into()))
            .raw_header(header(KIND, kind.as_str().into()));
        if let Some(link) = &to.unsubscribe {
            builder = builder
                .raw_header(header("List-Unsubscribe", format!("<{link}>")))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()));
        }
        let answers: Vec<Mailbox> = if answers_to.is_empty() {
            self.sender.reply_to.iter().cloned().collect()
        } else {
            answers_to.to_vec()
        };
        if !answers.is_empty() {
            builder =
                builder.mailbox(message::header::ReplyTo::from(answers.into_iter().collect::<Mailboxes>()));
        }
        let message = builder.multipart(MultiPart::alternative_plain_html(said.text, said.html))?;
        Ok(Letter { message_id, content: self.signed(message.formatted())? })
    }

    /// Signed, where the settings have a key for that.
    pub(super) fn signed(&self, mail: Vec<u8>) -> Result<Vec<u8>, Error> {
        match &self.signature {
            Some(signature) => signature.sign(&mail),
            None => Ok(mail),
        }
    }

    fn message_id(&self) -> String {
        let unique = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>());
        format!("<{unique}@{}>", self.sender.from.email.domain())
    }
}

/// Who gets the answers to a mail; none where their address cannot stand in everybody's: nobody else's mail fails for
/// it, nor asks more of a server (SMTPUTF8) than its own address does.
pub fn answered_by(name: &str, email: &Email) -> Option<Mailbox> {
    mailbox(Some(name), email).ok().filter(|_| email.as_str().is_ascii())
}

pub(super) fn mailbox(name: Option<&str>, email: &Email) -> Result<Mailbox, Error> {
    if !email.is_writable() {
        return Err(Error::Unwritable);
    }
    Ok(Mailbox::new(name.map(one_line), email.as_str().parse()?))
}

/// A mail that says nothing, addressed as all are.
#[cfg(test)]
pub(super) fn bare(email: &Email, name: Option<&str>) -> Result<Message, Error> {
    let sender = Mailbox::new(None, lettre::Address::new("bulletins", "eig.example")?);
    let recipient = mailbox(name, email)?;
    Ok(Message::builder().from(sender).to(recipient).body(String::new())?)
}

/// A header ends where its line does.
pub(super) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control())
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}
