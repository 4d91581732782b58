//! On closing day, while a bulletin is missing, lists and channels are told that the week closes, and each EIG whose
//! bulletin it is gets their own link to the form.

use std::sync::Arc;

use super::batch::Batch;
use super::calling::{Called, Caller};
use crate::domain::calendar::schedule::{Due, Job};
use crate::domain::people::Email;
use crate::domain::post::kind::Kind;
use crate::domain::post::notification::Service;
use crate::mail::calls;
use crate::mail::messages::To;
use crate::services::post::outgoing::Outgoing;
use crate::services::{Error, Scope, Services, off_thread};
use crate::store;

/// One message for each list, each channel and each EIG of each project that has not filed; none once every project has.
pub(in crate::services) async fn prepare(services: &Arc<Services>, due: Due) -> Result<Batch, Error> {
    let Due { occurrence, week, .. } = due;
    let look = move |scope: &mut Scope<'_>| -> store::Result<_> {
        let called = Called::find(scope, Kind::Announcement, week)?;
        let schedule = &scope.services.config.schedule;
        // After an outage both are due at once, and the reminder says the same.
        let is_overtaken = schedule.came(Job::Reminder, occurrence, scope.now, &scope.calendar);
        Ok(called.filter(|called| !called.progress.is_complete()).map(|called| (called, is_overtaken)))
    };
    let Some((called, is_overtaken)) = services.read(look).await? else { return Ok(Batch::default()) };
    let lists = services.config.programme.list_addresses.clone();
    let channels: Vec<(Service, String)> = services
        .config
        .chat
        .channels()
        .into_iter()
        .map(|(service, channel)| (service, channel.to_owned()))
        .collect();
    // Whoever is signed in is led on to their form at once, and the others need not ask what this is.
    let home = services.config.link("/sign-in");
    let caller = Caller::new(services, Kind::Announcement);
    off_thread(move || {
        let (letters, locale, call) = (&caller.letters, caller.default, called.call(&home));
        let mut batch = Batch::default();
        // An EIG whose own address is on the list of lists has theirs, or wants none.
        let is_own = |email: &Email| {
            let mut people = called.everybody.iter().filter(|member| Kind::Announcement.may_reach(member));
            people.any(|member| member.person.email == *email)
        };
        for email in lists.iter().filter(|email| !is_own(email)) {
            let to = To { email, name: None, locale, unsubscribe: None };
            let write = || calls::announcement(letters, &to, &call, called.now);
            batch.mails.push(Outgoing::mail(Kind::Announcement, email, write));
        }
        for (service, channel) in &channels {
            let write = || calls::announcement_in_chat(letters, locale, &call);
            batch.mails.push(Outgoing::in_chat(Kind::Announcement, (*service, channel), write));
        }
        if !is_overtaken {
            caller.call_each(&called, &mut batch);
        }
        batch
    })
    .await
}
