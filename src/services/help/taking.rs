//! Somebody sees to a request, and gives it back.

use super::circle::Circle;
use super::passes::{Found, Pass, hold_people};
use super::telling::{self, Happened};
use crate::domain::help::{EventKind, Party, Request, RequestId, TakingId};
use crate::domain::kit::{Faults, Name};
use crate::domain::people::{Member, PersonId};
use crate::domain::programme::project::Project;
use crate::services::{Denied, Error, Refusal, Scope};
use crate::store::help::events::{self, By};
use crate::store::help::requests;
use crate::store::help::takings::{self, Taker};
use crate::store::programme::projects;
use crate::store::{self, people};

/// Takes it: from now on that person sees to it, and those who ask are told by whom.
///
/// # Errors
/// Those of [`Pass::look`]; [`Refusal::NotNow`] where it is closed; [`Denied::Forbidden`] to those who ask themselves.
pub fn take(scope: &mut Scope<'_>, pass: &Pass, name: &str) -> Result<(), Refusal> {
    let found = pass.hold(scope)?;
    let person = found.party.person().filter(|_| found.party.may_take(&found.request));
    let person = person.ok_or(Error::from(Denied::Forbidden))?;
    // Sent twice, it is taken once.
    if found.party.taking(&found.request).is_some() {
        return Ok(());
    }
    let mut faults = Faults::default();
    let name = faults.keep("name", Name::parse(name));
    let name = faults.finish(name)?;
    let taker = Taker::Person(person, name.to_string());
    enter(scope, (&found.request, &found.project), &taker).map(|_| ())
}

/// Lets somebody see to a request that this transaction holds; none: they do already.
pub(super) fn enter(
    scope: &mut Scope<'_>,
    (request, project): (&Request, &Project),
    taker: &Taker,
) -> Result<Option<TakingId>, Refusal> {
    let has_room = matches!(taker, Taker::Person(..)) || request.has_room_outside();
    if !request.is_unended() || !has_room {
        return Err(Refusal::NotNow);
    }
    let Some(taking) = takings::insert(scope.conn, request.id, taker, scope.now)? else { return Ok(None) };
    let (by, name) = match taker {
        Taker::Person(person, name) => (By::Person(*person), name),
        Taker::Outsider(name, _) => (By::Outsider(name), name),
    };
    events::record(scope.conn, request.id, EventKind::Taken, by, "", scope.now)?;
    let request = present(scope, request.id)?;
    telling::brought_together(scope, (&request, project), name)?;
    Ok(Some(taking))
}

fn present(scope: &mut Scope<'_>, id: RequestId) -> store::Result<Request> {
    let lost = || store::Error::Corrupt("a request vanished while it was held".into());
    requests::by_id(scope.conn, id)?.ok_or_else(lost)
}

/// Gives it back: others can take it.
///
/// # Errors
/// Those of [`Pass::look`]; [`Refusal::NotNow`] where it is closed.
pub fn give_back(scope: &mut Scope<'_>, pass: &Pass) -> Result<(), Refusal> {
    let Found { request, project, party } = pass.hold(scope)?;
    // Sent twice, it is given back once.
    let Some(taking) = party.taking(&request) else { return Ok(()) };
    if !request.is_unended() {
        return Err(Refusal::NotNow);
    }
    takings::give_back(scope.conn, taking.id, scope.now)?;
    let name = taking.name.clone().unwrap_or_default();
    let by = match party.person() {
        Some(person) => By::Person(person),
        None => By::Outsider(&name),
    };
    events::record(scope.conn, request.id, EventKind::GivenBack, by, "", scope.now)?;
    Ok(tell_given_back(scope, (request.id, &project), &name, party.person())?)
}

fn tell_given_back(
    scope: &mut Scope<'_>,
    (request, project): (RequestId, &Project),
    name: &str,
    person: Option<PersonId>,
) -> store::Result<()> {
    let request = present(scope, request)?;
    let kind = EventKind::GivenBack;
    let happened = Happened { kind, by: name, person, coordinator: None, word: "" };
    telling::news(scope, (&request, project), &happened)
}

/// Holds all requests that somebody has a part in, before that person is held: whoever acts on a request holds them in
/// that order.
pub(in crate::services) fn hold_all_of(scope: &mut Scope<'_>, id: PersonId) -> store::Result<()> {
    let member = people::member(scope.conn, id, scope.today())?;
    let Some(member) = member else { return Ok(()) };
    let has_part = |request: &Request| {
        let party = Party::Member(member.clone());
        party.taking(request).is_some() || member.asks_for(request.project)
    };
    let unended = requests::unended(scope.conn)?;
    for request in unended.iter().filter(|request| has_part(request)) {
        requests::hold(scope.conn, request.id)?;
    }
    Ok(())
}

/// Gives back all that somebody sees to who does not take part any more: no request is left with nobody who sees to it.
/// What is closed is given back, too, lest it be theirs once it is opened again.
pub(in crate::services) fn leave(scope: &mut Scope<'_>, member: &Member) -> store::Result<()> {
    let person = member.person.id;
    let mut present_takings = takings::present_of(scope.conn, person)?;
    // Before they were of the programme, or as if they were not.
    present_takings.extend(takings::present_at(scope.conn, &member.person.email)?);
    for (request, taking) in present_takings {
        give_back_for(scope, (request, taking), person, "")?;
    }
    Ok(())
}

/// Gives back what somebody sees to who may not know of its project any more: their links and its page have ended for
/// them, so that nobody else would.
pub(in crate::services) fn let_go_of_untold(scope: &mut Scope<'_>, id: PersonId) -> store::Result<()> {
    let Some(member) = people::member(scope.conn, id, scope.today())? else { return Ok(()) };
    for (request, taking) in takings::present_of(scope.conn, id)? {
        if !member.follows(present(scope, request)?.project) {
            give_back_for(scope, (request, taking), id, &member.person.name)?;
        }
    }
    Ok(())
}

/// The same of one request, whose people are held here.
pub(super) fn let_go_of_one(scope: &mut Scope<'_>, id: RequestId, person: PersonId) -> store::Result<()> {
    let Some(request) = requests::hold(scope.conn, id)? else { return Ok(()) };
    let Some(project) = projects::by_id(scope.conn, request.project)? else { return Ok(()) };
    hold_people(scope, (&request, &project), Some(person))?;
    let Some(member) = people::member(scope.conn, person, scope.today())? else { return Ok(()) };
    match request.taking_of(person).filter(|_| !member.follows(project.id)) {
        Some(taking) => give_back_for(scope, (id, taking.id), person, &member.person.name),
        None => Ok(()),
    }
}

/// `name`: empty where that is told to nobody any more.
fn give_back_for(
    scope: &mut Scope<'_>,
    (request, taking): (RequestId, TakingId),
    person: PersonId,
    name: &str,
) -> store::Result<()> {
    takings::give_back(scope.conn, taking, scope.now)?;
    events::record(scope.conn, request, EventKind::GivenBack, By::Person(person), "", scope.now)?;
    let request = present(scope, request)?;
    match projects::by_id(scope.conn, request.project)?.filter(|_| request.is_unended()) {
        Some(project) => tell_given_back(scope, (request.id, &project), name, Some(person)),
        None => Ok(()),
    }
}

/// Gives back what nobody sees to who can be reached, before it is opened again.
pub(super) fn let_go_of_the_lost(
    scope: &mut Scope<'_>,
    (request, project): (&Request, &Project),
) -> store::Result<()> {
    let circle = Circle::of(scope, request, project)?;
    for taking in &request.takings {
        if !circle.takers.iter().any(|taker| taker.sees_to_it_by(taking)) {
            takings::give_back(scope.conn, taking.id, scope.now)?;
            events::record(scope.conn, request.id, EventKind::GivenBack, By::Program, "", scope.now)?;
        }
    }
    Ok(())
}
