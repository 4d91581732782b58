//! Who is reminded: those who can file what is missing.

use crate::domain::filing::bulletin::Bulletin;
use crate::domain::people::{Member, Role};
use crate::domain::programme::project::Project;

/// How far a week is, told without names: nobody is pilloried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub filed: usize,
    pub projects: usize,
}

impl Progress {
    /// Of the active projects, how many have filed.
    pub fn of(active: &[Project], bulletins: &[Bulletin]) -> Progress {
        let filed = active.iter().filter(|project| has_filed(project, bulletins)).count();
        Progress { filed, projects: active.len() }
    }

    pub fn is_complete(self) -> bool {
        self.filed == self.projects
    }
}

/// Each EIG of each active project that has not filed, with that project.
pub fn whom_to_remind<'a>(
    active: &'a [Project],
    bulletins: &'a [Bulletin],
    members: &'a [Member],
) -> impl Iterator<Item = (&'a Member, &'a Project)> {
    active.iter().filter(|project| !has_filed(project, bulletins)).flat_map(move |project| {
        members
            .iter()
            .filter(|member| member.has_role(Role::Eig, project.id))
            .map(move |member| (member, project))
    })
}

fn has_filed(project: &Project, bulletins: &[Bulletin]) -> bool {
    bulletins.iter().any(|bulletin| bulletin.project == project.id)
}
