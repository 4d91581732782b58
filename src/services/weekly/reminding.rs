//! EIGs whose bulletin is missing are reminded: first that it is, and when that was said once, of what their team has begun.

use std::sync::Arc;

use super::batch::Batch;
use super::calling::{Called, Caller};
use crate::domain::calendar::schedule::Due;
use crate::domain::post::kind::Kind;
use crate::services::{Error, Scope, Services, off_thread};
use crate::store;

/// One message for each EIG of each project that has not filed.
pub(in crate::services) async fn prepare(services: &Arc<Services>, due: Due) -> Result<Batch, Error> {
    let Due { job, occurrence, week, .. } = due;
    let look = move |scope: &mut Scope<'_>| -> store::Result<_> {
        let turn = scope.services.config.schedule.turn(job, occurrence, week, &scope.calendar);
        let Some(called) = Called::find(scope, Kind::Reminder, week)? else { return Ok(None) };
        let is_plain = turn.is_first && !turn.is_last;
        let called = if is_plain { called } else { called.with_drafts(scope)? };
        // The only one is no last one to whoever reads it.
        Ok(Some((called, turn.is_last && !turn.is_first)))
    };
    let Some((called, is_last)) = services.read(look).await? else { return Ok(Batch::default()) };
    let caller = Caller::new(services, Kind::Reminder).for_the_last_time(is_last);
    off_thread(move || {
        let mut batch = Batch::default();
        caller.call_each(&called, &mut batch);
        batch
    })
    .await
}
