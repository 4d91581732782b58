//! Looking for something in all that was published.

use chrono::NaiveDate;

use crate::domain::filing::bulletin::{Bulletin, BulletinId};
use crate::domain::programme::project::{Project, PromotionId};
use crate::domain::reading::search::Query;
use crate::services::Scope;
use crate::store;
use crate::store::filing::bulletins;
use crate::store::filing::key_dates::{self, Announced};
use crate::store::programme::projects;
use crate::store::reading::search::{self, Criteria, Found};

/// What somebody looks for.
pub struct Wish {
    pub query: Query,
    /// The address of one project; empty: in all.
    pub project: String,
    pub promotion: Option<PromotionId>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// Something that fits.
pub enum Hit {
    Bulletin(Project, Box<Bulletin>),
    KeyDate(Project, Announced),
    Project(Project),
}

/// The hits from `offset` on, projects first and then the newest.
pub fn search(scope: &mut Scope<'_>, wish: Wish, (offset, count): (i64, i64)) -> store::Result<Vec<Hit>> {
    let all = projects::all(scope.conn)?;
    let is_wanted = |project: &&Project| {
        (wish.project.is_empty() || project.slug == wish.project)
            && wish.promotion.is_none_or(|promotion| project.promotion == promotion)
    };
    let criteria = Criteria {
        query: wish.query,
        projects: all.iter().filter(is_wanted).map(|project| project.id).collect(),
        from: wish.from,
        to: wish.to,
        last: scope.calendar.last_public_week(scope.now),
    };
    let found = search::find(scope.conn, &criteria, offset, count)?;
    let project_of = |id| all.iter().find(|project| project.id == id).cloned();
    let mut hits = Vec::with_capacity(found.len());
    for found in found {
        let hit = match found {
            Found::Project(id) => all.iter().find(|project| project.id.0 == id).cloned().map(Hit::Project),
            Found::Bulletin(id) => bulletins::by_id(scope.conn, BulletinId(id))?
                .and_then(|bulletin| Some(Hit::Bulletin(project_of(bulletin.project)?, Box::new(bulletin)))),
            Found::KeyDate(id) => key_dates::by_id(scope.conn, id)?
                .and_then(|announced| Some(Hit::KeyDate(project_of(announced.project)?, announced))),
        };
        hits.extend(hit);
    }
    Ok(hits)
}
