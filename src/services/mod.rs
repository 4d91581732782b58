//! What people and the clock can do, one verb per file.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::sync::Notify;

pub mod calendar;
pub mod demo;
mod error;
pub mod filing;
mod hashing;
pub mod help;
pub mod identity;
pub mod operations;
pub mod people;
pub mod post;
pub mod privacy;
pub mod programme;
pub mod reading;
mod refusal;
mod scope;
pub mod sealing;
mod threads;
pub mod weekly;
mod whole_file;

pub use crate::store::Edition;
pub use error::{Denied, Error};
pub use refusal::Refusal;
pub use scope::Scope;
pub(in crate::services) use threads::off_thread;

use crate::clock::Clock;
use crate::config::Config;
use crate::domain::calendar::Calendar;
use crate::mail::Letters;
use crate::store::Db;
use identity::passwords::Passwords;
use identity::tokens::Key;
use operations::last_tried::LastTried;
use sealing::Seal;

/// What the verbs work with; `app` makes it once.
pub struct Services {
    pub db: Db,
    pub config: Config,
    pub clock: Arc<dyn Clock>,
    /// The same, but where the demo moves that one: people's apps make their codes by the time of day.
    pub clock_of_apps: Arc<dyn Clock>,
    /// Whether mails stay here as files, which tell those who are erased nothing.
    pub keeps_mails: bool,
    /// The calendar without its paused weeks: [`Scope::calendar`] knows these.
    pub rules: Calendar,
    pub letters: Arc<Letters>,
    pub passwords: Passwords,
    /// Shared by all replicas.
    pub key: Key,
    /// Shared too; its key may lie outside the database.
    pub seal: Arc<Seal>,
    /// Wakes the worker for what was just asked for.
    pub asked: Notify,
    /// When this installation first started: nothing that was due before is made up for.
    pub began_at: DateTime<Utc>,
    /// Whether the database could be written when that was last tried.
    pub tried: LastTried,
}

impl Services {
    /// The folder in which mails stay as files, so that nobody receives them; none: they leave.
    pub fn mails_stay_in(&self) -> Option<PathBuf> {
        let folder = &self.config.mail.files_directory;
        self.keeps_mails.then(|| std::path::absolute(folder).unwrap_or_else(|_| folder.clone()))
    }
}
