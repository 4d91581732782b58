//! Connections to either database.

use std::fs::{DirBuilder, OpenOptions, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::time::Duration;

use diesel::connection::{SimpleConnection, TransactionManager};
use diesel::r2d2::{self, ManageConnection};
use diesel::{Connection as _, ConnectionError, PgConnection, SqliteConnection};

use super::limits::Limits;
use crate::store::{Conn, Either, Error, Result};

/// How often, and after how long each time, a locked SQLite database is asked again: ten seconds, as `busy_timeout`.
const TRIES: u32 = 400;
const PAUSE: Duration = Duration::from_millis(25);

/// Makes connections, of the kind that the address names.
#[derive(Clone)]
pub(super) enum Manager {
    Sqlite { path: String },
    Postgres { url: String },
}

impl Manager {
    pub fn for_url(url: &str, limits: Limits) -> Result<Manager> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            Ok(Manager::Sqlite { path: path.to_owned() })
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Ok(Manager::Postgres { url: limits.in_address(url) })
        } else {
            Err(Error::UnknownScheme)
        }
    }

    pub fn is_sqlite(&self) -> bool {
        self.file().is_some()
    }

    pub fn file(&self) -> Option<&Path> {
        match self {
            Manager::Sqlite { path } => Some(Path::new(path)),
            Manager::Postgres { .. } => None,
        }
    }

    /// False where an SQLite database is still to be made; PostgreSQL says so itself when it is connected to.
    pub fn is_there(&self) -> bool {
        match self {
            Manager::Sqlite { path } => Path::new(path).exists(),
            Manager::Postgres { .. } => true,
        }
    }

    /// Makes an SQLite database that is not there yet, and has it write ahead: readers and the writer then do not
    /// wait for each other. The file remembers that.
    pub fn prepare(&self) -> Result<()> {
        let Manager::Sqlite { path } = self else { return Ok(()) };
        keep_private(Path::new(path)).map_err(Error::Folder)?;
        let mut conn = self.connect_now()?;
        // The change needs the file to itself, and SQLite does not wait for that, whatever its time-out: of two
        // programs that start at once on a new file, one would fail.
        for _ in 1..TRIES {
            match conn.batch_execute("PRAGMA journal_mode = WAL") {
                Err(error) if error.to_string().contains("locked") => std::thread::sleep(PAUSE),
                done => return Ok(done?),
            }
        }
        Ok(conn.batch_execute("PRAGMA journal_mode = WAL")?)
    }

    /// A connection of its own.
    pub fn connect_now(&self) -> Result<Conn> {
        match self {
            Manager::Sqlite { path } => {
                let mut conn = SqliteConnection::establish(path).map_err(|error| named(path, &error))?;
                conn.batch_execute(
                    "PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
                     PRAGMA secure_delete = ON;",
                )?;
                Ok(conn.into())
            }
            Manager::Postgres { url } => {
                Ok(PgConnection::establish(url).map_err(|error| on_one_line(&error))?.into())
            }
        }
    }

    /// The same, for what is done in savepoints of SQLite: what stood there before is kept in memory meanwhile, rather than in
    /// a folder for files of all programs.
    pub fn connect_to_write(&self) -> Result<Conn> {
        let mut conn = self.connect_now()?;
        if let Either::Sqlite(c) = conn.either() {
            c.batch_execute("PRAGMA temp_store = MEMORY")?;
        }
        Ok(conn)
    }
}

/// SQLite says neither which file it is, nor that somebody else may not open it.
fn named(path: &str, error: &ConnectionError) -> ConnectionError {
    let said = match error {
        ConnectionError::BadConnection(said) => said.clone(),
        other => other.to_string(),
    };
    ConnectionError::BadConnection(format!("{path}: {said} (whose file is it, and may this user write it?)"))
}

/// PostgreSQL's library tells each address that it has tried on a line, and ends the last one, too.
fn on_one_line(error: &ConnectionError) -> ConnectionError {
    let said = error.to_string();
    ConnectionError::BadConnection(
        said.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; "),
    )
}

/// A folder that is made, and the file in it, are for nobody but who runs the program; what SQLite puts beside the file is
/// as that file is. Earlier versions left them to whoever is on the machine.
fn keep_private(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    for beside in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(beside);
        let Ok(metadata) = std::fs::metadata(&name) else { continue };
        if metadata.permissions().mode() & 0o077 != 0 {
            // Somebody else's file works as well as before.
            let _ = std::fs::set_permissions(&name, Permissions::from_mode(0o600));
        }
    }
    Ok(())
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
        match conn.either() {
            // It lies in this process: there is nobody who could have gone.
            Either::Sqlite(_) => Ok(()),
            Either::Postgres(c) => c.batch_execute("SELECT 1").map_err(r2d2::Error::QueryError),
        }
    }

    /// A connection that work panicked on may still be inside a transaction.
    fn has_broken(&self, conn: &mut Conn) -> bool {
        type Manager = <Conn as diesel::Connection>::TransactionManager;
        std::thread::panicking() || Manager::is_broken_transaction_manager(conn)
    }
}

#[cfg(test)]
mod tests {
    use diesel::prelude::*;

    #[derive(QueryableByName)]
    struct Used {
        #[diesel(sql_type = diesel::sql_types::Bool)]
        used: bool,
    }

    /// `.cargo/config.toml` says why, which only holds for builds from within the repository.
    #[test]
    fn sqlite_is_compiled_as_it_is_used() {
        let mut conn = SqliteConnection::establish(":memory:").unwrap();
        for option in ["ENABLE_QPSG", "DEFAULT_MEMSTATUS=0", "THREADSAFE=2"] {
            let query = format!("SELECT sqlite_compileoption_used('{option}') AS used");
            let told: Used = diesel::sql_query(query).get_result(&mut conn).unwrap();
            assert!(told.used, "{option}");
        }
    }
}
