//! A message on its way into the outbox. One that cannot be written is kept there as such, to be seen; all others are
//! sent.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Utc};

use super::texts;
use crate::domain::people::{Email, PersonId};
use crate::domain::post::delivery::Reason;
use crate::domain::post::kind::Kind;
use crate::domain::post::notification::Service;
use crate::domain::post::topic::Topic;
use crate::mail::{self, Letter};
use crate::services::Scope;
use crate::services::sealing::Seal;
use crate::store;
use crate::store::post::outbox::{self, Message, NewMail};
use crate::store::weekly::runs::RunId;

/// A message and what the outbox needs to know of it.
pub(in crate::services) struct Outgoing {
    service: Service,
    kind: Kind,
    recipient: String,
    person: Option<PersonId>,
    about: Option<Topic>,
    /// Or why it could not be written.
    message: Result<Written, Reason>,
}

struct Written {
    id: String,
    text: Text,
}

enum Text {
    /// As it leaves.
    Open(Vec<u8>),
    /// As it lies in the outbox.
    Sealed(Vec<u8>),
}

impl Outgoing {
    /// A mail, which `write` writes.
    pub fn mail(
        kind: Kind,
        recipient: &Email,
        write: impl FnOnce() -> Result<Letter, mail::Error>,
    ) -> Outgoing {
        let written = |letter: Letter| Written { id: letter.message_id, text: Text::Open(letter.content) };
        let message = attempt(kind, write).map(written);
        let recipient = recipient.to_string();
        Outgoing { service: Service::Email, kind, recipient, person: None, about: None, message }
    }

    /// What is said in a chat.
    pub fn in_chat(
        kind: Kind,
        (service, to): (Service, &str),
        write: impl FnOnce() -> Result<String, mail::Error>,
    ) -> Outgoing {
        let id = || format!("{:032x}", rand::random::<u128>());
        let message =
            attempt(kind, write).map(|text| Written { id: id(), text: Text::Open(text.into_bytes()) });
        Outgoing { service, kind, recipient: to.to_owned(), person: None, about: None, message }
    }

    pub fn to(self, person: PersonId) -> Outgoing {
        Outgoing { person: Some(person), ..self }
    }

    pub fn about(self, topic: Topic) -> Outgoing {
        Outgoing { about: Some(topic), ..self }
    }

    /// To whom it goes, and as what; none where it could not be written, or is sealed.
    pub fn written(&self) -> Option<(&str, &[u8])> {
        match &self.message.as_ref().ok()?.text {
            Text::Open(text) => Some((&self.recipient, text)),
            Text::Sealed(_) => None,
        }
    }

    /// As it will lie in the outbox: of many that is done before the transaction that posts them.
    pub fn sealed(self, seal: &Seal) -> Outgoing {
        let message = self.message.map(|Written { id, text }| {
            let sealed = text.sealed(seal, &id);
            Written { id, text: Text::Sealed(sealed) }
        });
        Outgoing { message, ..self }
    }

    pub fn is_written(&self) -> bool {
        self.message.is_ok()
    }

    /// Puts it into the outbox. `run`: what brings it; none: somebody asked for it.
    pub fn post(
        self,
        scope: &mut Scope<'_>,
        run: Option<RunId>,
        expires_at: DateTime<Utc>,
    ) -> store::Result<()> {
        let Outgoing { service, kind, recipient, person, about, message } = self;
        let seal = &scope.services.seal;
        let message = message.map(|Written { id, text }| {
            let sealed = text.sealed(seal, &id);
            Message { id, sealed }
        });
        let mail = NewMail { run, service, kind, recipient, person, about, message, expires_at };
        outbox::insert(scope.conn, &mail, scope.now)
    }
}

impl Text {
    fn sealed(self, seal: &Seal, message_id: &str) -> Vec<u8> {
        match self {
            Text::Open(text) => texts::seal(seal, message_id, &text),
            Text::Sealed(sealed) => sealed,
        }
    }
}

/// A panic over one message must not keep others from theirs either.
fn attempt<T>(kind: Kind, write: impl FnOnce() -> Result<T, mail::Error>) -> Result<T, Reason> {
    let (told, reason) = match catch_unwind(AssertUnwindSafe(write)) {
        Ok(Ok(written)) => return Ok(written),
        Ok(Err(error @ mail::Error::Unwritable)) => (error.to_string(), Reason::NoAddress),
        Ok(Err(error)) => (error.to_string(), Reason::Unwritten),
        Err(_) => ("a panic".to_owned(), Reason::Unwritten),
    };
    tracing::error!(%kind, error = told, "a message could not be written");
    Err(reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_an_error_nor_a_panic_over_one_message_reaches_the_others() {
        let to = "ada@x.example".parse().unwrap();
        let broken = || Err(mail::Error::SmtpUrl("as good as any".into()));
        assert!(!Outgoing::mail(Kind::Digest, &to, broken).is_written());
        assert!(!Outgoing::mail(Kind::Digest, &to, || panic!("on purpose")).is_written());
        assert!(
            Outgoing::in_chat(Kind::Reminder, (Service::Slack, "U1"), || Ok("Hello".into())).is_written()
        );
    }
}
