//! The requests of all projects, and of one.

use super::asking;
use super::seeing::Seen;
use crate::domain::people::Member;
use crate::domain::programme::among::Among;
use crate::domain::programme::project::Project;
use crate::domain::reading::sight::Reader;
use crate::services::reading::visible::{Choices, Visible};
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
    /// Those to which it can be narrowed down: what is archived stands with its promotion.
    pub projects: Vec<Project>,
}

pub fn list(scope: &mut Scope<'_>, reader: &Member, wish: &Wish) -> Result<Listed, Error> {
    let can_ask = asking::projects_of(scope, reader).is_ok();
    let mut visible = Visible::to(Reader::Member(reader), scope);
    let Choices { projects, mut among } = visible.choices(|_| false, &wish.project)?;
    if !wish.project.is_empty() {
        let is_meant = |project: &&Project| project.slug == wish.project;
        among = Among::These(projects.iter().filter(is_meant).map(|project| project.id).collect());
    }
    let unended = match wish.after {
        None => visible.unended_requests_among(&among, &projects)?,
        Some(_) => Vec::new(),
    };
    let (ended, next) = visible.ended_requests((&among, &projects), wish.after, PAGE)?;
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
        let (among, known) = (Among::one(project.id), std::slice::from_ref(project));
        let unended = visible.unended_requests(known)?;
        let (ended, _) = visible.ended_requests((&among, known), None, LATEST)?;
        Ok(Requests { unended, ended })
    }
}
