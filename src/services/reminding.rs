//! EIGs whose bulletin is missing are reminded, each with a link that opens their form.

use chrono::{DateTime, Utc};

use super::ticking::{Batch, Outgoing, write_mails};
use super::tokens::Token;
use super::{Error, Services};
use crate::domain::calendar::Pauses;
use crate::domain::reminder::{Progress, whom_to_remind};
use crate::domain::schedule::Job;
use crate::domain::week::Week;
use crate::mail::messages::{self, Call, To};
use crate::store::link_tokens::FilingLink;
use crate::store::{self, bulletins, people, projects};

/// One mail for each EIG of each project that has not filed.
pub(super) async fn prepare(
    services: &Services,
    week: Week,
    pauses: &Pauses,
    now: DateTime<Utc>,
) -> Result<Batch, Error> {
    let Some(closing) = services.calendar.closing(week, pauses) else { return Ok(Batch::default()) };
    let (active, filed, members) = services
        .db
        .read(move |conn| -> store::Result<_> {
            let members = people::members_who_want(conn, Job::Reminder)?;
            Ok((projects::active_in(conn, week)?, bulletins::of_week(conn, week)?, members))
        })
        .await?;
    let unsubscribe_link = services.unsubscribe_links(Job::Reminder);
    let zone = services.calendar.zone;
    let closes_at = closing.at.with_timezone(&zone).naive_local();
    let (letters, default) = (services.letters.clone(), services.config.programme.language);
    let form = services.config.link("/f/");
    write_mails(move || {
        let progress = Progress::of(&active, &filed);
        let mut batch = Batch::default();
        for (member, project) in whom_to_remind(&active, &filed, &members) {
            let person = &member.person;
            let token = Token::random();
            let to = To {
                email: &person.email,
                name: Some(&person.name),
                locale: person.locale.or(project.locale).unwrap_or(default),
                unsubscribe: Some(unsubscribe_link(person.id)),
            };
            let link = format!("{form}{}", token.reveal());
            let call = Call { week, closes_at, progress, link: &link };
            let letter = messages::reminder(&letters, &to, project, &call, now)?;
            let about = Some((project.id, week));
            batch.mails.push(Outgoing { letter, person: Some(person.id), about });
            let opens =
                FilingLink { person: person.id, project: project.id, week, expires_at: week.ends_at(zone) };
            batch.filing_links.push((token.hash(), opens));
        }
        Ok(batch)
    })
    .await
}
