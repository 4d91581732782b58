//! What a coordinator pastes or uploads: looked at first, then written.

use super::file::File;
use super::promotion::import;
use super::refused::Refused;
use super::report::{Report, keep_on_record};
use crate::domain::kit::Name;
use crate::domain::people::Member;
use crate::domain::programme::project::PromotionId;
use crate::services::Scope;
use crate::store::people;
use crate::store::privacy::audit::Actor;
use crate::store::programme::{projects, promotions};

/// What somebody pasted or uploaded.
pub struct Pasted {
    pub text: String,
    /// To which the lines of a table belong.
    pub promotion: Option<PromotionId>,
}

/// What would be written into which promotion.
pub struct Plan {
    pub promotion: Name,
    pub report: Report,
}

/// Brings it in to tell what that does: for a rehearsal, since it writes.
pub fn plan(scope: &mut Scope<'_>, by: &Member, pasted: &Pasted) -> Result<Plan, Refused> {
    let file = read(scope, pasted)?;
    let report = import(scope, &file, Actor::from(by.person.id))?;
    Ok(Plan { promotion: file.name, report })
}

/// Brings it in, and tells what became of it.
pub fn apply(scope: &mut Scope<'_>, by: &Member, pasted: &Pasted) -> Result<Report, Refused> {
    let Plan { promotion, report } = plan(scope, by, pasted)?;
    keep_on_record(scope, Actor::from(by.person.id), &promotion, &report)?;
    Ok(report)
}

fn read(scope: &mut Scope<'_>, pasted: &Pasted) -> Result<File, Refused> {
    let promotion = pasted.promotion.map_or(Ok(None), |id| promotions::by_id(scope.conn, id))?;
    let mut present = projects::all(scope.conn)?;
    present.retain(|project| Some(project.promotion) == promotion.as_ref().map(|promotion| promotion.id));
    let table = promotion.as_ref().map(|promotion| (promotion, &present[..]));
    let coordinators = people::coordinators(scope.conn)?.into_iter().map(|person| person.email);
    File::read_pasted(&pasted.text, table, &coordinators.collect::<Vec<_>>()).map_err(Refused::Faults)
}
