//! How it stands with what coordinators run: what waits for them at each place.

use crate::domain::calendar::schedule::Event;
use crate::domain::programme::project::{Promotion, Stage};
use crate::services::calendar::schedule;
use crate::services::people::everybody;
use crate::services::people::referents;
use crate::services::post::{accounting, standing_still};
use crate::services::{Error, Scope};
use crate::store::post::outbox;
use crate::store::programme::{projects, promotions};

/// What there is, and what waits.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    pub people: usize,
    /// How many of them have not come yet.
    pub awaited: usize,
    /// How many of them have not been heard of for a month.
    pub silent: usize,
    /// Those that have not ended: of a promotion that is closed, as long as its last bulletins are asked for.
    pub projects: usize,
    pub ended: usize,
    pub without_referent: usize,
    /// The names of those that are under way.
    pub open: Vec<String>,
    /// How many promotions are being prepared.
    pub drafts: usize,
    /// The next mails.
    pub next: Option<Event>,
    pub failed_mails: i64,
    pub waiting_mails: i64,
    /// None leaves.
    pub is_standing_still: bool,
}

pub fn overview(scope: &mut Scope<'_>) -> Result<Overview, Error> {
    let people = everybody::count(scope)?;
    let week = scope.week();
    let mut projects = projects::of_promotions(scope.conn, Promotion::is_present)?;
    projects.retain(|project| !project.has_ended(week));
    let promotions = promotions::all(scope.conn)?;
    let (waiting_mails, _) = outbox::depth(scope.conn)?;
    Ok(Overview {
        people: people.present,
        awaited: people.awaited,
        silent: people.silent,
        without_referent: referents::missing(scope, &projects)?,
        projects: projects.len(),
        ended: projects::count_all(scope.conn)? - projects.len(),
        drafts: promotions.iter().filter(|promotion| promotion.stage == Stage::Draft).count(),
        open: promotions.into_iter().filter(|it| it.stage == Stage::Open).map(|it| it.name).collect(),
        next: schedule::next_sent(scope)?,
        failed_mails: accounting::given_up(scope)?.values().sum(),
        waiting_mails,
        is_standing_still: standing_still::find(scope, waiting_mails)?.is_some(),
    })
}
