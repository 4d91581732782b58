//! What the next digest would bring, as things stand: to whom exactly, and in which words.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::digesting;
use crate::domain::calendar::schedule::EventKind;
use crate::domain::people::Member;
use crate::domain::privacy::audit::Action;
use crate::mail::mailbox::{self, Received};
use crate::services::calendar::{absences, schedule};
use crate::services::identity::claim::Claim;
use crate::services::post::handing_on::hand_on;
use crate::services::{Error, Refusal, Scope, Services};
use crate::store::privacy::audit::{self, Actor, Entry};

/// The next digest.
pub struct Preview {
    pub at: DateTime<Utc>,
    /// In the order in which they would be written.
    pub mails: Vec<Previewed>,
}

pub struct Previewed {
    pub shown: Received,
    content: Vec<u8>,
}

/// None: no digest is to come. Nothing is written, and none of the links in these mails acts in a reader's name.
pub async fn preview(services: &Arc<Services>) -> Result<Option<Preview>, Error> {
    let next = services.read(|scope: &mut Scope<'_>| -> Result<_, Error> {
        let projects = absences::present_projects(scope)?;
        let coming = schedule::coming(scope, &projects, false)?;
        Ok(coming.into_iter().find(|event| event.kind == EventKind::Digest))
    });
    let Some(next) = next.await? else { return Ok(None) };
    let mails = digesting::rehearse(services, next.week, next.at).await?;
    let mails = mails.iter().filter_map(|mail| {
        let (recipient, content) = mail.written()?;
        Some(Previewed { shown: mailbox::read(recipient, content)?, content: content.to_vec() })
    });
    Ok(Some(Preview { at: next.at, mails: mails.collect() }))
}

/// Sends one of them to the coordinator who looks at it.
///
/// # Errors
/// [`Refusal::Gone`] where there is no such mail any more.
pub async fn send_copy(services: &Arc<Services>, claim: Claim, number: usize) -> Result<(), Refusal> {
    let mut preview = preview(services).await?.ok_or(Refusal::Gone)?;
    if number >= preview.mails.len() {
        return Err(Refusal::Gone);
    }
    let content = preview.mails.swap_remove(number).content;
    let send = move |scope: &mut Scope<'_>, by: &Member| -> Result<(), Refusal> {
        let own = (&by.person.email, Some(by.person.id));
        hand_on(scope, &content, own)?;
        let entry = Entry::new(Actor::Person(Some(by.person.id)), Action::DigestCopied);
        Ok(audit::record(scope.conn, &entry, scope.now)?)
    };
    // It takes out what is not published yet.
    services.coordinate_proven(claim, send).await
}
