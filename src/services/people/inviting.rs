//! People are told by mail that they belong to the programme, with a link by which they get in.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::people::{Member, PersonId};
use crate::domain::post::kind::Kind;
use crate::domain::privacy::audit::Action;
use crate::mail::messages::{self, To};
use crate::services::identity::signing_up::VALIDITY;
use crate::services::identity::tokens::Token;
use crate::services::post::outgoing::Outgoing;
use crate::services::{Error, Services, off_thread};
use crate::store::identity::link_tokens::{self, Invited};
use crate::store::privacy::audit::{self, Actor, Entry};
use crate::store::programme::projects;
use crate::store::{self, people};

/// Sends each of them a fresh link; earlier ones stop working. How many mails were written: those who cannot get in
/// get none.
pub async fn invite(
    services: &Arc<Services>,
    invited: Vec<PersonId>,
    by: Actor,
    now: DateTime<Utc>,
) -> Result<usize, Error> {
    let (mut members, projects) = services
        .db
        .read(|conn| -> store::Result<_> { Ok((people::members(conn)?, projects::all(conn)?)) })
        .await?;
    members.retain(|member| invited.contains(&member.person.id));
    let (letters, config) = (services.letters.clone(), services.config.clone());
    let mails = off_thread(move || {
        let write = |member: &Member| {
            let token = Token::random();
            let to = To {
                email: &member.person.email,
                name: Some(&member.person.name),
                locale: member.locale(&projects, config.programme.language),
                unsubscribe: None,
            };
            let link = config.link(&format!("/invitations/{}", token.reveal()));
            let days = VALIDITY.num_days();
            let write = || messages::invitation(&letters, &to, member, &projects, &link, days, now);
            let mail = Outgoing::mail(Kind::Invitation, to.email, write).to(member.person.id);
            (member.person.id, token, mail)
        };
        members.iter().map(write).collect::<Vec<_>>()
    })
    .await?;
    let count = mails.iter().filter(|(_, _, mail)| mail.is_written()).count();
    services
        .db
        .write(move |conn| -> store::Result<()> {
            for (person, token, mail) in mails {
                // Without a mail an earlier link is all that they have.
                if mail.is_written() {
                    let invited = Invited::Person(person);
                    link_tokens::revoke_sign_ups(conn, invited)?;
                    link_tokens::insert_sign_up(conn, &token.hash(), invited, now, now + VALIDITY)?;
                    audit::record(conn, &Entry::new(by, Action::Invited).to(person), now)?;
                }
                mail.post(conn, None, now + VALIDITY, now)?;
            }
            Ok(())
        })
        .await?;
    Ok(count)
}
