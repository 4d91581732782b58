//! Trying something without a trace.

use tempfile::TempDir;

use super::limits::Limits;
use super::migrations::{self, Standing};
use crate::store::{Db, Error, Result};

/// Where a dry run happens: in the database itself, whose transaction is rolled back, as long as it is up to date.
///
/// For one in which nothing is yet an empty one stands in, for an SQLite one that is behind a migrated copy; they go
/// with this value.
pub struct DryRun {
    pub db: Db,
    _copy: Option<TempDir>,
}

impl DryRun {
    /// Finds or makes it.
    ///
    /// # Errors
    /// [`Error::Behind`] where a PostgreSQL database is behind: it is not copied.
    pub async fn prepare(url: &str, limits: Limits) -> Result<DryRun> {
        let Some(db) = Db::visit(url, limits)? else { return DryRun::stand_in(None).await };
        match migrations::standing(&db).await? {
            Standing::UpToDate | Standing::Ahead => Ok(DryRun { db, _copy: None }),
            standing if migrations::is_new(standing)? => DryRun::stand_in(None).await,
            Standing::Behind(_) => DryRun::stand_in(Some(db)).await,
            Standing::TooNew => Err(Error::TooNew),
        }
    }

    async fn stand_in(of: Option<Db>) -> Result<DryRun> {
        let folder = tempfile::tempdir().map_err(Error::Folder)?;
        let path = folder.path().join("copy.sqlite");
        if let Some(db) = of {
            db.copy_to(&path).await?;
        }
        let db = Db::open(&format!("sqlite://{}", path.display()), 1)?.without_limits();
        migrations::migrate(&db).await?;
        Ok(DryRun { db, _copy: Some(folder) })
    }
}
