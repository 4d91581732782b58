//! Much can happen between a mail's writing and its sending: what it is for is asked again.

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::help::RequestId;
use crate::domain::help::nagging::is_still_needed;
use crate::domain::people::PersonId;
use crate::domain::post::bounce;
use crate::domain::post::delivery::Reason;
use crate::domain::post::kind::Kind;
use crate::domain::post::notification::Service;
use crate::domain::post::standing::{About, Standing, Whom};
use crate::services::calendar::absences;
use crate::store::calendar::pauses;
use crate::store::filing::bulletins;
use crate::store::help::{events, requests};
use crate::store::post::outbox::{self, Claimed};
use crate::store::post::unsubscriptions;
use crate::store::programme::projects;
use crate::store::{self, Conn, people};

/// What speaks against sending it by now; none: nothing does.
///
/// `today`: on the programme's clocks, by whose rules weeks close.
pub(super) fn objection(
    conn: &mut Conn,
    mail: &Claimed,
    (rules, today): (&Calendar, NaiveDate),
) -> store::Result<Option<Reason>> {
    let kind = mail.kind.parse::<Kind>().ok();
    // A list hands mails on with our envelope: what comes back from one of its members is not the list's.
    if mail.service == Service::Email
        && mail.person.is_some()
        && bounce::silences(kind, outbox::count_returned(conn, &mail.recipient)?)
    {
        return Ok(Some(Reason::AddressReturns));
    }
    let member = mail.person.map(|id| people::member(conn, id, today)).transpose()?;
    let whom = match &member {
        // Erasing somebody empties what was for them.
        _ if mail.sealed.is_empty() => Whom::Nobody,
        Some(None) => Whom::Nobody,
        Some(Some(member)) => {
            let stoppable = kind.filter(|kind| kind.can_be_stopped());
            let stopped = match stoppable {
                Some(kind) => is_stopped(conn, member.person.id, kind)?,
                None => false,
            };
            Whom::Person { member, stopped }
        }
        None => Whom::Many,
    };
    let about = match (&mail.requests, mail.week, mail.project) {
        _ if kind == Some(Kind::DigestHeld) => {
            let waiting = mail.run.map(|run| outbox::is_held(conn, run)).transpose()?;
            About::Held { waiting: waiting.unwrap_or(false) }
        }
        (Some(ids), _, _) => About::Requests { needed: is_needed(conn, kind, ids)? },
        (None, None, _) => About::Nothing,
        (None, Some(_), None) => About::NoProject,
        (None, Some(week), Some(id)) => match projects::by_id(conn, id)? {
            None => About::NoProject,
            Some(project) => {
                let is_paused = pauses::all(conn)?.iter().any(|pause| pause.week == week);
                let mut noted = [project];
                absences::note(conn, rules, &mut noted)?;
                let expected = noted[0].is_asked_in(week) && !is_paused;
                About::Bulletin { project: id, expected, filed: bulletins::find(conn, id, week)?.is_some() }
            }
        },
    };
    Ok(Standing { service: mail.service, recipient: &mail.recipient, kind, whom, about }.objection())
}

/// Whether a mail of that kind still wants something of one of those requests. What has been taken back is closed.
fn is_needed(conn: &mut Conn, kind: Option<Kind>, ids: &[RequestId]) -> store::Result<bool> {
    let stories = events::of(conn, ids)?;
    let found = requests::by_ids(conn, ids)?;
    Ok(kind.is_none_or(|kind| {
        found.iter().any(|request| {
            let story = stories.get(&request.id).map_or(&[][..], Vec::as_slice);
            is_still_needed(kind, request, story)
        })
    }))
}

/// Whether that person does not want it, and need not have it: what is handed over where no coordinator wants to be told
/// is for its referent all the same.
fn is_stopped(conn: &mut Conn, person: PersonId, kind: Kind) -> store::Result<bool> {
    if kind != Kind::HelpReferent {
        return unsubscriptions::contains(conn, person, kind);
    }
    let stopped = unsubscriptions::of_kind(conn, kind)?;
    let somebody_wants = people::coordinators(conn)?.iter().any(|person| !stopped.contains(&person.id));
    Ok(somebody_wants && stopped.contains(&person))
}
