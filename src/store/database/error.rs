//! What can go wrong with stored facts.

/// Why the database did not answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address names no database that this program speaks to.
    #[error("database.url must begin with sqlite:// or postgres://")]
    UnknownScheme,
    #[error("the folder of the SQLite database cannot be made: {0}")]
    Folder(#[from] std::io::Error),
    #[error("cannot connect to the database: {0}")]
    Connect(#[from] diesel::ConnectionError),
    #[error("no connection to the database came free: {0}")]
    Pool(#[from] diesel::r2d2::PoolError),
    #[error("the database refused: {0}")]
    Query(#[from] diesel::result::Error),
    #[error("the database could not be brought up to date: {0}")]
    Migration(Box<dyn std::error::Error + Send + Sync>),
    /// A value that this program never writes; somebody else did.
    #[error("the database holds a value that cannot be: {0}")]
    Corrupt(String),
    /// The thread pool is shutting down, or the work panicked.
    #[error("the work on the database was broken off")]
    BrokenOff,
}

pub type Result<T> = std::result::Result<T, Error>;
