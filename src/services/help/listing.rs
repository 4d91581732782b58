//! The requests of all projects, and of one.

use super::asking;
use super::seeing::Seen;
use crate::domain::people::Member;
use crate::domain::programme::project::Project;
use crate::domain::reading::sight::Reader;
use crate::services::reading::visible::Visible;
use crate::services::{Error, Scope};

pub use crate::store::help::requests::Bookmark;

/// How many closed ones stand on a page.
const PAGE: usize = 20;
/// How many closed ones stand on a project's own page.
const LATEST: usize = 5;

/// Of which project, and from where on among those that are closed.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// A project's name in addresses; empty: of all.
    pub project: String,
    /// None: from the beginning, after those that nobody has closed.
    pub after: Option<Bookmark>,
}

/// A part of the list.
pub struct Listed {
    /// Oldest first; only where the list begins.
    pub unended: Vec<Seen>,
    /// The latest end first.
    pub ended: Vec<Seen>,
    /// Where the list goes on.
    pub next: Option<Bookmark>,
    /// Whether its reader may ask for something.
    pub can_ask: bool,
    /// All that it can be narrowed down to.
    pub projects: Vec<Project>,
}

pub fn list(scope: &mut Scope<'_>, reader: &Member, wish: &Wish) -> Result<Listed, Error> {
    let can_ask = asking::projects_of(scope, reader).is_ok();
    let mut visible = Visible::to(Reader::Member(reader), scope);
    let projects = visible.projects()?;
    let is_wanted = |project: &&Project| wish.project.is_empty() || project.slug == wish.project;
    let wanted: Vec<Project> = projects.iter().filter(is_wanted).cloned().collect();
    let unended = if wish.after.is_none() { visible.unended_requests(&wanted)? } else { Vec::new() };
    let (ended, next) = visible.ended_requests(&wanted, wish.after, PAGE)?;
    Ok(Listed { unended, ended, next, can_ask, projects })
}

/// What one project asks for, and the last that it asked for.
pub struct Requests {
    /// Oldest first.
    pub unended: Vec<Seen>,
    /// The latest end first.
    pub ended: Vec<Seen>,
}

impl Requests {
    pub fn of(visible: &mut Visible<'_, '_>, project: &Project) -> Result<Requests, Error> {
        let project = std::slice::from_ref(project);
        let unended = visible.unended_requests(project)?;
        let (ended, _) = visible.ended_requests(project, None, LATEST)?;
        Ok(Requests { unended, ended })
    }
}
