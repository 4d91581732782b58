//! Everybody reads the week: one digest a person, one a list.

use std::sync::Arc;

use super::batch::Batch;
use super::gathering;
use crate::domain::calendar::Week;
use crate::domain::people::{Member, Person, Role};
use crate::domain::post::kind::Kind;
use crate::domain::reading::sight::{Reader, Sight};
use crate::domain::weekly::digest::StandsIn;
use crate::domain::weekly::facts::Facts;
use crate::mail::messages::{self, Addresses, Answers, To};
use crate::services::help::links::Holder;
use crate::services::people::standing_in::mentors_of;
use crate::services::post::outgoing::Outgoing;
use crate::services::{Error, Services, off_thread};
use crate::store::filing::bulletins;
use crate::store::{self, people};

/// One mail for each reader; none while there is no project to tell of.
pub(in crate::services) async fn prepare(services: &Arc<Services>, week: Week) -> Result<Batch, Error> {
    let (gathered, readers, everybody, calendar, now) = services
        .read(move |scope| -> store::Result<_> {
            let late = bulletins::not_digested_before(scope.conn, week)?;
            let gathered = gathering::of_week(scope, week, late)?;
            let gathered = gathering::with_help(scope, gathered)?;
            let today = scope.today();
            let readers = people::members_who_want(scope.conn, Kind::Digest, today)?;
            let everybody = people::members(scope.conn, today)?;
            Ok((gathered, readers, everybody, scope.calendar.clone(), scope.now))
        })
        .await?;
    // What leaves by mail can be handed on: it tells nobody more than is published.
    let told = gathered.seen_by(&Sight::of(Reader::List, &calendar, now).only_published());
    if !told.has_news() {
        return Ok(Batch::default());
    }
    let programme = &services.config.programme;
    let (lists, default) = (programme.list_addresses.clone(), programme.language);
    let letters = services.letters.clone();
    let unsubscribe_link = services.unsubscribe_links(Kind::Digest);
    let link = |path| services.config.link(path);
    let addresses = Addresses {
        weeks: link("/weeks/"),
        logos: link("/logos/"),
        requests: link("/help-requests"),
        settings: link("/settings"),
    };
    let help_link = services.help_links();
    off_thread(move || {
        let mut batch = Batch {
            told: told.bulletins.iter().chain(&told.late).map(|bulletin| bulletin.id).collect(),
            ..Batch::default()
        };
        // All of them, so that no answer waits for somebody who is away.
        let coordinators: Vec<&Person> =
            everybody.iter().map(|member| &member.person).filter(|person| person.coordinator).collect();
        for member in readers.iter().filter(|member| told.is_for(member)) {
            let sight = Sight::of(Reader::Member(member), &calendar, now).only_published();
            let facts = gathered.seen_by(&sight);
            let Some(mut digest) = facts.mail_for(member) else { continue };
            let mentors = mentors_of(member, &everybody);
            digest.stands_in_for = mentors
                .iter()
                .map(|(mentor, until)| StandsIn { name: &mentor.name, until: *until })
                .collect();
            let person = &member.person;
            let to = To {
                email: &person.email,
                name: Some(&person.name),
                locale: member.locale(&gathered.projects, default),
                unsubscribe: Some(unsubscribe_link(person.id)),
            };
            let team = team_of(member, &facts, &everybody);
            let others: Vec<_> = coordinators.iter().copied().filter(|one| one.id != person.id).collect();
            let answers = if team.is_empty() { Answers::Coordination(&others) } else { Answers::Team(&team) };
            let answer_at = |request| help_link(request, Holder::Person(person.id));
            let write = || messages::digest(&letters, &to, &digest, answers, (&addresses, &answer_at), now);
            let named = team.iter().chain(&others).copied().chain(mentors.iter().map(|(mentor, _)| *mentor));
            named.chain([person]).for_each(|named| batch.name(named));
            batch.mails.push(Outgoing::mail(Kind::Digest, &person.email, write).to(person.id));
        }
        // An address that is on the list of lists and a person's too has one digest, the person's.
        let is_list = |email: &&_| {
            !everybody.iter().any(|member| told.is_for(member) && member.person.email == **email)
        };
        for email in lists.iter().filter(is_list) {
            let to = To { email, name: None, locale: default, unsubscribe: None };
            let digest = told.digest_for(Reader::List);
            let answers = Answers::Coordination(&coordinators);
            coordinators.iter().for_each(|named| batch.name(named));
            let answer_at = |request| help_link(request, Holder::Anybody);
            let write = || messages::digest(&letters, &to, &digest, answers, (&addresses, &answer_at), now);
            batch.mails.push(Outgoing::mail(Kind::Digest, email, write));
        }
        batch
    })
    .await
}

/// Whom a mentor's answer reaches: the EIGs of the projects that they accompany.
fn team_of<'a>(reader: &Member, facts: &Facts, members: &'a [Member]) -> Vec<&'a Person> {
    let mut mentored = reader.accompanied();
    mentored.retain(|id| facts.projects.iter().any(|p| p.id == *id));
    members
        .iter()
        .filter(|member| member.person.id != reader.person.id)
        .filter(|member| mentored.iter().any(|id| member.has_role(Role::Eig, *id)))
        .map(|member| &member.person)
        .collect()
}
