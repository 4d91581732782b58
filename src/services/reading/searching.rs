//! Looking for something in all that was published.

use chrono::NaiveDate;

use super::visible::Visible;
use crate::domain::filing::bulletin::{Bulletin, BulletinId};
use crate::domain::filing::key_date::Announced;
use crate::domain::people::Member;
use crate::domain::programme::project::{Project, ProjectId, Promotion, PromotionId};
use crate::domain::reading::search::Query;
use crate::domain::reading::sight::Reader;
use crate::services::{Error, Scope};
use crate::store;
use crate::store::filing::{bulletins, key_dates};
use crate::store::programme::promotions;
use crate::store::reading::search::{self, Criteria, Found};

/// How many hits stand on a page.
const PAGE: usize = 20;

/// What somebody looks for.
pub struct Wish {
    /// None: nothing yet.
    pub query: Option<Query>,
    /// The address of one project; empty: in all.
    pub project: String,
    pub promotion: Option<PromotionId>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Which page of the hits, from 0 on.
    pub page: usize,
}

/// Something that fits.
pub enum Hit {
    Bulletin(Project, Box<Bulletin>),
    KeyDate(Project, Announced),
    Project(Project),
}

/// A page of hits, projects first and then the newest; and among what can be looked.
pub struct Looked {
    pub hits: Vec<Hit>,
    pub has_more: bool,
    pub projects: Vec<Project>,
    pub promotions: Vec<Promotion>,
}

/// Looks among what everybody may read: a team's own drafts of a week are not searched, not even for itself.
pub fn search(scope: &mut Scope<'_>, reader: &Member, wish: Wish) -> Result<Looked, Error> {
    let mut visible = Visible::to(Reader::Member(reader), scope).only_published();
    let projects = visible.projects()?;
    let last = visible.sight().last_public();
    let mut promotions = promotions::all(scope.conn)?;
    promotions.retain(|promotion| promotion.is_told_to(reader));
    let is_wanted = |project: &&Project| {
        (wish.project.is_empty() || project.slug == wish.project)
            && wish.promotion.is_none_or(|promotion| project.promotion == promotion)
    };
    let wanted = projects.iter().filter(is_wanted).map(|project| project.id).collect();
    let mut found = match wish.query {
        None => Vec::new(),
        Some(query) => {
            let criteria = Criteria { query, projects: wanted, from: wish.from, to: wish.to, last };
            search::find(scope.conn, &criteria, (wish.page * PAGE) as i64, PAGE as i64 + 1)?
        }
    };
    let has_more = found.len() > PAGE;
    found.truncate(PAGE);
    let mut hits = Vec::with_capacity(found.len());
    for found in found {
        hits.extend(hit(scope, &projects, found)?);
    }
    Ok(Looked { hits, has_more, projects, promotions })
}

fn hit(scope: &mut Scope<'_>, projects: &[Project], found: Found) -> store::Result<Option<Hit>> {
    let project_of = |id: ProjectId| projects.iter().find(|project| project.id == id).cloned();
    Ok(match found {
        Found::Project(id) => project_of(ProjectId(id)).map(Hit::Project),
        Found::Bulletin(id) => bulletins::by_id(scope.conn, BulletinId(id))?
            .and_then(|bulletin| Some(Hit::Bulletin(project_of(bulletin.project)?, Box::new(bulletin)))),
        Found::KeyDate(id) => key_dates::by_id(scope.conn, id)?
            .and_then(|announced| Some(Hit::KeyDate(project_of(announced.project)?, announced))),
    })
}
