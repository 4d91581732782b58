//! People are told by mail that they belong to the programme, with a link by which they get in.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::TimeDelta;

use super::everybody::{self, BETWEEN_INVITATIONS, Wanted};
use super::standing_in::mentors_of;
use crate::domain::people::{Member, PersonId};
use crate::domain::post::kind::Kind;
use crate::domain::privacy::audit::Action;
use crate::domain::weekly::told::StandsIn;
use crate::mail::messages::{self, Offer, To};
use crate::services::identity::answering_asks::is_still_reached;
use crate::services::identity::claim::Claim;
use crate::services::identity::signing_up::{VALIDITY, insert};
use crate::services::identity::tokens::Token;
use crate::services::post::outgoing::Outgoing;
use crate::services::{Error, Scope, Services, off_thread};
use crate::store::identity::link_tokens::{self, Invited};
use crate::store::people;
use crate::store::privacy::audit::{self, Entry};
use crate::store::programme::projects;

/// How many mails were written: those who cannot get in get none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent {
    pub count: usize,
    /// How many of them replace a link that could still be used.
    pub anew: usize,
    /// How many were left alone, since they had been invited lately.
    pub lately: usize,
}

/// Sends each of them a fresh link; earlier ones stop working.
pub async fn invite(services: &Arc<Services>, claim: Claim, invited: Vec<PersonId>) -> Result<Sent, Error> {
    send(services, claim, invited, None).await
}

/// The same to all of those who have not come yet, but those who were invited within a day: of two who ask for it at
/// the same moment, one sends, and both are told.
pub async fn invite_again(services: &Arc<Services>, claim: Claim, wanted: Wanted) -> Result<Sent, Error> {
    let found = services.read(move |scope| everybody::to_invite(scope, &wanted)).await?;
    let invited = found.people.into_iter().map(|listed| listed.person.id).collect();
    let sent = send(services, claim, invited, Some(BETWEEN_INVITATIONS)).await?;
    Ok(Sent { lately: sent.lately + found.just_invited, ..sent })
}

/// `between`: how long nobody is invited once more.
async fn send(
    services: &Arc<Services>,
    claim: Claim,
    invited: Vec<PersonId>,
    between: Option<TimeDelta>,
) -> Result<Sent, Error> {
    let inviting = claim.clone();
    let invited: BTreeSet<PersonId> = invited.into_iter().collect();
    let (by, projects, everybody, now, invited) = services
        .read(move |scope| -> Result<_, Error> {
            let by = inviting.coordinator(scope)?.person;
            let everybody = people::members(scope.conn, scope.today())?;
            let meant = everybody.iter().filter(|member| invited.contains(&member.person.id));
            let named = meant.flat_map(Member::projects).collect();
            Ok((by, projects::named(scope.conn, &named)?, everybody, scope.now, invited))
        })
        .await?;
    let (letters, config) = (services.letters.clone(), services.config.clone());
    let mails = off_thread(move || {
        let write = |member: &Member| {
            let token = Token::random();
            let to = To {
                email: &member.person.email,
                name: Some(&member.person.name),
                locale: member.locale(config.programme.language),
                unsubscribe: None,
            };
            let link = config.link(&format!("/invitations/{}", token.reveal()));
            let days = VALIDITY.num_days();
            let mentors: Vec<StandsIn<'_>> = mentors_of(member, &everybody)
                .into_iter()
                .map(|(mentor, until)| StandsIn { name: &mentor.name, until })
                .collect();
            let offer = Offer { by: &by, link: &link, days, stands_in_for: &mentors };
            let write = || messages::invitation(&letters, &to, member, &projects, &offer, now);
            let mail = Outgoing::mail(Kind::Invitation, to.email, write).to(member.person.id);
            (member.person.clone(), token, mail)
        };
        everybody.iter().filter(|member| invited.contains(&member.person.id)).map(write).collect::<Vec<_>>()
    })
    .await?;
    let post = move |scope: &mut Scope<'_>, by: &Member| -> Result<Sent, Error> {
        let mut sent = Sent::default();
        for (person, token, mail) in mails {
            if !is_still_reached(scope, &person)? {
                continue;
            }
            if let Some(between) = between
                && link_tokens::was_invited_since(scope.conn, person.id, scope.now - between)?
            {
                sent.lately += 1;
                continue;
            }
            // Without a mail an earlier link is all that they have.
            if mail.is_written() {
                let had_one = link_tokens::was_invited_since(scope.conn, person.id, scope.now - VALIDITY)?;
                insert(scope, &token, Invited::Person(person.id))?;
                audit::record(scope.conn, &Entry::new(by, Action::Invited).to(person.id), scope.now)?;
                sent.count += 1;
                sent.anew += usize::from(had_one);
            }
            mail.post(scope, None, scope.now + VALIDITY)?;
        }
        Ok(sent)
    };
    services.coordinate_proven(claim, post).await
}
