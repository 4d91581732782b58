//! How far a new installation is on its way to its first week.

use crate::domain::calendar::Week;
use crate::domain::calendar::schedule::{Event, EventKind, all_upcoming};
use crate::domain::programme::project::{Project, Stage};
use crate::services::programme::without_team::{self, WithoutTeam};
use crate::services::{Error, Scope};
use crate::store::filing::bulletins;
use crate::store::programme::{projects, promotions};

/// What is done of the four steps, the last of which is the first bulletin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Steps {
    pub promotion: bool,
    pub projects: bool,
    /// Each project has a team.
    pub people: bool,
    /// Those that have none.
    pub without_team: Vec<WithoutTeam>,
    /// A promotion is open: bulletins are asked for.
    pub opened: bool,
    /// A project of an open promotion has a team: until then nobody is asked for anything.
    pub asked: bool,
    /// The first mail that asks for a bulletin, once a promotion is open, or if it were opened now; none: it is far.
    pub first_call: Option<Event>,
}

/// Looks how far it is; none once the first bulletin is there: that a new project has no team yet is a matter of its own then.
pub fn steps(scope: &mut Scope<'_>) -> Result<Option<Steps>, Error> {
    if bulletins::are_there(scope.conn)? {
        return Ok(None);
    }
    let promotions = promotions::all(scope.conn)?;
    let has = |stage| promotions.iter().any(|promotion| promotion.stage == stage);
    // Closed before anybody has filed, it is not to be waited for.
    if !promotions.is_empty() && !has(Stage::Draft) && !has(Stage::Open) {
        return Ok(None);
    }
    let projects = projects::all(scope.conn)?;
    let opened = has(Stage::Open);
    let from = promotions.iter().map(|promotion| promotion.starts_on.max(scope.asks_from())).min();
    let would_be_asked = |week: Week| from.is_some_and(|from| week >= Week::of(from));
    let is_asked = |week| projects.iter().any(|project| project.is_asked_in(week));
    let events = all_upcoming(&scope.services.config.schedule, &scope.calendar, scope.now);
    let first_call = events.into_iter().find(|event| {
        let asks = matches!(event.kind, EventKind::Announcement | EventKind::Reminder);
        asks && if opened { is_asked(event.week) } else { would_be_asked(event.week) }
    });
    let without_team = without_team::of(scope, &projects)?;
    let has_team = |project: &Project| !without_team.iter().any(|one| one.slug == project.slug);
    let asked = projects.iter().any(|project| project.stage == Stage::Open && has_team(project));
    Ok(Some(Steps {
        promotion: !promotions.is_empty(),
        projects: !projects.is_empty(),
        people: !projects.is_empty() && without_team.is_empty(),
        without_team,
        opened,
        asked,
        first_call,
    }))
}
