//! Whether requests can be sent to this replica.

pub use crate::store::Standing;

use crate::services::Services;
use crate::store;

/// How the database stands to this program; it is only read.
pub async fn standing(services: &Services) -> store::Result<Standing> {
    store::standing(&services.db).await
}
