//! A request is closed by those who asked, or by a coordinator who says why; and opened again where it was not solved.

use chrono::{DateTime, Utc};

use super::links::{HelpLink, Holder};
use super::passes::{Found, Pass};
use super::taking::let_go_of_the_lost;
use super::telling::{self, Happened};
use crate::domain::filing::text::Text;
use crate::domain::help::nagging::Case;
use crate::domain::help::{End, Ending, EventKind, MAX, Outcomes, Party, RequestId, Voice};
use crate::domain::kit::{Faults, Wrong};
use crate::services::filing::writers::Writer;
use crate::services::{Denied, Error, Refusal, Scope};
use crate::store;
use crate::store::help::events::{self, By};
use crate::store::help::requests;

/// The field of what a coordinator says.
pub const WORD: &str = "word";

/// Closes it; `word`: what a coordinator says, of which the team is told.
///
/// # Errors
/// Those of [`Pass::look`]; [`Denied::Forbidden`] to those who neither ask nor coordinate; [`Refusal::NotNow`] where it
/// ended otherwise; a fault where a coordinator says nothing.
pub fn close(scope: &mut Scope<'_>, pass: &Pass, ending: Ending, word: &str) -> Result<(), Refusal> {
    let found = pass.hold(scope)?;
    let voice = voice_of(&found)?;
    match found.request.end {
        // Sent twice, it is closed once.
        Some(end) if end.ending == ending => return Ok(()),
        Some(_) => return Err(Refusal::NotNow),
        None => {}
    }
    let word = spoken(voice, word)?;
    requests::close(scope.conn, found.request.id, End { ending, at: scope.now })?;
    tell(scope, &found, ending.into(), voice, &word)
}

/// Closes what a team taps in its form as solved or not needed any more, and keeps what it taps as needed still. What
/// somebody closed meanwhile, or is none of theirs, is left as it is: a tap keeps no bulletin back. Which were not left so.
///
/// # Errors
/// Those of the database.
pub fn tell_tapped(
    scope: &mut Scope<'_>,
    writer: &Writer,
    outcomes: &Outcomes,
) -> Result<Vec<RequestId>, Refusal> {
    let mut told = Vec::new();
    for (request, outcome) in outcomes.each() {
        let pass = Pass::Link(HelpLink { request, holder: Holder::Person(writer.author()) });
        let is_theirs = match pass.look(scope) {
            Ok(found) => found.party.voice(&found.request) == Some(Voice::Team),
            Err(Refusal::Gone | Refusal::LinkEnded) => false,
            Err(other) => return Err(other),
        };
        if !is_theirs {
            continue;
        }
        let done = match outcome.ending() {
            Some(ending) => close(scope, &pass, ending, ""),
            None => say_needed(scope, &pass, |case, now| case.is_asked_in_form(writer.week, now)),
        };
        match done {
            Ok(()) => told.push(request),
            Err(Refusal::NotNow) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(told)
}

/// Opens it again: it was not solved. What happened so far stays in its story, and who saw to it still does.
///
/// # Errors
/// As [`close`].
pub fn reopen(scope: &mut Scope<'_>, pass: &Pass, word: &str) -> Result<(), Refusal> {
    let found = pass.hold(scope)?;
    let voice = voice_of(&found)?;
    if found.request.is_unended() {
        return Ok(());
    }
    let word = spoken(voice, word)?;
    let_go_of_the_lost(scope, (&found.request, &found.project))?;
    requests::reopen(scope.conn, found.request.id)?;
    tell(scope, &found, EventKind::Reopened, voice, &word)
}

/// Leaves it open, and keeps that they said so, unless that was no question: it is too new, or was said just before.
///
/// # Errors
/// Those of [`Pass::look`]; [`Denied::Forbidden`] to those who neither ask nor coordinate; [`Refusal::NotNow`] where it
/// is closed.
pub fn keep_open(scope: &mut Scope<'_>, pass: &Pass) -> Result<(), Refusal> {
    say_needed(scope, pass, |case, now| case.is_asked_if_needed(now))
}

/// The same, of what is a question there.
fn say_needed(
    scope: &mut Scope<'_>,
    pass: &Pass,
    is_asked: impl Fn(&Case<'_>, DateTime<Utc>) -> bool,
) -> Result<(), Refusal> {
    let found = pass.hold(scope)?;
    voice_of(&found)?;
    let Found { request, project, party } = &found;
    if !request.is_unended() {
        return Err(Refusal::NotNow);
    }
    let story = events::of_one(scope.conn, request.id)?;
    let case = Case { request, story: &story, project, calendar: &scope.calendar };
    if let Some(person) = party.person().filter(|_| is_asked(&case, scope.now)) {
        events::record(scope.conn, request.id, EventKind::StillNeeded, By::Person(person), "", scope.now)?;
    }
    Ok(())
}

fn voice_of(found: &Found) -> Result<Voice, Error> {
    Ok(found.party.voice(&found.request).ok_or(Denied::Forbidden)?)
}

/// What a coordinator has to say; a team need not.
fn spoken(voice: Voice, word: &str) -> Result<String, Refusal> {
    if voice == Voice::Team {
        return Ok(String::new());
    }
    let mut faults = Faults::default();
    let word = faults.keep(WORD, Text::parse(word, MAX)).flatten();
    match faults.finish(Some(word))? {
        Some(word) => Ok(word.to_string()),
        None => Err(Refusal::fault(WORD, Wrong::new("help-word-missing"))),
    }
}

fn tell(
    scope: &mut Scope<'_>,
    found: &Found,
    kind: EventKind,
    voice: Voice,
    word: &str,
) -> Result<(), Refusal> {
    let Party::Member(member) = &found.party else {
        return Err(Error::from(Denied::Forbidden).into());
    };
    let person = member.person.id;
    events::record(scope.conn, found.request.id, kind, By::Person(person), word, scope.now)?;
    let request = requests::by_id(scope.conn, found.request.id)?;
    let request =
        request.ok_or_else(|| store::Error::Corrupt("a request vanished while it was held".into()))?;
    let coordinator = Some(&member.person.email).filter(|_| voice == Voice::Coordination);
    let happened = Happened { kind, by: &member.person.name, person: Some(person), coordinator, word };
    Ok(telling::news(scope, (&request, &found.project), &happened)?)
}
