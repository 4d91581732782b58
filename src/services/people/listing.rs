//! People as who runs the installation lists them.

use crate::services::{Error, Scope};
use crate::store::people;
use crate::store::programme::projects;

/// Somebody, with what they are today.
pub struct Row {
    pub id: i64,
    pub email: String,
    pub name: String,
    pub active: bool,
    pub coordinator: bool,
    /// Roles and their projects, such as `eig:cartobio`.
    pub roles: Vec<String>,
}

/// All who are known, in the order of their names.
pub fn everybody(scope: &mut Scope<'_>) -> Result<Vec<Row>, Error> {
    let projects = projects::all(scope.conn)?;
    let today = scope.today();
    let slug =
        |id| projects.iter().find(|project| project.id == id).map_or("?", |project| project.slug.as_str());
    let row = |member: crate::domain::people::Member| {
        let present = member.own_roles().filter(|held| !held.is_past(today));
        let roles = present.map(|held| format!("{}:{}", held.role, slug(held.project))).collect();
        let person = member.person;
        Row {
            id: person.id.0,
            email: person.email.to_string(),
            name: person.name,
            active: person.active,
            coordinator: person.coordinator,
            roles,
        }
    };
    Ok(people::everybody(scope.conn, today)?.into_iter().map(row).collect())
}
