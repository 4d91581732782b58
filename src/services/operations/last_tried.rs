//! Whether the database could be written when that was last tried: it is shared by all who ask within some seconds.

use chrono::{DateTime, Utc};
use tokio::sync::Mutex;

use crate::store::Trouble;
use crate::store::database::ahead::Ahead;

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Tried {
    /// None: it can, or somebody else was writing.
    pub trouble: Option<Trouble>,
    /// What lies in the future and keeps something silent.
    pub ahead: Vec<Ahead>,
}

/// The same, with its moment.
#[derive(Default)]
pub struct LastTried(pub(super) Mutex<Option<(DateTime<Utc>, Tried)>>);
