//! Moments in the database that lie in the future, since a clock was ahead: told, and put right when asked for.

use crate::services::{Error, Scope};
use crate::store::database::ahead;

pub use crate::store::database::ahead::Ahead;

/// What keeps something silent until it has gone by, each with how many there are.
pub fn silencing(scope: &mut Scope<'_>) -> Result<Vec<Ahead>, Error> {
    Ok(ahead::silencing(scope.conn, scope.now)?)
}

/// In one line, for logs and whoever reads them.
pub fn in_words(found: &[Ahead]) -> String {
    let places: Vec<String> =
        found.iter().map(|ahead| format!("{} ({})", ahead.place, ahead.count)).collect();
    places.join(", ")
}
