//! Connections to either database, and the transactions in which all work is done.

use std::path::Path;
use std::time::Duration;

use actix_web::web;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::r2d2::{self, ManageConnection, Pool};
use diesel::{Connection as _, PgConnection, SqliteConnection};

use crate::store::{Error, Result};

/// A connection to one of the two databases; queries written against it run on both.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Runs a query that Diesel's enum refuses (`ON CONFLICT`, `RETURNING`) on whichever connection it is.
macro_rules! on_each {
    ($conn:expr, $c:ident => $query:expr) => {
        match $conn {
            $crate::store::Conn::Sqlite($c) => $query,
            $crate::store::Conn::Postgres($c) => $query,
        }
    };
}
pub(in crate::store) use on_each;

/// A pool of connections to one database.
#[derive(Clone)]
pub struct Db {
    pool: Pool<Manager>,
}

impl Db {
    /// Opens `sqlite://PATH` or `postgres://…`; at least one connection must come up.
    pub fn open(url: &str, connections: u32) -> Result<Db> {
        let manager = Manager::for_url(url)?;
        // The pool hides why a connection fails behind a time-out: the first one is made by hand, for its reason.
        drop(manager.connect_now()?);
        let pool = Pool::builder()
            .max_size(connections)
            .min_idle(Some(1))
            .connection_timeout(Duration::from_secs(15))
            .build(manager)?;
        Ok(Db { pool })
    }

    /// Reads from one snapshot of the database.
    pub async fn read<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Conn) -> std::result::Result<T, E> + Send + 'static,
    {
        self.run(begin_reading, work).await
    }

    /// Reads and writes in one transaction, which an error rolls back.
    pub async fn write<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Conn) -> std::result::Result<T, E> + Send + 'static,
    {
        self.run(begin_writing, work).await
    }

    async fn run<T, E, F>(&self, begin: fn(&mut Conn) -> Result<()>, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Conn) -> std::result::Result<T, E> + Send + 'static,
    {
        let pool = self.pool.clone();
        web::block(move || {
            let mut conn = pool.get().map_err(Error::from)?;
            within_transaction(&mut conn, begin, work)
        })
        .await
        .unwrap_or_else(|_| Err(Error::BrokenOff.into()))
    }
}

/// Begins with `begin`, does the work, and commits it or rolls it back.
pub(in crate::store) fn within_transaction<T, E: From<Error>>(
    conn: &mut Conn,
    begin: fn(&mut Conn) -> Result<()>,
    work: impl FnOnce(&mut Conn) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    type Manager = <Conn as diesel::Connection>::TransactionManager;
    begin(conn)?;
    match work(conn) {
        Ok(value) => {
            Manager::commit_transaction(conn).map_err(Error::from)?;
            Ok(value)
        }
        Err(error) => {
            // The first error is the one to tell; a connection that cannot even roll back is found broken by the pool.
            if let Err(rollback) = Manager::rollback_transaction(conn) {
                tracing::warn!(error = %rollback, "rolling back failed");
            }
            Err(error)
        }
    }
}

fn begin_reading(conn: &mut Conn) -> Result<()> {
    match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction(c)?,
        Conn::Postgres(c) => {
            AnsiTransactionManager::begin_transaction_sql(
                c,
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            )?;
        }
    }
    Ok(())
}

/// SQLite takes the write lock at once: a transaction that reads first and writes later is refused under load.
pub(in crate::store) fn begin_writing(conn: &mut Conn) -> Result<()> {
    match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?,
        Conn::Postgres(c) => AnsiTransactionManager::begin_transaction(c)?,
    }
    Ok(())
}

/// Makes connections for the pool, of the kind that the address names.
enum Manager {
    Sqlite { path: String },
    Postgres { url: String },
}

impl Manager {
    fn for_url(url: &str) -> Result<Manager> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            if let Some(folder) = Path::new(path).parent() {
                std::fs::create_dir_all(folder)?;
            }
            Ok(Manager::Sqlite { path: path.to_owned() })
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Ok(Manager::Postgres { url: url.to_owned() })
        } else {
            Err(Error::UnknownScheme)
        }
    }

    fn connect_now(&self) -> Result<Conn> {
        match self {
            Manager::Sqlite { path } => {
                let mut conn = SqliteConnection::establish(path)?;
                conn.batch_execute(
                    "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
                )?;
                Ok(Conn::Sqlite(conn))
            }
            Manager::Postgres { url } => Ok(Conn::Postgres(PgConnection::establish(url)?)),
        }
    }
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = r2d2::Error;

    fn connect(&self) -> std::result::Result<Conn, r2d2::Error> {
        self.connect_now().map_err(|error| match error {
            Error::Connect(error) => r2d2::Error::ConnectionError(error),
            Error::Query(error) => r2d2::Error::QueryError(error),
            other => r2d2::Error::ConnectionError(diesel::ConnectionError::BadConnection(other.to_string())),
        })
    }

    fn is_valid(&self, conn: &mut Conn) -> std::result::Result<(), r2d2::Error> {
        conn.batch_execute("SELECT 1").map_err(r2d2::Error::QueryError)
    }

    /// A connection that work panicked on may still be inside a transaction.
    fn has_broken(&self, conn: &mut Conn) -> bool {
        type Manager = <Conn as diesel::Connection>::TransactionManager;
        std::thread::panicking() || Manager::is_broken_transaction_manager(conn)
    }
}
