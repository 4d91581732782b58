//! What was to be sent named somebody who has been erased since: those who are left are told anew, without them.

use std::collections::BTreeSet;

use super::telling::{self, Happened};
use crate::domain::help::{EventKind, Request, RequestId, Standing};
use crate::domain::programme::project::Project;
use crate::services::Scope;
use crate::store;
use crate::store::help::requests;
use crate::store::programme::projects;

/// Tells how those requests stand. One that is open was given back, which they are told already.
pub(in crate::services) fn tell(scope: &mut Scope<'_>, ids: &BTreeSet<RequestId>) -> store::Result<()> {
    let ids: Vec<RequestId> = ids.iter().copied().collect();
    for request in requests::by_ids(scope.conn, &ids)? {
        let Some(project) = projects::by_id(scope.conn, request.project)? else { continue };
        match request.standing() {
            Standing::Open => {}
            Standing::Taken => {
                let last = request.takings.iter().rev().find_map(|taking| taking.name.as_deref());
                telling::brought_together(scope, (&request, &project), last.unwrap_or_default())?;
            }
            Standing::Closed => tell_end(scope, (&request, &project))?,
        }
    }
    Ok(())
}

/// That it was closed, in the project's name: what was said of it may name who is gone.
fn tell_end(scope: &mut Scope<'_>, (request, project): (&Request, &Project)) -> store::Result<()> {
    let Some(kind) = request.end.map(|end| EventKind::from(end.ending)) else { return Ok(()) };
    let happened = Happened { kind, by: &project.name, person: None, coordinator: None, word: "" };
    telling::news(scope, (request, project), &happened)
}
