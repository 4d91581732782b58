//! Looking for something in all that was published.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::visible::{Choices, Visible};
use crate::domain::filing::bulletin::{Bulletin, BulletinId};
use crate::domain::filing::key_date::{Announced, KeyDateId};
use crate::domain::filing::questions::HELP;
use crate::domain::help::{Event, Request, RequestId};
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
    let hits = match &wish.query {
        Some(query) => {
            let found: Vec<Found> = found.into_iter().map(|(found, _)| found).collect();
            let mut facts = Facts::of(scope, &found, &named)?;
            let sight = Sight::of(Reader::Member(reader), &scope.calendar, scope.now).only_published();
            found.into_iter().filter_map(|found| facts.hit(&sight, query, found)).collect()
        }
        None => Vec::new(),
    };
    Ok(Looked { hits, has_more, projects, promotions })
}

/// All that a page of hits shows, looked up together.
struct Facts<'a> {
    projects: &'a [Project],
    bulletins: BTreeMap<BulletinId, Bulletin>,
    /// What they ask for.
    asked: BTreeMap<BulletinId, Request>,
    requests: BTreeMap<RequestId, Seen>,
    stories: BTreeMap<RequestId, Vec<Event>>,
    days: BTreeMap<KeyDateId, Announced>,
}

impl<'a> Facts<'a> {
    fn of(scope: &mut Scope<'_>, found: &[Found], projects: &'a [Project]) -> Result<Facts<'a>, Error> {
        let (mut bulletin_ids, mut request_ids, mut day_ids) = (Vec::new(), Vec::new(), Vec::new());
        for found in found {
            match found {
                Found::Project(_) => {}
                Found::Bulletin(id) => bulletin_ids.push(BulletinId(*id)),
                Found::Request(id) => request_ids.push(RequestId(*id)),
                Found::KeyDate(id) => day_ids.push(KeyDateId(*id)),
            }
        }
        let bulletins = bulletins::by_ids(scope.conn, bulletin_ids.iter().copied())?;
        let asked = requests::of_bulletins(scope.conn, bulletin_ids)?;
        let days = key_dates::by_ids(scope.conn, day_ids)?;
        let stories = events::of(scope.conn, &request_ids)?;
        let requests = requests::by_ids(scope.conn, &request_ids)?.into_iter();
        let project_of = |id: ProjectId| projects.iter().find(|project| project.id == id).cloned();
        let told = requests.filter_map(|request| Some((project_of(request.project)?, request))).collect();
        let requests = seeing::with_names(scope, told)?;
        Ok(Facts {
            projects,
            bulletins: bulletins.into_iter().map(|bulletin| (bulletin.id, bulletin)).collect(),
            asked: asked.into_iter().filter_map(|request| Some((request.bulletin?, request))).collect(),
            requests: requests.into_iter().map(|seen| (seen.request.id, seen)).collect(),
            stories,
            days: days.into_iter().map(|announced| (announced.id, announced)).collect(),
        })
    }

    /// None: there is none any more, it is not told to the reader, or another hit tells it.
    fn hit(&mut self, sight: &Sight<'_>, query: &Query, found: Found) -> Option<Hit> {
        match found {
            Found::Project(id) => self.project(ProjectId(id)).map(Hit::Project),
            Found::Bulletin(id) => {
                let bulletin = self.bulletins.remove(&BulletinId(id))?;
                if is_told_by_its_request(query, &bulletin, self.asked.get(&bulletin.id)) {
                    return None;
                }
                let project = self.project(bulletin.project)?;
                let shown = sight.shows(&project, bulletin)?;
                Some(Hit::Bulletin(project, Box::new(shown)))
            }
            Found::Request(id) => {
                let seen = self.requests.remove(&RequestId(id))?;
                let story = self.stories.remove(&seen.request.id).unwrap_or_default().into_iter();
                let words = story.map(|event| event.word).filter(|word| !word.is_empty()).collect();
                Some(Hit::Request(Box::new(seen), words))
            }
            Found::KeyDate(id) => {
                let announced = self.days.remove(&KeyDateId(id))?;
                let project = self.project(announced.project)?;
                let shown = sight.shows_day(&project, announced)?;
                Some(Hit::KeyDate(project, shown))
            }
        }
    }

    fn project(&self, id: ProjectId) -> Option<Project> {
        self.projects.iter().find(|project| project.id == id).cloned()
    }
}

/// Whether nothing of the bulletin is found but what it asks for, which is found as a request already.
fn is_told_by_its_request(query: &Query, bulletin: &Bulletin, request: Option<&Request>) -> bool {
    let Some(asked) = bulletin.content.help().filter(|asked| query.is_found_in(&[asked])) else {
        return false;
    };
    let others = bulletin.content.answers.given().filter(|(question, _)| **question != HELP);
    let others: Vec<&str> = others.map(|(_, answer)| answer.as_str()).collect();
    !query.is_found_in(&others) && request.is_some_and(|request| request.text.as_str() == asked)
}
