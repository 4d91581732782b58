//! Looking for something in all that was published.

use chrono::NaiveDate;

use super::visible::{Choices, Visible};
use crate::domain::filing::bulletin::{Bulletin, BulletinId};
use crate::domain::filing::key_date::Announced;
use crate::domain::filing::questions::HELP;
use crate::domain::help::RequestId;
use crate::domain::people::Member;
use crate::domain::programme::among::Among;
use crate::domain::programme::project::{Project, ProjectId, Promotion, PromotionId};
use crate::domain::reading::search::Query;
use crate::domain::reading::sight::{Reader, Sight};
use crate::services::help::seeing::{self, Seen};
use crate::services::{Error, Scope};
use crate::store::filing::{bulletins, key_dates};
use crate::store::help::{events, requests};
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
    pub only_requests: bool,
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
    /// With what was said of it, such as when it was closed.
    Request(Box<Seen>, Vec<String>),
}

/// A page of hits, projects first and then the newest; and among what can be looked.
pub struct Looked {
    pub hits: Vec<Hit>,
    pub has_more: bool,
    /// Those that are not archived, or of the promotion that is looked through, by name.
    pub projects: Vec<Project>,
    pub promotions: Vec<Promotion>,
}

/// Looks among what everybody may read: a team's own drafts of a week are not searched, not even for itself.
pub fn search(scope: &mut Scope<'_>, reader: &Member, wish: Wish) -> Result<Looked, Error> {
    let is_wanted = |promotion: &Promotion| wish.promotion == Some(promotion.id);
    let mut visible = Visible::to(Reader::Member(reader), scope).only_published();
    let Choices { projects, mut among } = visible.choices(is_wanted, &wish.project)?;
    let last = visible.sight().last_public();
    if !wish.project.is_empty() || wish.promotion.is_some() {
        let is_meant = |project: &&Project| {
            (wish.project.is_empty() || project.slug == wish.project)
                && wish.promotion.is_none_or(|promotion| project.promotion == promotion)
        };
        among = Among::These(projects.iter().filter(is_meant).map(|project| project.id).collect());
    }
    let mut found = match wish.query {
        None => Vec::new(),
        Some(ref query) => {
            let criteria = Criteria {
                query: query.clone(),
                only_requests: wish.only_requests,
                among,
                from: wish.from,
                to: wish.to,
                last,
            };
            search::find(scope.conn, &criteria, (wish.page * PAGE) as i64, PAGE as i64 + 1)?
        }
    };
    let has_more = found.len() > PAGE;
    found.truncate(PAGE);
    let mut visible = Visible::to(Reader::Member(reader), scope).only_published();
    let named = visible.with_named(projects.clone(), found.iter().map(|(_, project)| *project))?;
    let mut promotions = promotions::all(scope.conn)?;
    // Where all projects of one are another's affair, so is its name.
    let is_known = |of: PromotionId| projects.iter().any(|project| project.promotion == of);
    promotions
        .retain(|promotion| promotion.is_told_to(reader) && (reader.follows_all() || is_known(promotion.id)));
    let mut hits = Vec::with_capacity(found.len());
    for (found, _) in found {
        if let Some(query) = &wish.query {
            hits.extend(hit(scope, reader, &named, query, found)?);
        }
    }
    Ok(Looked { hits, has_more, projects, promotions })
}

fn hit(
    scope: &mut Scope<'_>,
    reader: &Member,
    projects: &[Project],
    query: &Query,
    found: Found,
) -> Result<Option<Hit>, Error> {
    let sight = Sight::of(Reader::Member(reader), &scope.calendar, scope.now).only_published();
    let project_of = |id: ProjectId| projects.iter().find(|project| project.id == id).cloned();
    Ok(match found {
        Found::Project(id) => project_of(ProjectId(id)).map(Hit::Project),
        Found::Bulletin(id) => match bulletins::by_id(scope.conn, BulletinId(id))? {
            Some(bulletin) if !is_told_by_its_request(scope, query, &bulletin)? => {
                let project = project_of(bulletin.project);
                let shown = project.and_then(|project| Some((sight.shows(&project, bulletin)?, project)));
                shown.map(|(bulletin, project)| Hit::Bulletin(project, Box::new(bulletin)))
            }
            _ => None,
        },
        Found::Request(id) => {
            let request = requests::by_id(scope.conn, RequestId(id))?;
            let told = request.and_then(|request| Some((project_of(request.project)?, request)));
            let story = events::of(scope.conn, &[RequestId(id)])?.into_values().flatten();
            let words = story.map(|event| event.word).filter(|word| !word.is_empty()).collect();
            let mut seen = seeing::with_names(scope, told.into_iter().collect())?;
            seen.pop().map(|seen| Hit::Request(Box::new(seen), words))
        }
        Found::KeyDate(id) => key_dates::by_id(scope.conn, id)?.and_then(|announced| {
            let project = project_of(announced.project)?;
            let shown = sight.shows_day(&project, announced)?;
            Some(Hit::KeyDate(project, shown))
        }),
    })
}

/// Whether nothing of the bulletin is found but what it asks for, which is found as a request already.
fn is_told_by_its_request(scope: &mut Scope<'_>, query: &Query, bulletin: &Bulletin) -> Result<bool, Error> {
    let Some(asked) = bulletin.content.help().filter(|asked| query.is_found_in(&[asked])) else {
        return Ok(false);
    };
    let others = bulletin.content.answers.given().filter(|(question, _)| **question != HELP);
    let others: Vec<&str> = others.map(|(_, answer)| answer.as_str()).collect();
    if query.is_found_in(&others) {
        return Ok(false);
    }
    let request = requests::of_bulletin(scope.conn, bulletin.id)?;
    Ok(request.is_some_and(|request| request.text.as_str() == asked))
}
