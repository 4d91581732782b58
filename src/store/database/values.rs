//! How values of the domain look in columns.

use std::fmt::Display;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, SubsecRound, Utc};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Timestamp;

use crate::domain::kit::ahead::TOLERATED;
use crate::store::{Error, Result};

/// A moment as both databases keep it: UTC without a zone, cut to microseconds (PostgreSQL keeps no more, and a
/// moment must equal itself after a round trip).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, AsExpression, FromSqlRow)]
#[diesel(sql_type = Timestamp)]
pub(in crate::store) struct Moment(NaiveDateTime);

impl From<DateTime<Utc>> for Moment {
    fn from(at: DateTime<Utc>) -> Self {
        Moment(at.naive_utc().trunc_subsecs(6))
    }
}

impl Moment {
    /// What lies after it was written by a clock that was ahead.
    pub fn beyond(self) -> Moment {
        Moment(self.0 + TOLERATED)
    }

    /// The day on which it is, in UTC.
    pub fn day(self) -> NaiveDate {
        self.0.date()
    }
}

impl From<Moment> for DateTime<Utc> {
    fn from(moment: Moment) -> Self {
        moment.0.and_utc()
    }
}

impl<DB> ToSql<Timestamp, DB> for Moment
where
    DB: Backend,
    NaiveDateTime: ToSql<Timestamp, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB> FromSql<Timestamp, DB> for Moment
where
    DB: Backend,
    NaiveDateTime: FromSql<Timestamp, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        NaiveDateTime::from_sql(bytes).map(Moment)
    }
}

/// Reads what was written with `Display`.
pub(in crate::store) fn parsed<T>(text: &str) -> Result<T>
where
    T: FromStr,
    T::Err: Display,
{
    text.parse().map_err(|error: T::Err| Error::Corrupt(error.to_string()))
}
