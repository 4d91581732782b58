//! Roles are given for days, and taken; people leave, and come back.

use chrono::NaiveDate;

use super::administering::{give, give_anew};
use crate::domain::calendar::read_day;
use crate::domain::kit::{Faults, Wrong};
use crate::domain::people::{Member, Membership, PersonId, Role};
use crate::domain::privacy::audit::Action;
use crate::services::help::taking;
use crate::services::{Refusal, Scope};
use crate::store;
use crate::store::people::{self, memberships};
use crate::store::privacy::audit::{self, Actor, Entry};
use crate::store::programme::projects;

/// A role on a project, given (or taken) by a coordinator.
#[derive(Debug, Clone)]
pub struct Post {
    pub role: Role,
    /// The project's slug.
    pub project: String,
}

/// The same as it was chosen; empty: it was not.
#[derive(Debug, Clone)]
pub struct Chosen {
    pub role: String,
    pub project: String,
}

impl Chosen {
    fn check(&self, faults: &mut Faults) -> Option<Post> {
        let role = faults.keep("role", self.role.parse().map_err(|_| Wrong::new("role-missing")));
        let project = Some(self.project.clone()).filter(|project| !project.is_empty());
        let project = faults.keep("project", project.ok_or(Wrong::new("people-project-missing")));
        Some(Post { role: role?, project: project? })
    }
}

/// A role's first and last day, as they were typed.
#[derive(Debug, Clone, Default)]
pub struct Days {
    /// Empty: it has no first day.
    pub from: String,
    /// Empty: it is open.
    pub until: String,
}

type Checked = (Option<NaiveDate>, Option<NaiveDate>);

impl Days {
    fn check(&self, faults: &mut Faults) -> Option<Checked> {
        let mut read = |field, typed: &str| match typed.trim() {
            "" => None,
            typed => faults.keep(field, read_day(typed).ok_or(Wrong::new("day-invalid"))),
        };
        let (from, until) = (read("from_day", &self.from), read("until_day", &self.until));
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            faults.add("until_day", Wrong::new("days-order"));
        }
        Some((from, until))
    }
}

/// Gives a role for those days. Who had left comes back; who has it keeps it, with other days where some were typed.
pub fn give_for(
    scope: &mut Scope<'_>,
    by: &Member,
    id: PersonId,
    chosen: &Chosen,
    days: &Days,
) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    let (post, days) = (chosen.check(&mut faults), days.check(&mut faults));
    let (post, (from_day, until_day)) = faults.finish(post.zip(days))?;
    hold(scope, id)?;
    let given = Membership { from_day, until_day, ..membership(scope, id, &post)? };
    let has_days = from_day.is_some() || until_day.is_some();
    if has_days && !give(scope, by.into(), given)? {
        set_days(scope, by, given)?;
        return Ok(taking::let_go_of_untold(scope, id)?);
    }
    Ok(give_anew(scope, by.into(), given)?)
}

/// Takes it, as if it had never been given.
pub fn take(scope: &mut Scope<'_>, by: &Member, id: PersonId, chosen: &Chosen) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    let post = chosen.check(&mut faults);
    let post = faults.finish(post)?;
    hold(scope, id)?;
    let wanted = membership(scope, id, &post)?;
    let held = memberships::of_person(scope.conn, id)?;
    if let Some(taken) = held.into_iter().find(|held| held.is_same_role(&wanted)) {
        take_one(scope, by, taken)?;
    }
    Ok(taking::let_go_of_untold(scope, id)?)
}

/// Has nobody else change what they are until this transaction has ended; what they see to is held before them.
fn hold(scope: &mut Scope<'_>, id: PersonId) -> Result<(), Refusal> {
    taking::hold_all_of(scope, id)?;
    people::hold(scope.conn, id)?.ok_or(Refusal::Gone)?;
    Ok(())
}

/// A role that somebody has, had or will have.
///
/// # Errors
/// [`Refusal::Gone`] where they never had it.
pub fn find(scope: &mut Scope<'_>, id: PersonId, post: &Post) -> Result<Membership, Refusal> {
    let wanted = membership(scope, id, post)?;
    let held = memberships::of_person(scope.conn, id)?;
    held.into_iter().find(|held| held.is_same_role(&wanted)).ok_or(Refusal::Gone)
}

/// Gives it other days.
///
/// # Errors
/// Those of [`find`].
pub fn change_days(
    scope: &mut Scope<'_>,
    by: &Member,
    id: PersonId,
    post: &Post,
    days: &Days,
) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    let days = days.check(&mut faults);
    let (from_day, until_day) = faults.finish(days)?;
    hold(scope, id)?;
    let held = find(scope, id, post)?;
    set_days(scope, by, Membership { from_day, until_day, ..held })?;
    Ok(taking::let_go_of_untold(scope, id)?)
}

/// Ends all their roles with that day; what would begin after it is taken.
///
/// # Errors
/// [`Refusal::NotNow`] where nothing is left to end.
pub fn leave(scope: &mut Scope<'_>, by: &Member, id: PersonId, last_day: &str) -> Result<(), Refusal> {
    let wrong = || Refusal::fault("last_day", Wrong::new("day-invalid"));
    let last_day = read_day(last_day).ok_or_else(wrong)?;
    hold(scope, id)?;
    let held = memberships::of_person(scope.conn, id)?;
    let open = held.into_iter().filter(|held| held.until_day.is_none_or(|until| until > last_day));
    let open: Vec<Membership> = open.collect();
    if open.is_empty() {
        return Err(Refusal::NotNow);
    }
    for held in open {
        if held.from_day.is_some_and(|first| first > last_day) {
            take_one(scope, by, held)?;
        } else {
            set_days(scope, by, Membership { until_day: Some(last_day), ..held })?;
        }
    }
    Ok(taking::let_go_of_untold(scope, id)?)
}

fn membership(scope: &mut Scope<'_>, id: PersonId, post: &Post) -> Result<Membership, Refusal> {
    let person = people::by_id(scope.conn, id)?.ok_or(Refusal::Gone)?;
    let project = projects::by_slug(scope.conn, &post.project)?.ok_or(Refusal::Gone)?;
    Ok(Membership::open(person.id, project.id, post.role))
}

/// Who has no role at all reads every project: of somebody who reads less the last one is ended rather than taken.
fn take_one(scope: &mut Scope<'_>, by: &Member, taken: Membership) -> store::Result<()> {
    let today = scope.today();
    let is_last = memberships::of_person(scope.conn, taken.person)?.len() == 1;
    if is_last && taken.narrows_on(today) {
        return set_days(scope, by, taken.ended_before(today));
    }
    if memberships::take(scope.conn, taken)? {
        record(scope, by, Action::RoleTaken, taken)?;
    }
    Ok(())
}

/// Gives a role that this transaction found other days.
pub(in crate::services) fn set_days(
    scope: &mut Scope<'_>,
    by: impl Into<Actor>,
    held: Membership,
) -> store::Result<()> {
    if memberships::set_days(scope.conn, held)? {
        record(scope, by, Action::RoleDaysSet, held)?;
    }
    Ok(())
}

fn record(
    scope: &mut Scope<'_>,
    by: impl Into<Actor>,
    action: Action,
    role: Membership,
) -> store::Result<()> {
    let entry = Entry::new(by, action).to(role.person).on(role.project).with(role.role);
    audit::record(scope.conn, &entry, scope.now)
}
