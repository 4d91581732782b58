//! What can go wrong with stored facts.

/// Why the database did not answer.
///
/// Each text tells its cause too, and none has a source: a cause would be told twice where sources are told.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address names no database that this program speaks to.
    #[error("the address of a database (database.url) must begin with sqlite:// or postgres://")]
    UnknownScheme,
    #[error("the folder of the SQLite database cannot be made: {0}")]
    Folder(std::io::Error),
    #[error("cannot connect to the database: {0}")]
    Connect(diesel::ConnectionError),
    #[error("no connection to the database came free: {0}")]
    Pool(diesel::r2d2::PoolError),
    /// It has taken longer than its limit allows; nothing is saved.
    #[error("the database did not answer in time")]
    Silent,
    /// More work waits than can be done soon.
    #[error("too many wait for the database")]
    Busy,
    #[error("the database refused: {}", refused(.0))]
    Query(diesel::result::Error),
    #[error("the database could not be brought up to date: {0}")]
    Migration(Box<dyn std::error::Error + Send + Sync>),
    #[error("migrations are missing: do them first, with `bulletins migrate` or by starting the service")]
    Behind,
    #[error(
        "a newer version of Bulletins has changed this database so that this version cannot work with it: start \
         the newer version, or bring back the backup from before its first start"
    )]
    TooNew,
    /// Nothing is brought in where something is already.
    #[error(
        "the database is not empty ({0} holds rows): nothing was brought in; name a new one, or empty that one first"
    )]
    NotEmpty(&'static str),
    /// Rows fit into the tables that they are of alone.
    #[error("it is of another schema ({0}): bring both installations to the same version first")]
    OtherSchema(String),
    /// A value that this program never writes; somebody else did.
    #[error("the database holds a value that cannot be: {0}")]
    Corrupt(String),
    /// A fault of this program. What and where it was is told by the panic itself, on standard error.
    #[error("the work on the database panicked")]
    Panicked,
    /// The program is stopping, or what was to be kept by the same commit went wrong.
    #[error("the work on the database was broken off")]
    BrokenOff,
}

/// SQLite says so of a disk that can only be read, of a folder that is another user's, and of one that is not there.
fn refused(error: &diesel::result::Error) -> String {
    let said = error.to_string();
    let hint = if said.contains("unable to open database file") {
        " (its folder must be there, and one in which this user may write: two more files lie beside it)"
    } else {
        ""
    };
    said + hint
}

impl From<diesel::ConnectionError> for Error {
    fn from(error: diesel::ConnectionError) -> Self {
        Error::Connect(error)
    }
}

impl From<diesel::r2d2::PoolError> for Error {
    fn from(error: diesel::r2d2::PoolError) -> Self {
        Error::Pool(error)
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        Error::Query(error)
    }
}

/// What keeps a database from being written, as far as it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    Full,
    ReadOnly,
    Locked,
    Away,
    Other,
}

impl Trouble {
    /// For those who run it.
    pub fn in_words(self) -> &'static str {
        match self {
            Trouble::Full => "the database's disk is full",
            Trouble::ReadOnly => "the database can only be read",
            Trouble::Locked => "the database is locked by another program",
            Trouble::Away => "the database does not answer",
            Trouble::Other => "the database cannot be written",
        }
    }
}

impl Error {
    /// Both databases say it in words alone.
    pub fn trouble(&self) -> Trouble {
        let Error::Query(error) = self else { return Trouble::Away };
        let said = error.to_string().to_lowercase();
        let says = |parts: &[&str]| parts.iter().any(|part| said.contains(part));
        if says(&["disk is full", "no space left", "disk full", "quota exceeded"]) {
            Trouble::Full
        } else if says(&["readonly database", "read-only transaction"]) {
            Trouble::ReadOnly
        } else if says(&["database is locked", "lock timeout", "table is locked"]) {
            Trouble::Locked
        } else if says(&["connection", "server closed", "statement timeout"]) {
            Trouble::Away
        } else {
            Trouble::Other
        }
    }

    /// Whether the same may go well in a moment: the database is away or has too much to do. What is false for is a
    /// fault of this program, or of what stands in the database.
    pub fn is_passing(&self) -> bool {
        use diesel::result::{DatabaseErrorKind as Kind, Error as Query};
        match self {
            Error::Connect(_) | Error::Pool(_) | Error::Silent | Error::Busy | Error::BrokenOff => true,
            Error::Query(Query::DatabaseError(kind, _)) => !matches!(
                kind,
                Kind::UniqueViolation
                    | Kind::ForeignKeyViolation
                    | Kind::NotNullViolation
                    | Kind::CheckViolation
                    | Kind::RestrictViolation
                    | Kind::ExclusionViolation
            ),
            Error::Query(query) => {
                matches!(query, Query::BrokenTransactionManager | Query::RollbackErrorOnCommit { .. })
            }
            _ => false,
        }
    }
}

impl From<tokio::task::JoinError> for Error {
    fn from(end: tokio::task::JoinError) -> Self {
        if end.is_panic() { Error::Panicked } else { Error::BrokenOff }
    }
}

pub type Result<T> = std::result::Result<T, Error>;
