//! After somebody is erased, and after each cleaning, what was deleted is wiped from the database's files.

use std::sync::Arc;

use crate::services::{Error, Services};
use crate::store::database::installation::{self, Wiping};

/// Does what has been asked for. Not by who erases: writing a large database anew takes its time.
///
/// # Errors
/// It is asked for still.
pub async fn wipe(services: &Arc<Services>) -> Result<(), Error> {
    let Some(mut asked) = services.db.read(installation::wiping).await? else { return Ok(()) };
    if !asked.is_written_anew {
        services.db.write_anew().await?;
        let done = Wiping { is_written_anew: true, ..asked.clone() };
        let next = done.clone();
        if !services.db.write(move |conn| installation::go_on_wiping(conn, &asked, Some(&next))).await? {
            // Somebody else was erased meanwhile; the next pass sees to it.
            return Ok(());
        }
        asked = done;
    }
    if services.db.empty_log().await? {
        services.db.write(move |conn| installation::go_on_wiping(conn, &asked, None)).await?;
    }
    Ok(())
}
