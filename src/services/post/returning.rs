//! Mails that came back, and whatever else comes to the address that they are sent from.

use super::envelopes::Envelopes;
use super::{handing_on, limits};
use crate::domain::people::{Email, PersonId};
use crate::domain::post::bounce;
use crate::mail::returned::{self, Bounce, Returned};
use crate::services::{Error, Scope, Services};
use crate::store::database::installation;
use crate::store::people;
use crate::store::post::outbox;

/// What was done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// A mail of ours reached nobody, and says so from now on.
    Bounced,
    /// It is of no mail that is known here as sent.
    Unknown,
    /// Nobody wrote it, and nobody reads it.
    Dropped,
    /// Somebody wrote it: those who coordinate have it.
    HandedOn,
    /// Somebody did, and more came of that writer, or of all, than is handed on in a day.
    KeptOut,
    /// It is no mail.
    Unreadable,
}

impl Taken {
    pub fn as_str(self) -> &'static str {
        match self {
            Taken::Bounced => "bounced",
            Taken::Unknown => "unknown",
            Taken::Dropped => "dropped",
            Taken::HandedOn => "handed on",
            Taken::KeptOut => "kept out",
            Taken::Unreadable => "unreadable",
        }
    }
}

impl Services {
    /// With what senders on envelopes are signed.
    pub fn envelopes(&self) -> Envelopes {
        let address = self.config.mail.bounces_to.as_ref().map(|address| address.email.to_string());
        Envelopes::new(self.key.clone(), address.as_deref())
    }
}

/// Takes in a mail as a server delivered it.
pub fn take_in(scope: &mut Scope<'_>, mail: &[u8]) -> Result<Taken, Error> {
    match returned::read(mail) {
        None => Ok(Taken::Unreadable),
        Some(Returned::Automatic) => Ok(Taken::Dropped),
        Some(Returned::Bounce(bounce)) => note(scope, &bounce),
        // Nobody writes to an envelope's sender: a server answers there, whatever it calls that.
        Some(Returned::Written { came_to, .. }) if is_envelope(scope, &came_to) => Ok(Taken::Dropped),
        Some(Returned::Written { by, .. }) => hand_on(scope, mail, &by),
    }
}

fn is_envelope(scope: &Scope<'_>, came_to: &[String]) -> bool {
    let envelopes = scope.services.envelopes();
    came_to.iter().any(|address| envelopes.read(address).is_some())
}

/// Notes that a mail came back.
pub fn note(scope: &mut Scope<'_>, bounce: &Bounce) -> Result<Taken, Error> {
    let envelopes = scope.services.envelopes();
    let by_address = bounce.came_to.iter().find_map(|address| envelopes.read(address));
    let mail = match (by_address, &bounce.message_id) {
        (Some(mail), _) => Some(mail),
        (None, Some(id)) => outbox::sent_as(scope.conn, id)?,
        (None, None) => None,
    };
    let Some(mail) = mail else { return Ok(Taken::Unknown) };
    let cause = bounce::reason(&bounce.status).saying(&bounce.status);
    tracing::warn!(mail = mail.0, %cause, "a mail came back");
    let known = outbox::came_back(scope.conn, mail, &cause, scope.now)?;
    Ok(if known { Taken::Bounced } else { Taken::Unknown })
}

fn hand_on(scope: &mut Scope<'_>, mail: &[u8], by: &str) -> Result<Taken, Error> {
    let config = &scope.services.config.mail;
    let from = config.from.email.to_string();
    if returned::was_handed_on_by(mail, &from) {
        return Ok(Taken::Dropped);
    }
    if !limits::allow(scope, by)? {
        tracing::warn!("a mail that somebody wrote is kept out: more came than is handed on in a day");
        installation::count_kept_out(scope.conn)?;
        return Ok(Taken::KeptOut);
    }
    let readers: Vec<(Email, Option<PersonId>)> = match &config.reply_to {
        Some(address) => address.email.to_string().parse().map(|email| (email, None)).into_iter().collect(),
        None => {
            let coordinators = people::coordinators(scope.conn)?.into_iter();
            coordinators.map(|person| (person.email, Some(person.id))).collect()
        }
    };
    for (reader, person) in readers {
        handing_on::hand_on(scope, mail, (&reader, person))?;
    }
    Ok(Taken::HandedOn)
}
