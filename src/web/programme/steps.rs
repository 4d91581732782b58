//! The four steps from an empty installation to its first week.

use serde::Serialize;

use crate::domain::people::Role;
use crate::domain::programme::project::Stage;
use crate::store::filing::bulletins;
use crate::store::programme::{projects, promotions};
use crate::store::{self, Conn, people};

/// What is done of the four steps.
#[derive(Serialize)]
pub struct Steps {
    steps: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    /// The keys of its texts.
    name: &'static str,
    hint: &'static str,
    /// Where it is done.
    at: &'static str,
    done: bool,
    /// The first that is not done.
    next: bool,
}

impl Steps {
    /// None once all four are done.
    pub fn of(conn: &mut Conn) -> store::Result<Option<Steps>> {
        let promotions = promotions::all(conn)?;
        let has_open = promotions.iter().any(|promotion| promotion.stage != Stage::Draft);
        let projects = projects::all(conn)?;
        let with_team: Vec<_> = people::memberships(conn)?
            .into_iter()
            .filter(|m| m.role == Role::Eig)
            .map(|m| m.project)
            .collect();
        let all_have_teams =
            !projects.is_empty() && projects.iter().all(|project| with_team.contains(&project.id));
        let has_filed = !bulletins::count_by_week(conn)?.is_empty();
        let done = [
            ("step-promotion", "step-promotion-explanation", "/admin/promotions", !promotions.is_empty()),
            ("step-projects", "step-projects-explanation", "/admin/projects", !projects.is_empty()),
            ("step-people", "step-people-explanation", "/admin/people", all_have_teams),
            ("step-week", "step-week-explanation", "/admin/promotions", has_open && has_filed),
        ];
        let next = done.iter().position(|(.., done)| !done);
        let step = |(at, (name, hint, path, done)): (usize, _)| Step {
            name,
            hint,
            at: path,
            done,
            next: next == Some(at),
        };
        Ok(next.map(|_| Steps { steps: done.into_iter().enumerate().map(step).collect() }))
    }
}
