//! EIGs whose bulletin is missing are reminded, each with a link that opens their form.

use std::sync::Arc;

use super::batch::Batch;
use crate::domain::calendar::Week;
use crate::domain::post::kind::Kind;
use crate::domain::post::notification::Service;
use crate::domain::post::topic::Topic;
use crate::domain::weekly::reminder::{Progress, whom_to_remind};
use crate::mail::messages::{self, Call, To};
use crate::services::identity::tokens::Token;
use crate::services::post::outgoing::Outgoing;
use crate::services::{Error, Scope, Services, off_thread};
use crate::store::filing::bulletins;
use crate::store::identity::link_tokens::FilingLink;
use crate::store::people::{self, chat_names};
use crate::store::programme::projects;
use crate::store::{self};

/// One message for each EIG of each project that has not filed, by the service that the project has chosen.
pub(in crate::services) async fn prepare(services: &Arc<Services>, week: Week) -> Result<Batch, Error> {
    let read = move |scope: &mut Scope<'_>| -> store::Result<_> {
        let Some(closing) = scope.calendar.closing(week) else { return Ok(None) };
        let zone = scope.calendar.zone;
        let closes_at = closing.at.with_timezone(&zone).naive_local();
        let (now, today, conn) = (scope.now, scope.today(), &mut *scope.conn);
        let members = people::members_who_want(conn, Kind::Reminder, today)?;
        let names = chat_names::all(conn)?;
        let (active, filed) = (projects::active_in(conn, week)?, bulletins::of_week(conn, week)?);
        Ok(Some((closes_at, zone, active, filed, members, names, now)))
    };
    let Some((closes_at, zone, active, filed, members, names, now)) = services.read(read).await? else {
        return Ok(Batch::default());
    };
    let unsubscribe_link = services.unsubscribe_links(Kind::Reminder);
    let (letters, default) = (services.letters.clone(), services.config.programme.language);
    let form = services.config.link("/f/");
    let chats: Vec<Service> =
        services.config.chat.channels().into_iter().map(|(service, _)| service).collect();
    off_thread(move || {
        let progress = Progress::of(&active, &filed);
        let mut batch = Batch::default();
        for (member, project) in whom_to_remind(&active, &filed, &members) {
            let Some(wanted) = project.notification.service() else { continue };
            let person = &member.person;
            let token = Token::random();
            let locale = person.locale.or(project.locale).unwrap_or(default);
            let to = To {
                email: &person.email,
                name: Some(&person.name),
                locale,
                unsubscribe: Some(unsubscribe_link(person.id)),
            };
            let link = format!("{form}{}", token.reveal());
            let call = Call { week, closes_at, progress, link: &link };
            // Who has no name there, or whose chat is not set, is not forgotten: they get a mail.
            let name = names.iter().find(|name| name.person == person.id && name.service == wanted);
            let mail = match name.filter(|_| chats.contains(&wanted)) {
                Some(name) => {
                    let write = || messages::reminder_in_chat(&letters, locale, project, &call);
                    Outgoing::in_chat(Kind::Reminder, (wanted, &name.name), write)
                }
                None => {
                    let write = || messages::reminder(&letters, &to, project, &call, now);
                    Outgoing::mail(Kind::Reminder, &person.email, write)
                }
            };
            if mail.is_written() {
                let expires_at = week.ends_at(zone);
                let opens = FilingLink { person: person.id, project: project.id, week, expires_at };
                batch.filing_links.push((token.hash(), opens));
            }
            batch.name(person);
            batch.mails.push(mail.to(person.id).about(Topic::Bulletin(project.id, week)));
        }
        batch
    })
    .await
}
