//! Promotions are prepared, opened, closed and archived.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::calendar::read_day;
use crate::domain::kit::{Faults, Name, Wrong};
use crate::domain::people::Member;
use crate::domain::privacy::audit::Action;
use crate::domain::privacy::detail::Detail;
use crate::domain::programme::project::{Project, Promotion, PromotionId, Stage, WrongDays};
use crate::services::programme::without_team::{self, WithoutTeam};
use crate::services::{Error, Refusal, Scope};
use crate::store::privacy::audit::{self, Entry};
use crate::store::programme::promotions::NewPromotion;
use crate::store::programme::{projects, promotions};

/// A promotion and how many projects it has.
pub struct Listed {
    pub promotion: Promotion,
    pub projects: usize,
    /// Those that have no team yet, of one that is in preparation.
    pub without_team: Vec<WithoutTeam>,
}

/// How far a promotion's present week is: what is asked of its projects when it is closed now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Present {
    /// Bulletins are asked for until then.
    Open(DateTime<Utc>),
    /// The form has closed.
    Over,
    /// Nothing is asked this week.
    Unasked,
}

/// All promotions, the latest first.
pub fn list(scope: &mut Scope<'_>) -> Result<Vec<Listed>, Error> {
    let counts = projects::count_by_promotion(scope.conn)?;
    let drafts = projects::of_promotions(scope.conn, |promotion| promotion.stage == Stage::Draft)?;
    let without_team = without_team::of(scope, &drafts)?;
    let listed = |promotion: Promotion| Listed {
        projects: counts.get(&promotion.id).copied().unwrap_or_default(),
        without_team: without_team.iter().filter(|one| one.promotion == promotion.id).cloned().collect(),
        promotion,
    };
    Ok(promotions::all(scope.conn)?.into_iter().map(listed).collect())
}

/// How far this week is for the projects of a promotion.
pub fn present(scope: &mut Scope<'_>, id: PromotionId) -> Result<Present, Error> {
    let (week, projects) =
        (scope.week(), projects::of_promotions(scope.conn, |promotion| promotion.id == id)?);
    let closing = scope.calendar.closing(week);
    let closing = closing.filter(|_| projects.iter().any(|project| project.is_active_in(week)));
    Ok(match closing {
        Some(closing) if scope.now < closing.at => Present::Open(closing.at),
        Some(_) => Present::Over,
        None => Present::Unasked,
    })
}

/// One of them.
///
/// # Errors
/// [`Refusal::Gone`] where there is none such.
pub fn find(scope: &mut Scope<'_>, id: PromotionId) -> Result<Listed, Refusal> {
    let promotion = promotions::by_id(scope.conn, id)?.ok_or(Refusal::Gone)?;
    let projects = projects::of_promotions(scope.conn, |promotion| promotion.id == id)?;
    let in_preparation: &[Project] = if promotion.stage == Stage::Draft { &projects } else { &[] };
    let without_team = without_team::of(scope, in_preparation)?;
    Ok(Listed { projects: projects.len(), without_team, promotion })
}

/// What a coordinator typed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub name: String,
    pub starts_on: String,
    pub ends_on: String,
}

struct Details {
    name: Name,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
}

impl Typed {
    /// `own`: the promotion that is changed; its name is not taken by itself.
    fn check(&self, scope: &mut Scope<'_>, own: Option<PromotionId>) -> Result<Details, Refusal> {
        let mut faults = Faults::default();
        let name = Name::parse(&self.name)
            .map_err(|wrong| wrong.instead_of("name-missing", "promotion-name-missing"));
        let name = faults.keep("name", name);
        let known = name.as_ref().map_or(Ok(None), |name| promotions::by_name(scope.conn, name.as_str()))?;
        if known.is_some_and(|known| Some(known.id) != own) {
            faults.add("name", Wrong::new("promotion-name-taken"));
        }
        let starts_on = faults.keep("starts_on", day(&self.starts_on));
        let ends_on = faults.keep("ends_on", day(&self.ends_on));
        let days = starts_on.zip(ends_on);
        match days.and_then(|(starts_on, ends_on)| Promotion::fault_in_days(starts_on, ends_on)) {
            Some(WrongDays::EndsBeforeStart) => faults.add("ends_on", Wrong::new("promotion-ends-before")),
            Some(WrongDays::TooLong) => {
                let many = Wrong::new("promotion-days-many").with("years", Promotion::MOST_YEARS);
                faults.add("ends_on", many);
            }
            None => {}
        }
        let whole = name.zip(days);
        Ok(faults.finish(whole.map(|(name, (starts_on, ends_on))| Details { name, starts_on, ends_on }))?)
    }
}

/// A day of a form.
pub(super) fn day(typed: &str) -> Result<NaiveDate, Wrong> {
    read_day(typed).ok_or(Wrong::new("day-invalid"))
}

/// A new promotion, in preparation.
pub fn create(scope: &mut Scope<'_>, by: &Member, typed: &Typed) -> Result<PromotionId, Refusal> {
    let Details { name, starts_on, ends_on } = typed.check(scope, None)?;
    let new = NewPromotion { name: name.as_str(), starts_on, ends_on, stage: Stage::Draft };
    let id = promotions::insert(scope.conn, &new)?;
    audit::record(scope.conn, &Entry::new(by, Action::PromotionAdded).with(name), scope.now)?;
    Ok(id)
}

/// Another name, other days.
pub fn change(scope: &mut Scope<'_>, by: &Member, id: PromotionId, typed: &Typed) -> Result<(), Refusal> {
    promotions::by_id(scope.conn, id)?.ok_or(Refusal::Gone)?;
    let Details { name, starts_on, ends_on } = typed.check(scope, Some(id))?;
    promotions::describe(scope.conn, id, name.as_str(), starts_on, ends_on)?;
    let entry = Entry::new(by, Action::PromotionChanged).with(name);
    Ok(audit::record(scope.conn, &entry, scope.now)?)
}

/// Takes a promotion to another stage; the one that it had. Closed, this week is its last one; opened again, it runs to
/// its end.
///
/// # Errors
/// [`Refusal::NotNow`] where no step leads there from its present stage.
pub fn advance(scope: &mut Scope<'_>, by: &Member, id: PromotionId, to: Stage) -> Result<Stage, Refusal> {
    let known = promotions::by_id(scope.conn, id)?.ok_or(Refusal::Gone)?;
    if !known.stage.next().contains(&to) {
        return Err(Refusal::NotNow);
    }
    let closed_on = match (known.stage, to) {
        (Stage::Open, Stage::Closed) => Some(scope.today()),
        (_, Stage::Open | Stage::Draft) => None,
        _ => known.closed_on,
    };
    promotions::advance(scope.conn, id, to, closed_on)?;
    if known.stage == Stage::Draft && to == Stage::Open && scope.asks_from() > known.starts_on {
        projects::begin(scope.conn, id, scope.asks_from())?;
    }
    let detail = Detail::Stage(known.name, to);
    audit::record(scope.conn, &Entry::new(by, Action::PromotionMoved).with(detail), scope.now)?;
    Ok(known.stage)
}

/// Deletes a promotion that has no projects.
pub fn delete(scope: &mut Scope<'_>, by: &Member, id: PromotionId) -> Result<(), Refusal> {
    let listed = find(scope, id)?;
    if listed.projects > 0 {
        return Err(Refusal::NotNow);
    }
    promotions::delete(scope.conn, id)?;
    let entry = Entry::new(by, Action::PromotionDeleted).with(listed.promotion.name);
    Ok(audit::record(scope.conn, &entry, scope.now)?)
}
