//! What coordinators are told of mails that no server took in time.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Error;
use super::compose::{Letter, Letters, Recipient};
use crate::domain::calendar::Week;
use crate::domain::post::kind::Kind;

/// What of a week's digest waits for a decision.
pub struct News<'a> {
    pub week: Week,
    pub count: i64,
    /// Where it is decided.
    pub link: &'a str,
}

/// To a coordinator.
pub fn digest_held(
    letters: &Letters,
    to: &Recipient<'_>,
    news: &News<'_>,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        week: String,
        count: i64,
        link: &'a str,
    }
    let data = Data { week: news.week.to_string(), count: news.count, link: news.link };
    letters.write(Kind::DigestHeld, to, &[], &data, now)
}
