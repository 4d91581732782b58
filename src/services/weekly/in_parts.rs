//! A digest goes to many: it is written a part at a time, each in a transaction that keeps nobody waiting, while the next ones
//! are prepared. What was written stays, whatever becomes of the rest; that is written by whoever looks next.

use std::sync::Arc;

use futures_util::{StreamExt, stream};

use super::batch::Written;
use super::digesting;
use crate::domain::calendar::schedule::Due;
use crate::services::{Error, Services, off_thread};
use crate::store;
use crate::store::weekly::runs::{self, Begun};

/// How many parts are prepared at the same time.
const AT_ONCE: usize = 2;

/// False: somebody whom a part names is another matter since it was prepared.
///
/// # Errors
/// What was written until then stays; the rest is due still.
pub(super) async fn write(services: &Arc<Services>, due: Due) -> Result<bool, Error> {
    let find = move |conn: &mut store::Conn| -> store::Result<Option<Begun>> {
        let of_due =
            |begun: &Begun| (begun.recorded.job, begun.recorded.occurrence) == (due.job, due.occurrence);
        Ok(runs::begun(conn)?.into_iter().find(of_due))
    };
    let mut begun = services.db.read(find).await?;
    let digest = Arc::new(digesting::prepare(services, due.week, begun).await?);
    let count = digest.parts();
    let mut parts = stream::iter(0..count)
        .map(|number| {
            let (digest, services) = (digest.clone(), services.clone());
            off_thread(move || digest.part(number).sealed(&services.seal))
        })
        .buffered(AT_ONCE);
    let (mut number, mut mails) = (0, 0);
    while let Some(part) = parts.next().await {
        let part = part?;
        if begun.is_none() {
            part.can_leave()?;
        }
        number += 1;
        mails += part.written();
        let (known, is_last) = (begun, number == count);
        match services.write(move |scope| part.write_part(scope, due, known, is_last)).await? {
            Written::Done(run) => begun = Some(run),
            Written::Outdated => return Ok(false),
            Written::Known => {
                tracing::debug!(job = %due.job, week = %due.week, "another replica was quicker");
                return Ok(true);
            }
        }
    }
    tracing::info!(job = %due.job, week = %due.week, occurrence = %due.occurrence, mails, "ran");
    Ok(true)
}
