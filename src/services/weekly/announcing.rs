//! Lists and channels are told on closing day that the week closes, while a bulletin is missing.

use std::sync::Arc;

use super::batch::Batch;
use crate::domain::calendar::Week;
use crate::domain::post::kind::Kind;
use crate::domain::post::notification::Service;
use crate::domain::weekly::reminder::Progress;
use crate::mail::messages::{self, Call, To};
use crate::services::post::outgoing::Outgoing;
use crate::services::{Error, Services, off_thread};
use crate::store;
use crate::store::filing::bulletins;
use crate::store::programme::projects;

/// One message for each list and each channel; none once every project has filed.
pub(in crate::services) async fn prepare(services: &Arc<Services>, week: Week) -> Result<Batch, Error> {
    let (progress, closes_at, now) = services
        .read(move |scope| -> store::Result<_> {
            let active = projects::active_in(scope.conn, week)?;
            let progress = Progress::of(&active, &bulletins::of_week(scope.conn, week)?);
            let closing = scope.calendar.closing(week);
            let closes_at =
                closing.map(|closing| closing.at.with_timezone(&scope.calendar.zone).naive_local());
            Ok((progress, closes_at, scope.now))
        })
        .await?;
    let lists = services.config.programme.list_addresses.clone();
    let channels: Vec<(Service, String)> = services
        .config
        .chat
        .channels()
        .into_iter()
        .map(|(service, channel)| (service, channel.to_owned()))
        .collect();
    let Some(closes_at) = closes_at.filter(|_| !progress.is_complete()) else {
        return Ok(Batch::default());
    };
    let (letters, locale) = (services.letters.clone(), services.config.programme.language);
    let link = services.config.link("/");
    off_thread(move || {
        let call = Call { week, closes_at, progress, link: &link };
        let mut batch = Batch::default();
        for email in &lists {
            let to = To { email, name: None, locale, unsubscribe: None };
            let write = || messages::announcement(&letters, &to, &call, now);
            batch.mails.push(Outgoing::mail(Kind::Announcement, email, write));
        }
        for (service, channel) in &channels {
            let write = || messages::announcement_in_chat(&letters, locale, &call);
            batch.mails.push(Outgoing::in_chat(Kind::Announcement, (*service, channel), write));
        }
        batch
    })
    .await
}
