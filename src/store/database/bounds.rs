//! How transactions begin and end.

use diesel::connection::{AnsiTransactionManager, TransactionManager};

use super::limits::Limits;
use crate::store::{Conn, Either, Result};

type Manager = <Conn as diesel::Connection>::TransactionManager;

/// Work on a connection, which keeps its answer itself.
pub(super) type Work = Box<dyn FnOnce(&mut Conn) -> End + Send>;

/// How work ended: to be kept, or rolled back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Good,
    Bad,
}

/// Rolls back. What the work says is the thing to tell; a connection that cannot even do this is found broken by who keeps it.
pub(super) fn roll_back(conn: &mut Conn) {
    if let Err(rollback) = Manager::rollback_transaction(conn) {
        tracing::warn!(error = %rollback, "rolling back failed");
    }
}

pub(super) fn begin_reading(conn: &mut Conn, limits: Limits) -> Result<()> {
    match conn.either() {
        Either::Sqlite(c) => AnsiTransactionManager::begin_transaction(c)?,
        Either::Postgres(c) => {
            let begin = format!("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY{}", limits.told());
            AnsiTransactionManager::begin_transaction_sql(c, &begin)?;
        }
    }
    Ok(())
}

/// SQLite takes the write lock at once: a transaction that reads first and writes later is refused under load.
pub(super) fn begin_writing(conn: &mut Conn, limits: Limits) -> Result<()> {
    match conn.either() {
        Either::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?,
        Either::Postgres(c) => {
            AnsiTransactionManager::begin_transaction_sql(c, &format!("BEGIN{}", limits.told()))?;
        }
    }
    Ok(())
}
