//! People are told by mail that they belong to the programme, with a link by which they get in.

use std::sync::Arc;

use crate::domain::people::{Member, PersonId};
use crate::domain::post::kind::Kind;
use crate::domain::privacy::audit::Action;
use crate::mail::messages::{self, To};
use crate::services::identity::answering_asks::is_still_reached;
use crate::services::identity::claim::Claim;
use crate::services::identity::signing_up::{VALIDITY, insert};
use crate::services::identity::tokens::Token;
use crate::services::post::outgoing::Outgoing;
use crate::services::{Error, Scope, Services, off_thread};
use crate::store::identity::link_tokens::Invited;
use crate::store::privacy::audit::{self, Entry};
use crate::store::programme::projects;
use crate::store::{self, people};

/// Sends each of them a fresh link; earlier ones stop working. How many mails were written: those who cannot get in
/// get none.
pub async fn invite(services: &Arc<Services>, claim: Claim, invited: Vec<PersonId>) -> Result<usize, Error> {
    let (mut members, projects, now) = services
        .read(|scope| -> store::Result<_> {
            Ok((people::members(scope.conn)?, projects::all(scope.conn)?, scope.now))
        })
        .await?;
    members.retain(|member| invited.contains(&member.person.id));
    let (letters, config) = (services.letters.clone(), services.config.clone());
    let mails = off_thread(move || {
        let write = |member: Member| {
            let token = Token::random();
            let to = To {
                email: &member.person.email,
                name: Some(&member.person.name),
                locale: member.locale(&projects, config.programme.language),
                unsubscribe: None,
            };
            let link = config.link(&format!("/invitations/{}", token.reveal()));
            let days = VALIDITY.num_days();
            let write = || messages::invitation(&letters, &to, &member, &projects, &link, days, now);
            let mail = Outgoing::mail(Kind::Invitation, to.email, write).to(member.person.id);
            (member.person, token, mail)
        };
        members.into_iter().map(write).collect::<Vec<_>>()
    })
    .await?;
    let post = move |scope: &mut Scope<'_>, by: &Member| -> Result<usize, Error> {
        let mut count = 0;
        for (person, token, mail) in mails {
            if !is_still_reached(scope, &person)? {
                continue;
            }
            // Without a mail an earlier link is all that they have.
            if mail.is_written() {
                insert(scope, &token, Invited::Person(person.id))?;
                audit::record(scope.conn, &Entry::new(by, Action::Invited).to(person.id), scope.now)?;
                count += 1;
            }
            mail.post(scope, None, scope.now + VALIDITY)?;
        }
        Ok(count)
    };
    services.coordinate_proven(claim, post).await
}
