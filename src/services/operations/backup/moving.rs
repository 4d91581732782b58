//! Everything goes from one database to another, of whichever kind: a backup that is brought back at once.

use super::fault::{Error, apart};
use crate::store::database::carrying::Carrier;
use crate::store::reading::indexing;
use crate::store::{self, Db, Standing};

/// Moves all rows, each proven to have arrived; how many. What was taken from is left as it is.
///
/// # Errors
/// Nothing is changed then. [`store::Error::NotEmpty`] of the other database.
pub async fn move_all(from: &Db, to: &Db) -> Result<u64, Error> {
    let folder =
        tempfile::tempdir().map_err(|source| Error::Unwritable { path: std::env::temp_dir(), source })?;
    let database = folder.path().join("database.sqlite");
    from.copy_to(&database).await?;
    let carrier = apart(move || {
        let carrier = Carrier::open(&database)?;
        match carrier.standing {
            Standing::UpToDate => {}
            Standing::Behind(_) => {
                carrier.bring_up_to_date()?;
            }
            Standing::Ahead | Standing::TooNew => return Err(store::Error::TooNew.into()),
        }
        Ok(carrier)
    })
    .await?;
    store::migrate(to).await?;
    Ok(to.take_in(&carrier, indexing::rebuild).await?)
}
