//! A mail as it is, sent to somebody else.

use chrono::TimeDelta;

use super::outgoing::Outgoing;
use crate::domain::people::{Email, PersonId};
use crate::domain::post::kind::Kind;
use crate::mail::{Letter, returned};
use crate::services::Scope;
use crate::store;

/// For how long it is worth reading.
const WORTH_READING: TimeDelta = TimeDelta::days(7);

pub(in crate::services) fn hand_on(
    scope: &mut Scope<'_>,
    mail: &[u8],
    (reader, person): (&Email, Option<PersonId>),
) -> store::Result<()> {
    let from = &scope.services.config.mail.from.email;
    let id = format!("{:032x}@{}", rand::random::<u128>(), from.domain());
    let resent = (from.as_ref(), reader.as_str(), format!("<{id}>"));
    let content = returned::handed_on(mail, (resent.0, resent.1, &resent.2), scope.now);
    let outgoing = Outgoing::mail(Kind::HandedOn, reader, || Ok(Letter { message_id: id, content }));
    let outgoing = match person {
        Some(person) => outgoing.to(person),
        None => outgoing,
    };
    outgoing.post(scope, None, scope.now + WORTH_READING)
}
