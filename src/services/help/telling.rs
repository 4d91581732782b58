//! Those whom a request concerns are told by mail what happens to it, in the transaction that does it.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::circle::{Circle, Reached};
use super::links::Holder;
use crate::domain::help::{EventKind, Request};
use crate::domain::people::{Email, Member, PersonId};
use crate::domain::post::kind::Kind;
use crate::domain::post::topic::Topic;
use crate::domain::programme::project::Project;
use crate::domain::reading::sight::{Reader, Sight};
use crate::mail::help::{self as messages, About, News, Part, Together};
use crate::mail::messages::To;
use crate::services::Scope;
use crate::services::people::referents;
use crate::services::post::outgoing::Outgoing;
use crate::store::post::unsubscriptions;
use crate::store::{self, people};

/// Also after some days out of reach it is good to know.
const VALIDITY: TimeDelta = TimeDelta::days(7);

/// Where more see to it already, they are not told of each who comes: the request's page says who they are.
const TELLS_EACH_OTHER: usize = 6;

impl Reached {
    fn to(&self) -> To<'_> {
        To { email: &self.email, name: Some(&self.name), locale: self.locale, unsubscribe: None }
    }

    fn post(&self, scope: &mut Scope<'_>, mail: Outgoing) -> store::Result<()> {
        let mail = match self.person() {
            Some(person) => mail.to(person),
            None => mail,
        };
        mail.post(scope, None, scope.now + VALIDITY)
    }
}

impl Circle {
    fn together(&self) -> Together<'_> {
        fn named(reached: &Reached) -> (&str, &Email) {
            (&reached.name, &reached.email)
        }
        Together::new(self.team.iter().map(named), self.takers.iter().map(named))
    }
}

/// Brings together those who ask and those who see to it, now that somebody more does.
pub(super) fn brought_together(
    scope: &mut Scope<'_>,
    (request, project): (&Request, &Project),
    taker: &str,
) -> store::Result<()> {
    let circle = Circle::of(scope, request, project)?;
    let (services, together) = (scope.services, circle.together());
    let link = services.help_links();
    let newcomer = circle.takers.last().map(|taker| taker.holder);
    let is_crowd = circle.takers.len() > TELLS_EACH_OTHER;
    for reader in circle.everybody() {
        let is_of_team = circle.team.iter().any(|known| known.holder == reader.holder);
        let part = match circle.takers.iter().any(|known| known.holder == reader.holder) {
            true if newcomer == Some(reader.holder) => Part::Newcomer,
            true if is_crowd && !is_of_team => continue,
            true => Part::SeesToIt,
            false => Part::Asks,
        };
        let link = link(request.id, reader.holder);
        let about = About { project, text: request.text.as_str(), link: &link };
        let to = reader.to();
        let write = || messages::taken(&services.letters, &to, &about, (taker, &together), part, scope.now);
        let mail =
            Outgoing::mail(Kind::HelpTaken, &reader.email, write).about(Topic::Requests(vec![request.id]));
        reader.post(scope, mail)?;
    }
    Ok(())
}

/// What happened to a request, and who did it.
pub(super) struct Happened<'a> {
    pub kind: EventKind,
    /// Empty: whoever it was has left the programme, or is about to be forgotten.
    pub by: &'a str,
    /// None: somebody outside the programme.
    pub person: Option<PersonId>,
    /// Of somebody who did it as a coordinator, rather than as one of those whom the request brings together: where an
    /// answer reaches them.
    pub coordinator: Option<&'a Email>,
    pub word: &'a str,
}

/// Tells those who see to it; the team as well, unless it is the team's own doing.
pub(super) fn news(
    scope: &mut Scope<'_>,
    (request, project): (&Request, &Project),
    happened: &Happened<'_>,
) -> store::Result<()> {
    let circle = Circle::of(scope, request, project)?;
    let (services, mut together) = (scope.services, circle.together());
    let link = services.help_links();
    let is_own = |reader: &Reached| happened.person.is_some() && reader.person() == happened.person;
    let by_team = circle.team.iter().any(is_own) && happened.coordinator.is_none();
    let news = News {
        kind: happened.kind,
        by: happened.by,
        by_coordination: happened.coordinator.is_some(),
        word: happened.word,
    };
    if let Some(email) = happened.coordinator {
        together.answered_also_by(happened.by, email);
    }
    for reader in circle.everybody().filter(|reader| !is_own(reader)) {
        let is_taker = circle.takers.iter().any(|known| known.holder == reader.holder);
        if by_team && !is_taker {
            continue;
        }
        let link = link(request.id, reader.holder);
        let about = About { project, text: request.text.as_str(), link: &link };
        let to = reader.to();
        let write = || messages::news(&services.letters, &to, &about, &together, &news, scope.now);
        let mail =
            Outgoing::mail(Kind::HelpNews, &reader.email, write).about(Topic::Requests(vec![request.id]));
        reader.post(scope, mail)?;
    }
    Ok(())
}

/// Tells of a request that does not wait for its week: who looks after the project, those who chose to be told of all,
/// and the channels of chats. `held`: those who stay as they are meanwhile; nobody else is written to.
pub(super) fn asked(
    scope: &mut Scope<'_>,
    (request, project): (&Request, &Project),
    held: &BTreeSet<PersonId>,
) -> store::Result<()> {
    let circle = Circle::of(scope, request, project)?;
    let (services, together) = (scope.services, circle.together());
    let (link, unsubscribe) = (services.help_links(), services.unsubscribe_links(Kind::HelpAsked));
    let default = services.config.programme.language;
    let readers = readers_at_once(scope, project)?;
    for member in readers.iter().filter(|reader| held.contains(&reader.person.id)) {
        let person = &member.person;
        let link = link(request.id, Holder::Person(person.id));
        let about = About { project, text: request.text.as_str(), link: &link };
        let to = To {
            email: &person.email,
            name: Some(&person.name),
            locale: member.locale(default),
            unsubscribe: Some(unsubscribe(person.id)),
        };
        let write = || messages::asked(&services.letters, &to, &about, &together, scope.now);
        let mail = Outgoing::mail(Kind::HelpAsked, &person.email, write).to(person.id);
        mail.post(scope, None, scope.now + VALIDITY)?;
    }
    let link = link(request.id, Holder::Anybody);
    let about = About { project, text: request.text.as_str(), link: &link };
    for channel in services.config.chat.channels() {
        let write = || messages::asked_in_chat(&services.letters, default, &about);
        Outgoing::in_chat(Kind::HelpAsked, channel, write).post(scope, None, scope.now + VALIDITY)?;
    }
    Ok(())
}

/// Who is told at once when that project asks for help: not those who ask.
pub(super) fn readers_at_once(scope: &mut Scope<'_>, project: &Project) -> store::Result<Vec<Member>> {
    let mut meant = people::who_want_help_at_once(scope.conn)?;
    meant.extend(referents::of(scope, project)?.iter().map(|person| person.id));
    let stopped = unsubscriptions::of_kind(scope.conn, Kind::HelpAsked)?;
    let meant: Vec<PersonId> = meant.into_iter().filter(|id| !stopped.contains(id)).collect();
    let (calendar, now) = (&scope.calendar, scope.now);
    let mut members = people::members_among(scope.conn, &meant, scope.today())?;
    members.retain(|member| {
        let knows = Sight::of(Reader::Member(member), calendar, now).knows(project);
        member.person.active && knows && !member.asks_for(project.id)
    });
    Ok(members)
}
