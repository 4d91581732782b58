//! How often something was tried lately, shared by all replicas.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::domain::kit::is_ahead;
use crate::store::database::on_each;
use crate::store::database::schema::throttles;
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

/// So many at once, and one more each `interval` after that.
#[derive(Debug, Clone, Copy)]
pub struct Quota {
    pub burst: i32,
    pub interval: TimeDelta,
}

/// Counts one attempt under that key, unless the quota is used up: then it tells when the next may be made.
///
/// The generic cell rate algorithm (ITU-T I.371, annex A): one moment a key says it all, so that replicas need
/// nothing but that row.
pub fn attempt(
    conn: &mut Conn,
    key_hash: &[u8],
    quota: Quota,
    now: DateTime<Utc>,
) -> Result<std::result::Result<(), DateTime<Utc>>> {
    let fresh = (throttles::key_hash.eq(key_hash), throttles::arrival_at.eq(Moment::from(now)));
    on_each!(conn, c => diesel::insert_into(throttles::table).values(fresh).on_conflict_do_nothing().execute(c))?;
    let allowance = quota.interval * (quota.burst - 1);
    // One statement decides and counts: of two replicas at the same moment the second sees what the first wrote.
    loop {
        let known: Moment = throttles::table.find(key_hash).select(throttles::arrival_at).first(conn)?;
        // No attempt by a clock that is right keeps others waiting for longer than a used-up quota does.
        let known_at = DateTime::<Utc>::from(known);
        let is_good = !is_ahead(known_at - quota.interval * quota.burst, now);
        let arrival = if is_good { known_at.max(now) } else { now };
        if arrival - allowance > now {
            return Ok(Err(arrival - allowance));
        }
        let counted = diesel::update(throttles::table.find(key_hash).filter(throttles::arrival_at.eq(known)))
            .set(throttles::arrival_at.eq(Moment::from(arrival + quota.interval)))
            .execute(conn)?;
        if counted == 1 {
            return Ok(Ok(()));
        }
    }
}

/// For longer than that no quota keeps anybody waiting.
pub const LONGEST: TimeDelta = TimeDelta::days(7);

/// Forgets what throttles nobody any more, and what a clock that was ahead has written.
pub fn delete_past(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize> {
    let is_past = throttles::arrival_at.le(Moment::from(now));
    let is_ahead = throttles::arrival_at.gt(Moment::from(now + LONGEST));
    Ok(diesel::delete(throttles::table.filter(is_past.or(is_ahead))).execute(conn)?)
}
