//! The promotions under way that somebody follows: of several, one can be looked at alone.

use crate::domain::people::Member;
use crate::domain::programme::project::{ProjectId, Promotion};
use crate::services::{Error, Scope};
use crate::store::programme::promotions;

/// The latest first; none where they can be but one: who is on one project follows one, without a look at the database.
pub fn followed(scope: &mut Scope<'_>, member: &Member) -> Result<Vec<Promotion>, Error> {
    if member.person.coordinator {
        return Ok(promotions::under_way(scope.conn, None)?);
    }
    if member.memberships.len() < 2 {
        return Ok(Vec::new());
    }
    let serving = member.memberships.iter().filter(|role| role.serves_on(member.today));
    let of: Vec<ProjectId> = serving.map(|role| role.project).collect();
    Ok(promotions::under_way(scope.conn, Some(&of))?)
}
