//! `bulletins demo`: fifteen projects, their people, and forty weeks of bulletins that could have been written;
//! and more of them for each week into which its clock is moved.

mod answers;
mod content;
mod filling;
mod going_on;
mod outcomes;
mod readings;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use secrecy::SecretString;

pub use self::filling::fill;
pub use self::going_on::go_on;
use crate::config::Config;
use crate::domain::calendar::{Calendar, zone};

/// How many weeks lie behind when the demo begins.
const WEEKS: u64 = 40;
/// The project whose form the tours lead to: its team leaves that to who looks at the demo, for as long as can be.
const TOURED: &str = "cartobio";

/// A folder of its own that goes with the demo.
pub struct ThrowAway(PathBuf);

impl ThrowAway {
    pub fn new() -> std::io::Result<ThrowAway> {
        let path = std::env::temp_dir().join(format!("bulletins-demo-{:016x}", rand::random::<u64>()));
        std::fs::create_dir_all(&path)?;
        Ok(ThrowAway(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for ThrowAway {
    fn drop(&mut self) {
        // What cannot be removed now, the system removes with its temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The settings with a database of its own.
pub fn configured(mut config: Config, folder: &Path) -> Config {
    config.database.url = SecretString::from(format!("sqlite://{}", folder.join("demo.sqlite").display()));
    // Seen in the mailbox a moment after a button was pressed; there is no server to be kind to.
    config.delivery.tick_seconds = 1;
    config
}

/// The demo's first moment: ten in the morning of the day before this week closes.
///
/// Of next week, where this one has no closing.
pub fn begin(calendar: &Calendar, now: DateTime<Utc>) -> DateTime<Utc> {
    let this_week = calendar.week_at(now);
    let week = std::iter::successors(Some(this_week), |week| Some(week.next()))
        .take(4)
        .find(|week| calendar.closing_day(*week).is_some_and(|day| day > week.monday()))
        .unwrap_or(this_week);
    let day = calendar.closing_day(week).unwrap_or(week.sunday()) - Days::new(1);
    zone::resolve(day.and_time(NaiveTime::MIN), calendar.zone) + TimeDelta::hours(10)
}
