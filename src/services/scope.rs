//! What verbs and read models work in: one transaction, and all that they ask of its moment.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Error, Services};
use crate::domain::calendar::{Calendar, Week};
use crate::store::{self, Conn, Edition, calendar::pauses};

/// One look at the facts, or one step that changes them.
///
/// Opened once a request, tick or command, so that all that is decided in it is decided of the same facts at the same
/// moment.
pub struct Scope<'a> {
    pub conn: &'a mut Conn,
    pub services: &'a Services,
    /// With the weeks that are paused as this transaction sees them.
    pub calendar: Calendar,
    /// Read once the transaction had begun: what waited for a slow body or for a lock is judged by when it happens.
    pub now: DateTime<Utc>,
}

impl<'a> Scope<'a> {
    fn open(conn: &'a mut Conn, services: &'a Services) -> store::Result<Scope<'a>> {
        let pauses = pauses::all(conn)?.into_iter().map(|pause| pause.week).collect();
        let calendar = services.rules.with_pauses(pauses);
        Ok(Scope { conn, services, calendar, now: services.clock.now() })
    }

    /// The week that it is, on the programme's clocks.
    pub fn week(&self) -> Week {
        self.calendar.week_at(self.now)
    }

    /// The first day on which whoever joins now is asked for something.
    pub fn asks_from(&self) -> NaiveDate {
        self.calendar.asks_from(self.now)
    }

    /// The day that it is, on the programme's clocks.
    pub fn today(&self) -> NaiveDate {
        self.calendar.today(self.now)
    }
}

impl Services {
    /// The state that the facts are in: what a later look finds is of this one, unless something was written meanwhile. None:
    /// it cannot be told right now.
    pub async fn edition(&self) -> Result<Option<Edition>, Error> {
        Ok(self.db.edition().await?)
    }

    /// Looks at one snapshot of the facts.
    pub async fn read<T, E>(
        self: &Arc<Self>,
        look: impl FnOnce(&mut Scope<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<store::Error> + Send + 'static,
    {
        let services = self.clone();
        self.db.read(move |conn| look(&mut Scope::open(conn, &services)?)).await
    }

    /// Does something in one transaction, which an error rolls back.
    pub async fn write<T, E>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Scope<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<store::Error> + Send + 'static,
    {
        let services = self.clone();
        self.db.write(move |conn| work(&mut Scope::open(conn, &services)?)).await
    }

    /// Does something in a transaction that is rolled back whatever comes of it: what it returns tells what would be.
    pub async fn rehearse<T, E>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Scope<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<store::Error> + Send + 'static,
    {
        let services = self.clone();
        self.db.rehearse(move |conn| work(&mut Scope::open(conn, &services)?)).await
    }
}
