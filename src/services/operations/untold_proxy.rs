//! That requests came through a proxy of which the settings do not know: noted for `bulletins check`.

use crate::services::{Error, Scope};
use crate::store::database::installation;

pub fn note(scope: &mut Scope<'_>) -> Result<(), Error> {
    Ok(installation::note_proxy(scope.conn, scope.now)?)
}
