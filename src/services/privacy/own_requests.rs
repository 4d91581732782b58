//! What is kept of a person in requests for help, part by part, as its owner is told of it.

use serde_json::{Value, json};

use super::own_data::{Part, list};
use crate::domain::help::{Request, RequestId};
use crate::domain::people::Member;
use crate::services::Scope;
use crate::store;
use crate::store::help::{of_person, requests};
use crate::store::programme::projects;

/// The address of a request's page, by which its owner finds it again.
fn page(scope: &Scope<'_>, request: RequestId) -> String {
    scope.services.config.link(&format!("/help-requests/{}", request.0))
}

pub(super) fn asked(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let projects = projects::all(scope.conn)?;
    let asked = requests::of_asker(scope.conn, member.person.id)?.into_iter();
    let told = |request: Request| -> Value {
        let project = projects.iter().find(|project| project.id == request.project);
        json!({
            "project": project.map(|project| &project.name),
            "week": request.week.to_string(),
            "text": request.text.as_str(),
            "asked_at": request.asked_at,
            "ended_at": request.end.map(|end| end.at),
            "ending": request.end.map(|end| end.ending.as_str()),
        })
    };
    Ok(list("help_requests", asked.map(told)))
}

pub(super) fn taken(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let taken = of_person::takings(scope.conn, member.person.id, &member.person.email)?.into_iter();
    let told = |taken: of_person::Taken| {
        json!({
            "request": page(scope, taken.request),
            "as": taken.name,
            "taken_at": taken.taken_at,
            "given_back_at": taken.given_back_at,
        })
    };
    Ok(list("help_taken", taken.map(told)))
}

pub(super) fn done(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let done = of_person::events(scope.conn, member.person.id)?.into_iter();
    let told = |done: of_person::Done| {
        json!({
            "request": page(scope, done.request),
            "what": done.kind,
            "at": done.at,
            "word": done.word,
        })
    };
    Ok(list("help_events", done.map(told)))
}

pub(super) fn offered(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let offered = of_person::offers(scope.conn, &member.person.email)?.into_iter();
    let told = |offered: of_person::Offered| json!({ "request": page(scope, offered.request), "as": offered.name, "at": offered.at });
    Ok(list("help_offers", offered.map(told)))
}
