//! Mails of a digest that no server took in time: the coordination is told once, and says whether they are sent still.

use std::sync::Arc;

use chrono::TimeDelta;

use super::accounting::SECOND_LIFE;
use super::outgoing::Outgoing;
use crate::domain::people::Member;
use crate::domain::post::kind::Kind;
use crate::domain::privacy::audit::Action;
use crate::domain::privacy::detail::Detail;
use crate::mail::held as letters;
use crate::mail::messages::To;
use crate::services::{Error, Refusal, Scope, Services};
use crate::store::post::outbox;
use crate::store::privacy::audit::{self, Entry};
use crate::store::{self, people};

pub use crate::store::post::outbox::Held;
pub use crate::store::weekly::runs::RunId;

/// How long the news that they are held waits for a mail server: it is what has just been away for long.
const VALIDITY: TimeDelta = TimeDelta::days(14);

/// What becomes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    SendStill,
    GiveUp,
}

/// The runs of which mails are held, newest first.
pub fn held(scope: &mut Scope<'_>) -> Result<Vec<Held>, Error> {
    Ok(outbox::held(scope.conn)?)
}

/// Decides about all that is held of a run.
///
/// # Errors
/// [`Refusal::Gone`] where nothing of it is, such as after another coordinator's decision.
pub fn decide(scope: &mut Scope<'_>, by: &Member, run: RunId, decision: Decision) -> Result<(), Refusal> {
    let held = outbox::held(scope.conn)?.into_iter().find(|held| held.run == run).ok_or(Refusal::Gone)?;
    let now = scope.now;
    let (action, count) = match decision {
        Decision::SendStill => {
            (Action::HeldSent, outbox::send_still(scope.conn, run, now, now + SECOND_LIFE)?)
        }
        Decision::GiveUp => (Action::HeldGivenUp, outbox::give_up(scope.conn, run, now)?),
    };
    let detail = Detail::Mails { job: held.recorded.job, week: held.recorded.week, count };
    Ok(audit::record(scope.conn, &Entry::new(by, action).with(detail), now)?)
}

/// Tells all coordinators of each run of which mails are held, once.
///
/// # Errors
/// Whom it did not reach is told by the next pass.
pub async fn tell(services: &Arc<Services>) -> Result<(), Error> {
    let untold = services.read(|scope| -> Result<bool, Error> { Ok(!untold(scope)?.is_empty()) }).await?;
    if untold { services.write(tell_all).await } else { Ok(()) }
}

/// None where there is nobody to be told.
fn untold(scope: &mut Scope<'_>) -> store::Result<Vec<Held>> {
    let mut untold = Vec::new();
    if people::count_coordinators(scope.conn)? == 0 {
        return Ok(untold);
    }
    for held in outbox::held(scope.conn)? {
        if !outbox::was_told(scope.conn, held.run)? {
            untold.push(held);
        }
    }
    Ok(untold)
}

fn tell_all(scope: &mut Scope<'_>) -> Result<(), Error> {
    let services = scope.services;
    let link = services.config.link("/admin/mail?state=held");
    let coordinators = people::coordinators(scope.conn)?;
    for held in untold(scope)? {
        for person in &coordinators {
            let to = To {
                email: &person.email,
                name: Some(&person.name),
                locale: person.locale.unwrap_or(services.config.programme.language),
                unsubscribe: None,
            };
            let news = letters::News { week: held.recorded.week, count: held.count, link: &link };
            let write = || letters::digest_held(&services.letters, &to, &news, scope.now);
            let mail = Outgoing::mail(Kind::DigestHeld, to.email, write).to(person.id);
            mail.post(scope, Some(held.run), scope.now + VALIDITY)?;
        }
        tracing::error!(week = %held.recorded.week, count = held.count, "mails of a digest are held for a coordinator");
    }
    Ok(())
}
