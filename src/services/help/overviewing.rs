//! Once a week all coordinators are told of what nobody has taken.

use std::sync::Arc;

use super::links::Holder;
use super::unended::Unended;
use crate::domain::help::RequestId;
use crate::domain::help::nagging::Case;
use crate::domain::post::kind::Kind;
use crate::domain::post::topic::Topic;
use crate::mail::messages::To;
use crate::mail::nags;
use crate::services::post::outgoing::Outgoing;
use crate::services::weekly::batch::Batch;
use crate::services::{Error, Services, off_thread};
use crate::store::{self, people};

/// One mail for each coordinator; none while somebody sees to everything.
pub(in crate::services) async fn prepare(services: &Arc<Services>) -> Result<Batch, Error> {
    let (unended, mut members) = services
        .read(|scope| -> store::Result<_> {
            let unended = Unended::gather(scope)?;
            Ok((unended, people::members_who_want(scope.conn, Kind::HelpOverview, scope.today())?))
        })
        .await?;
    members.retain(|member| member.person.coordinator);
    let (letters, default) = (services.letters.clone(), services.config.programme.language);
    let (links, unsubscribe_link) = (services.help_links(), services.unsubscribe_links(Kind::HelpOverview));
    let list = services.config.link("/help-requests");
    off_thread(move || {
        let untaken: Vec<Case<'_>> = unended.cases().filter(|case| case.is_untaken(unended.now)).collect();
        let mut batch = Batch::default();
        for member in members.iter().filter(|_| !untaken.is_empty()) {
            let person = &member.person;
            let link = |id| links(id, Holder::Person(person.id));
            let told: Vec<_> = untaken.iter().map(|case| unended.told(case, link(case.request.id))).collect();
            let to = To {
                email: &person.email,
                name: Some(&person.name),
                locale: member.locale(default),
                unsubscribe: Some(unsubscribe_link(person.id)),
            };
            let write = || nags::help_overview(&letters, &to, &told, &list, unended.now);
            let mail = Outgoing::mail(Kind::HelpOverview, &person.email, write);
            let ids: Vec<RequestId> = told.iter().map(|nag| nag.request.id).collect();
            let named = told.iter().flat_map(|nag| nag.team.iter().copied().chain(nag.referent));
            named.chain([person]).for_each(|named| batch.name(named));
            batch.mails.push(mail.to(person.id).about(Topic::Requests(ids)));
        }
        batch
    })
    .await
}
