//! What waited when a backup was taken that was brought back since.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::MailId;
use super::becoming::cancelled;
use super::forgetting::forget_recipient;
use crate::domain::post::delivery::Reason;
use crate::domain::post::kind::Kind;
use crate::store::database::schema::outbox;
use crate::store::database::values::{Moment, parsed};
use crate::store::{Conn, Result};

/// What goes out all the same: without it nobody could come in and look. Who waits for it has just asked for it.
pub(super) const LET_THROUGH: [Kind; 2] = [Kind::SignIn, Kind::PasswordReset];

/// How many mails of each kind were written before that moment and have not been dealt with.
pub fn count_waiting_since_before(conn: &mut Conn, before: DateTime<Utc>) -> Result<BTreeMap<Kind, i64>> {
    let rows: Vec<(String, i64)> = outbox::table
        .filter(outbox::finished_at.is_null().and(outbox::created_at.lt(Moment::from(before))))
        .group_by(outbox::kind)
        .select((outbox::kind, diesel::dsl::count_star()))
        .load(conn)?;
    rows.into_iter().map(|(kind, count)| Ok((parsed(&kind)?, count))).collect()
}

/// Has none of them sent; true: among them were such as tell somebody who was erased, whose addresses are forgotten.
pub fn drop_waiting_since_before(conn: &mut Conn, before: DateTime<Utc>, now: DateTime<Utc>) -> Result<bool> {
    let waiting = || outbox::finished_at.is_null().and(outbox::created_at.lt(Moment::from(before)));
    let last_ones: Vec<i64> = outbox::table
        .filter(waiting().and(outbox::kind.eq(Kind::Farewell.as_str())))
        .select(outbox::id)
        .load(conn)?;
    diesel::update(outbox::table.filter(waiting())).set(cancelled(Reason::Restored, now)).execute(conn)?;
    for id in &last_ones {
        forget_recipient(conn, MailId(*id))?;
    }
    Ok(!last_ones.is_empty())
}
