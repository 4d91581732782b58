//! Much can happen between a mail's writing and its sending: what it is for is asked again.

use crate::domain::post::delivery::Reason;
use crate::domain::post::kind::Kind;
use crate::domain::post::standing::{About, Standing, Whom};
use crate::store::calendar::pauses;
use crate::store::filing::bulletins;
use crate::store::post::outbox::Claimed;
use crate::store::post::unsubscriptions;
use crate::store::programme::projects;
use crate::store::{self, Conn, people};

/// What speaks against sending it by now; none: nothing does.
pub(super) fn objection(conn: &mut Conn, mail: &Claimed) -> store::Result<Option<Reason>> {
    let kind = mail.kind.parse::<Kind>().ok();
    let member = mail.person.map(|id| people::member(conn, id)).transpose()?;
    let whom = match &member {
        // Erasing somebody empties what was for them.
        _ if mail.sealed.is_empty() => Whom::Nobody,
        Some(None) => Whom::Nobody,
        Some(Some(member)) => {
            let job = kind.and_then(Kind::job);
            let stopped =
                job.map(|job| unsubscriptions::contains(conn, member.person.id, job)).transpose()?;
            Whom::Person { member, stopped: stopped.unwrap_or(false) }
        }
        None => Whom::Many,
    };
    let about = match (mail.week, mail.project) {
        (None, _) => About::Nothing,
        (Some(_), None) => About::NoProject,
        (Some(week), Some(id)) => match projects::by_id(conn, id)? {
            None => About::NoProject,
            Some(project) => {
                let is_paused = pauses::all(conn)?.iter().any(|pause| pause.week == week);
                let expected = project.is_active_in(week) && !is_paused;
                About::Bulletin { project: id, expected, filed: bulletins::find(conn, id, week)?.is_some() }
            }
        },
    };
    Ok(Standing { service: mail.service, recipient: &mail.recipient, kind, whom, about }.objection())
}
