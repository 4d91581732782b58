//! Those who asked and those who took a request are asked what became of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::circle::{Circle, Reached};
use super::links::Holder;
use super::unended::Unended;
use crate::domain::help::nagging::Case;
use crate::domain::help::{EventKind, RequestId, Taking};
use crate::domain::people::{Email, Member};
use crate::domain::post::kind::Kind;
use crate::domain::post::topic::Topic;
use crate::mail::messages::To;
use crate::mail::nags::{self, Nag};
use crate::services::post::outgoing::Outgoing;
use crate::services::weekly::batch::Batch;
use crate::services::{Error, Scope, Services, off_thread};
use crate::store::{self, people};

/// One mail for each person of a team that is asked, and for each who took something; an answer reaches the other side.
pub(in crate::services) async fn prepare(services: &Arc<Services>) -> Result<Batch, Error> {
    let (unended, circles, wanting) = services
        .read(|scope| -> store::Result<_> {
            let unended = Unended::gather(scope)?;
            let circles = circles(scope, &unended)?;
            let wanting = people::members_who_want(scope.conn, Kind::HelpProgress, scope.today())?;
            Ok((unended, circles, wanting))
        })
        .await?;
    let (letters, default) = (services.letters.clone(), services.config.programme.language);
    let (links, unsubscribe_link) = (services.help_links(), services.unsubscribe_links(Kind::HelpProgress));
    off_thread(move || {
        let now = unended.now;
        let known = unended.cases();
        let due: Vec<Due<'_>> =
            known.filter_map(|case| Some(Due::of(case, circles.get(&case.request.id)?, now))).collect();
        let mut batch = Batch::default();
        for member in &wanting {
            let person = &member.person;
            let asked: Vec<&Due<'_>> = due.iter().filter(|due| due.asks_team_of(member)).collect();
            let taken: Vec<&Due<'_>> = due.iter().filter(|due| due.asks_taker(member)).collect();
            if asked.is_empty() && taken.is_empty() {
                continue;
            }
            let takers = asked.iter().flat_map(|due| &due.circle.takers);
            let teams = taken.iter().flat_map(|due| &due.circle.team);
            let others: BTreeMap<&Email, &Reached> = takers
                .chain(teams)
                .filter(|other| other.person() != Some(person.id))
                .map(|other| (&other.email, other))
                .collect();
            let others: Vec<&Reached> = others.into_values().collect();
            let to = To {
                email: &person.email,
                name: Some(&person.name),
                locale: member.locale(default),
                unsubscribe: Some(unsubscribe_link(person.id)),
            };
            let link = |id| links(id, Holder::Person(person.id));
            let told = (tell(&unended, &asked, link), tell(&unended, &taken, link));
            let is_team = asked.iter().all(|due| member.asks_for(due.case.project.id));
            let answered = reached_at(&others);
            let write = || nags::help_progress(&letters, &to, (&told.0, is_team), &told.1, &answered, now);
            let mail = Outgoing::mail(Kind::HelpProgress, &person.email, write);
            batch.remember(asked.iter().map(|due| due.case.request), EventKind::TeamAsked);
            batch.remember(taken.iter().map(|due| due.case.request), EventKind::TakersAsked);
            batch.name(person);
            others.iter().for_each(|other| note(&mut batch, other));
            let ids: Vec<RequestId> = asked.iter().chain(&taken).map(|due| due.case.request.id).collect();
            batch.mails.push(mail.to(person.id).about(Topic::Requests(ids)));
        }
        for due in &due {
            for taking in &due.outsiders {
                let (Some(email), Some(name)) = (&taking.email, &taking.name) else { continue };
                let request = due.case.request;
                let locale = due.case.project.locale.unwrap_or(default);
                let to = To { email, name: Some(name), locale, unsubscribe: None };
                let link = links(request.id, Holder::Outsider(taking.id));
                let told = [unended.told(&due.case, link)];
                let team: Vec<&Reached> = due.circle.team.iter().collect();
                let answered = reached_at(&team);
                let write = || nags::help_progress(&letters, &to, (&[], false), &told, &answered, now);
                let mail = Outgoing::mail(Kind::HelpProgress, email, write);
                batch.remember([request], EventKind::TakersAsked);
                team.iter().for_each(|asker| note(&mut batch, asker));
                batch.mails.push(mail.about(Topic::Requests(vec![request.id])));
            }
        }
        batch
    })
    .await
}

/// Of those about which somebody is asked by now: whom each brings together. Where a team has left, who looks after its
/// project answers for it.
fn circles(scope: &mut Scope<'_>, unended: &Unended) -> store::Result<BTreeMap<RequestId, Circle>> {
    let mut circles = BTreeMap::new();
    for case in unended.cases() {
        if case.team_is_due(unended.now) || case.due_takers(unended.now).next().is_some() {
            circles.insert(case.request.id, Circle::of(scope, case.request, case.project)?);
        }
    }
    Ok(circles)
}

fn reached_at<'a>(others: &[&'a Reached]) -> Vec<(&'a str, &'a Email)> {
    others.iter().map(|other| (other.name.as_str(), &other.email)).collect()
}

/// That their address stands in a mail of the batch, which is written only as long as it is theirs.
fn note(batch: &mut Batch, reached: &Reached) {
    if let Some(person) = reached.person() {
        batch.named.insert(person, reached.email.clone());
    }
}

fn tell<'a>(unended: &'a Unended, due: &[&Due<'a>], link: impl Fn(RequestId) -> String) -> Vec<Nag<'a>> {
    due.iter().map(|due| unended.told(&due.case, link(due.case.request.id))).collect()
}

/// A request, and who is asked about it by now.
struct Due<'a> {
    case: Case<'a>,
    circle: &'a Circle,
    team: bool,
    /// Of those who took it and are asked: who is of the programme, and who is not.
    members: Vec<&'a Taking>,
    outsiders: Vec<&'a Taking>,
}

impl<'a> Due<'a> {
    fn of(case: Case<'a>, circle: &'a Circle, now: DateTime<Utc>) -> Due<'a> {
        let (members, outsiders) = case.due_takers(now).partition(|taking| taking.person.is_some());
        Due { team: case.team_is_due(now), case, circle, members, outsiders }
    }

    fn asks_team_of(&self, member: &Member) -> bool {
        self.team && self.circle.team.iter().any(|asker| asker.person() == Some(member.person.id))
    }

    fn asks_taker(&self, member: &Member) -> bool {
        self.members.iter().any(|taking| taking.person == Some(member.person.id))
    }
}
