//! What is written of a mail that goes out no more, and of one that is to go out again.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::post::delivery::{Reason, State};
use crate::store::database::schema::outbox;
use crate::store::database::values::Moment;

pub(super) type Cancelled = (
    diesel::dsl::Eq<outbox::state, &'static str>,
    diesel::dsl::Eq<outbox::reason, Option<&'static str>>,
    diesel::dsl::Eq<outbox::last_error, Option<String>>,
    diesel::dsl::Eq<outbox::finished_at, Option<Moment>>,
);

pub(super) fn cancelled(reason: Reason, now: DateTime<Utc>) -> Cancelled {
    (
        outbox::state.eq(State::Cancelled.as_str()),
        outbox::reason.eq(Some(reason.as_str())),
        outbox::last_error.eq(None),
        outbox::finished_at.eq(Some(Moment::from(now))),
    )
}

pub(super) type Queued = (
    diesel::dsl::Eq<outbox::state, &'static str>,
    diesel::dsl::Eq<outbox::attempts, i32>,
    diesel::dsl::Eq<outbox::next_attempt_at, Moment>,
    diesel::dsl::Eq<outbox::expires_at, Moment>,
    diesel::dsl::Eq<outbox::finished_at, Option<Moment>>,
);

pub(super) fn queued(now: DateTime<Utc>, expires_at: DateTime<Utc>) -> Queued {
    (
        outbox::state.eq(State::Pending.as_str()),
        outbox::attempts.eq(0),
        outbox::next_attempt_at.eq(Moment::from(now)),
        outbox::expires_at.eq(Moment::from(expires_at)),
        outbox::finished_at.eq(None),
    )
}
