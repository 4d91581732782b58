//! Requests for help as they stand in the database, for stories that are about who sees them rather than about how they
//! came.

use bulletins::domain::filing::text::Text;
use bulletins::domain::help::{End, Ending, EventKind, RequestId};
use bulletins::services::Scope;
use bulletins::store::help::events::{self, By};
use bulletins::store::help::requests::{self, NewRequest};
use bulletins::store::help::takings::{self, Taker};
use bulletins::store::programme::projects;
use bulletins::store::{self, people};
use chrono::{DateTime, Utc};

use super::app::{TestApp, moment};

/// Asks by itself, as that person and then: told at once, or with its week.
pub async fn ask(app: &TestApp, by: &str, slug: &str, text: &str, at_once: bool, when: &str) -> RequestId {
    let (by, slug, text, at) = (by.to_owned(), slug.to_owned(), Text::of(text).unwrap(), moment(when));
    let work = move |scope: &mut Scope<'_>| -> store::Result<RequestId> {
        let project = projects::by_slug(scope.conn, &slug)?.unwrap();
        let person = people::by_email(scope.conn, &by.parse().unwrap())?.unwrap();
        let new = NewRequest {
            project: project.id,
            week: scope.calendar.week_at(at),
            bulletin: None,
            text: &text,
            at_once,
            asked_by: Some(person.id),
            asked_at: at,
        };
        let id = requests::insert(scope.conn, &new)?.unwrap();
        events::record(scope.conn, id, EventKind::Asked, By::Person(person.id), "", at)?;
        Ok(id)
    };
    app.app.services.write(work).await.unwrap()
}

/// That person sees to it since then.
pub async fn take(app: &TestApp, request: RequestId, by: &str, when: &str) {
    let (by, at) = (by.to_owned(), moment(when));
    let work = move |scope: &mut Scope<'_>| -> store::Result<()> {
        let person = people::by_email(scope.conn, &by.parse().unwrap())?.unwrap();
        let taker = Taker::Person(person.id, person.name);
        takings::insert(scope.conn, request, &taker, at)?.unwrap();
        events::record(scope.conn, request, EventKind::Taken, By::Person(person.id), "", at)
    };
    app.app.services.write(work).await.unwrap();
}

/// Somebody outside the programme sees to it since then.
pub async fn take_from_outside(app: &TestApp, request: RequestId, (name, email): (&str, &str), when: &str) {
    let (name, email, at) = (name.to_owned(), email.to_owned(), moment(when));
    let work = move |scope: &mut Scope<'_>| -> store::Result<()> {
        let taker = Taker::Outsider(name.clone(), email.parse().unwrap());
        takings::insert(scope.conn, request, &taker, at)?.unwrap();
        events::record(scope.conn, request, EventKind::Taken, By::Outsider(&name), "", at)
    };
    app.app.services.write(work).await.unwrap();
}

/// That person gives it back then.
pub async fn give_back(app: &TestApp, request: RequestId, by: &str, when: &str) {
    let (by, at) = (by.to_owned(), moment(when));
    let work = move |scope: &mut Scope<'_>| -> store::Result<()> {
        let person = people::by_email(scope.conn, &by.parse().unwrap())?.unwrap().id;
        let known = requests::by_id(scope.conn, request)?.unwrap();
        assert!(takings::give_back(scope.conn, known.taking_of(person).unwrap().id, at)?);
        events::record(scope.conn, request, EventKind::GivenBack, By::Person(person), "", at)
    };
    app.app.services.write(work).await.unwrap();
}

/// It ended then, with a word or without.
pub async fn end(app: &TestApp, request: RequestId, ending: Ending, word: &str, when: &str) {
    let (word, at): (String, DateTime<Utc>) = (word.to_owned(), moment(when));
    let work = move |scope: &mut Scope<'_>| -> store::Result<()> {
        assert!(requests::close(scope.conn, request, End { ending, at })?);
        events::record(scope.conn, request, ending.into(), By::Program, &word, at)
    };
    app.app.services.write(work).await.unwrap();
}
