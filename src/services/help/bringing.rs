//! What bulletins asked for that were filed elsewhere, such as in the programme's first tool.

use chrono::TimeDelta;

use crate::domain::filing::bulletin::BulletinId;
use crate::domain::filing::questions::HELP;
use crate::domain::help::{End, Ending, EventKind, RequestId};
use crate::services::Scope;
use crate::store;
use crate::store::filing::bulletins::NewBulletin;
use crate::store::help::events::{self, By};
use crate::store::help::requests::{self, NewRequest};

/// After so long nobody is asked any more what became of a request that had no end.
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::days(14);

/// Writes a request where the bulletin asks for something: one that is older than two weeks ended when these were over,
/// as nobody knows how.
pub fn bring(scope: &mut Scope<'_>, bulletin: &NewBulletin<'_>, id: BulletinId) -> store::Result<()> {
    let Some(request) = ask(scope, bulletin, id)? else { return Ok(()) };
    let at = bulletin.filed_at + FORGOTTEN_AFTER;
    if at < scope.now {
        requests::close(scope.conn, request, End { ending: Ending::Unknown, at })?;
        events::record(scope.conn, request, EventKind::Unknown, By::Program, "", at)?;
    }
    Ok(())
}

/// Writes a request where the bulletin asks for something; none where it does not.
pub fn ask(
    scope: &mut Scope<'_>,
    bulletin: &NewBulletin<'_>,
    id: BulletinId,
) -> store::Result<Option<RequestId>> {
    let Some(text) = bulletin.content.answers.to(&HELP) else { return Ok(None) };
    let new = NewRequest {
        project: bulletin.project,
        week: bulletin.week,
        bulletin: Some(id),
        text,
        at_once: false,
        asked_by: bulletin.author,
        asked_at: bulletin.filed_at,
    };
    let asked = requests::insert(scope.conn, &new)?;
    if let Some(request) = asked {
        let by = bulletin.author.map_or(By::Program, By::Person);
        events::record(scope.conn, request, EventKind::Asked, by, "", bulletin.filed_at)?;
    }
    Ok(asked)
}
