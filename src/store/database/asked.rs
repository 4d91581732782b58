//! How often the database is asked: each time is a way to PostgreSQL and back.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use diesel::Connection as _;
use diesel::connection::InstrumentationEvent;
use diesel::r2d2::{self, CustomizeConnection};

use crate::store::Conn;

/// How often the connections of a pool asked something.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked(Arc<AtomicU64>);

impl CustomizeConnection<Conn, r2d2::Error> for Asked {
    fn on_acquire(&self, conn: &mut Conn) -> std::result::Result<(), r2d2::Error> {
        self.count_those_of(conn);
        Ok(())
    }
}

impl Asked {
    /// Counts what that connection is asked from now on, too.
    pub fn count_those_of(&self, conn: &mut Conn) {
        let Asked(count) = self.clone();
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { .. } = event {
                count.fetch_add(1, Ordering::Relaxed);
            }
        });
    }

    /// How often that was, since the start.
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}
