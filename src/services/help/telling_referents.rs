//! Referents are told of requests that nobody has taken for a while, and of those that are open when their project ends;
//! in the place of one who wants no such mails, all coordinators are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::links::Holder;
use super::unended::Unended;
use crate::domain::help::{EventKind, RequestId};
use crate::domain::people::{Person, PersonId};
use crate::domain::post::kind::Kind;
use crate::domain::post::topic::Topic;
use crate::domain::reading::sight::Reader;
use crate::mail::messages::To;
use crate::mail::nags;
use crate::services::post::outgoing::Outgoing;
use crate::services::weekly::batch::Batch;
use crate::services::{Error, Scope, Services, off_thread};
use crate::store::post::unsubscriptions;
use crate::store::{self, people};

/// What is told of a request, and to whom.
type Due = BTreeMap<RequestId, (EventKind, Vec<PersonId>)>;

/// One mail for each referent who has something to see to.
pub(in crate::services) async fn prepare(services: &Arc<Services>) -> Result<Batch, Error> {
    let (unended, due, members) = services
        .read(|scope| -> store::Result<_> {
            let unended = Unended::gather(scope)?;
            let due = find_due(scope, &unended)?;
            Ok((unended, due, people::members(scope.conn, scope.today())?))
        })
        .await?;
    let (letters, default) = (services.letters.clone(), services.config.programme.language);
    let (links, unsubscribe_link) = (services.help_links(), services.unsubscribe_links(Kind::HelpReferent));
    let list = services.config.link("/help-requests");
    off_thread(move || {
        let mut batch = Batch::default();
        for member in &members {
            let person = &member.person;
            let told = |wanted: EventKind| {
                let is_theirs = |id| {
                    due.get(&id).is_some_and(|(kind, whom)| *kind == wanted && whom.contains(&person.id))
                };
                let cases = unended.cases().filter(move |case| is_theirs(case.request.id));
                let link = |id| links(id, Holder::Person(person.id));
                cases.map(|case| unended.told(&case, link(case.request.id))).collect::<Vec<_>>()
            };
            let (untaken, handed_over) = (told(EventKind::ReferentTold), told(EventKind::HandedOver));
            let to = To {
                email: &person.email,
                name: Some(&person.name),
                locale: member.locale(default),
                unsubscribe: Some(unsubscribe_link(person.id)),
            };
            let ids: Vec<RequestId> = untaken.iter().chain(&handed_over).map(|nag| nag.request.id).collect();
            if ids.is_empty() {
                continue;
            }
            let write = || {
                let reader = Reader::Member(member);
                nags::help_referent(&letters, (&to, reader), (&untaken, &handed_over), &list, unended.now)
            };
            let mail = Outgoing::mail(Kind::HelpReferent, &person.email, write);
            batch.remember(untaken.iter().map(|nag| nag.request), EventKind::ReferentTold);
            batch.remember(handed_over.iter().map(|nag| nag.request), EventKind::HandedOver);
            let askers = untaken.iter().chain(&handed_over).flat_map(|nag| nag.team.iter().copied());
            askers.chain([person]).for_each(|named| batch.name(named));
            batch.mails.push(mail.to(person.id).about(Topic::Requests(ids)));
        }
        batch
    })
    .await
}

fn find_due(scope: &mut Scope<'_>, unended: &Unended) -> store::Result<Due> {
    let coordinators = people::coordinators(scope.conn)?;
    let coordinators: Vec<&Person> = coordinators.iter().collect();
    let stopped = unsubscriptions::of_kind(scope.conn, Kind::HelpReferent)?;
    let mut due = Due::new();
    for case in unended.cases() {
        let kind = if case.handover_is_due(unended.now) {
            EventKind::HandedOver
        } else if case.referent_is_due(unended.now) {
            EventKind::ReferentTold
        } else {
            continue;
        };
        let referents = case.project.referents(&coordinators);
        due.insert(case.request.id, (kind, told_of(kind, &referents, &coordinators, &stopped)));
    }
    Ok(due)
}

/// The referents who want such mails, or else all coordinators who do. What is handed over is the referents' even where
/// nobody does: nobody else sees to it any more.
fn told_of(
    kind: EventKind,
    referents: &[&Person],
    coordinators: &[&Person],
    stopped: &BTreeSet<PersonId>,
) -> Vec<PersonId> {
    let ids = |people: &[&Person]| people.iter().map(|person| person.id).collect::<Vec<_>>();
    let who_want = |people: &[&Person]| {
        let mut wanting = ids(people);
        wanting.retain(|id| !stopped.contains(id));
        Some(wanting).filter(|wanting| !wanting.is_empty())
    };
    let told = who_want(referents).or_else(|| who_want(coordinators));
    told.unwrap_or_else(|| if kind == EventKind::HandedOver { ids(referents) } else { Vec::new() })
}
