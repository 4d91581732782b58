//! Replicas share a database, and must not disagree about the time.

use chrono::TimeDelta;

use crate::clock::Clock;
use crate::services::Error;
use crate::store::Db;
use crate::store::database::clock;

/// What a replica's clock may be off without anybody being told.
pub const TOLERATED: TimeDelta = TimeDelta::seconds(30);

/// How far the clock is ahead of the database's, or behind it where this is negative. None where the database has no clock
/// of its own.
pub async fn skew(db: &Db, clock: &dyn Clock) -> Result<TimeDelta, Error> {
    let before = clock.now();
    let shown = db.read(clock::now).await?;
    let after = clock.now();
    // The database looked at its clock at some moment in between.
    Ok(match shown {
        Some(shown) if shown < before => before - shown,
        Some(shown) if shown > after => after - shown,
        _ => TimeDelta::zero(),
    })
}

/// Tells the log when a replica's clock goes wrong, and when it is right again.
#[derive(Default)]
pub struct Watch {
    is_off: bool,
}

impl Watch {
    pub fn note(&mut self, skew: TimeDelta) {
        let is_off = skew.abs() > TOLERATED;
        let seconds = skew.num_seconds();
        match (self.is_off, is_off) {
            (false, true) => tracing::warn!(
                seconds,
                "this machine's clock is ahead of the database's by so many seconds, or behind it: check NTP"
            ),
            (true, false) => tracing::info!(seconds, "this machine's clock agrees with the database's again"),
            _ => {}
        }
        self.is_off = is_off;
    }
}
