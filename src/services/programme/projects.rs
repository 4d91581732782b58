//! Projects are added, described, paused and, while they have filed nothing, deleted.

use chrono::NaiveDate;

use super::importing::free_slug;
use super::promotions::day;
use crate::domain::calendar::Week;
use crate::domain::kit::{Description, Faults, Name, Reason, Wrong};
use crate::domain::people::{Locale, Member, Membership, Person, PersonId};
use crate::domain::post::notification::Notification;
use crate::domain::privacy::audit::Action;
use crate::domain::programme::project::{Project, ProjectId, PromotionId};
use crate::services::calendar::absences;
use crate::services::calendar::pausing::Pause;
use crate::services::calendar::schedule::weeks_to_pause;
use crate::services::calendar::team_absences::{self, ToCome};
use crate::services::help::taking;
use crate::services::people::{administering, referents};
use crate::services::{Refusal, Scope};
use crate::store::calendar::pauses;
use crate::store::filing::bulletins;
use crate::store::people;
use crate::store::post::outbox;
use crate::store::privacy::audit::{self, Entry};
use crate::store::programme::projects::{self, Details};
use crate::store::programme::promotions;

/// Somebody of a project, and as what.
pub struct Has {
    pub person: PersonId,
    pub name: String,
    pub held: Membership,
    /// The mentor in whose place.
    pub mentor: Option<String>,
}

/// A project as its coordinators' page shows it.
pub struct Whole {
    pub project: Project,
    /// Its details as a form holds them.
    pub typed: Typed,
    pub people: Vec<Has>,
    /// Those who can be asked about it.
    pub coordinators: Vec<Person>,
    /// Each with whether it can still be ended.
    pub pauses: Vec<(Pause, bool)>,
    /// The weeks that can be paused.
    pub weeks: Vec<Week>,
    /// In which its team or some of it are away.
    pub absences: ToCome,
    pub can_be_deleted: bool,
}

fn name_of(id: PersonId, everybody: &[Member]) -> Option<String> {
    everybody.iter().find(|member| member.person.id == id).map(|member| member.person.name.clone())
}

/// One of them by its address.
///
/// # Errors
/// [`Refusal::Gone`] where there is none such.
pub fn find(scope: &mut Scope<'_>, slug: &str) -> Result<Project, Refusal> {
    projects::by_slug(scope.conn, slug)?.ok_or(Refusal::Gone)
}

/// The same with all that its page shows.
///
/// # Errors
/// As [`find`].
pub fn whole(scope: &mut Scope<'_>, slug: &str) -> Result<Whole, Refusal> {
    let project = find(scope, slug)?;
    let own_end = projects::own_end(scope.conn, project.id)?;
    let everybody = people::everybody_of(scope.conn, &[project.id], scope.today())?;
    let people = everybody.iter().flat_map(|member| {
        let of_project = member.memberships.iter().filter(|m| m.project == project.id);
        // Who was added to stand in does nothing else.
        of_project.filter(|m| !member.only_stands_in_by(m)).map(|held| Has {
            person: member.person.id,
            name: member.person.name.clone(),
            held: *held,
            mentor: held.for_whom.and_then(|mentor| name_of(mentor, &everybody)),
        })
    });
    let people = people.collect();
    let mut noted = [project.clone()];
    absences::note(scope.conn, &scope.calendar, &mut noted)?;
    let absences = team_absences::to_come(scope, &noted[0])?;
    let is_open = |week| scope.calendar.can_be_paused(week, scope.now);
    let pauses = pauses::of_project(scope.conn, project.id)?.into_iter().map(|pause| {
        let open = is_open(pause.week);
        (pause, open)
    });
    Ok(Whole {
        typed: Typed {
            promotion: project.promotion,
            name: project.name.clone(),
            administration: project.administration.clone(),
            description: project.description.clone(),
            ends_on: own_end.map(|day| day.to_string()).unwrap_or_default(),
            locale: project.locale.map(|locale| locale.code().to_owned()).unwrap_or_default(),
            notification: project.notification.to_string(),
            referent: Some(project.referent.map(|referent| referent.0.to_string()).unwrap_or_default()),
        },
        coordinators: people::coordinators(scope.conn)?,
        people,
        pauses: pauses.collect(),
        weeks: weeks_to_pause(scope).filter(|week| project.is_active_in(*week)).collect(),
        absences,
        can_be_deleted: !projects::has_history(scope.conn, project.id)?,
        project,
    })
}

/// What a coordinator typed.
#[derive(Debug, Clone)]
pub struct Typed {
    pub promotion: PromotionId,
    pub name: String,
    pub administration: String,
    pub description: String,
    /// Empty: it ends with its promotion.
    pub ends_on: String,
    /// Empty: the programme's.
    pub locale: String,
    pub notification: String,
    /// The number of the coordinator who is asked about it; empty: all are; none: that was not on the form.
    pub referent: Option<String>,
}

impl Typed {
    /// An empty form for a project of that promotion, of which that coordinator will be asked.
    pub fn blank(promotion: PromotionId, referent: PersonId) -> Typed {
        Typed {
            referent: Some(referent.0.to_string()),
            promotion,
            name: String::new(),
            administration: String::new(),
            description: String::new(),
            ends_on: String::new(),
            locale: String::new(),
            notification: Notification::default().to_string(),
        }
    }

    /// `own`: the project that is changed; its name is not taken by itself.
    fn check(&self, scope: &mut Scope<'_>, own: Option<&Project>) -> Result<Checked, Refusal> {
        let promotion = promotions::by_id(scope.conn, self.promotion)?.ok_or(Refusal::Gone)?;
        let mut faults = Faults::default();
        let name =
            Name::parse(&self.name).map_err(|wrong| wrong.instead_of("name-missing", "project-name-missing"));
        let name = faults.keep("name", name);
        if let Some(name) = &name {
            let others = projects::of_promotions(scope.conn, |promotion| promotion.id == self.promotion)?;
            let is_taken = |project: &Project| {
                Some(project.id) != own.map(|own| own.id)
                    && project.name.to_lowercase() == name.as_str().to_lowercase()
            };
            if others.iter().any(is_taken) {
                faults.add("name", Wrong::new("project-name-taken"));
            } else if slug::slugify(name.as_str()).is_empty() {
                faults.add("name", Wrong::new("project-name-letter"));
            }
        }
        let administration = Name::parse(&self.administration)
            .map_err(|wrong| wrong.instead_of("name-missing", "administration-missing"));
        let administration = faults.keep("administration", administration);
        let description = faults.keep("description", Description::parse(&self.description));
        let ends_on = match self.ends_on.trim() {
            "" => None,
            typed => faults.keep("ends_on", day(typed)),
        };
        if ends_on.is_some_and(|day| !(promotion.starts_on..=promotion.ends_on).contains(&day)) {
            faults.add("ends_on", Wrong::new("project-ends-outside"));
        }
        let locale = self.locale.parse().ok();
        let notification = self.notification.parse().unwrap_or_default();
        let whole = name.zip(administration).zip(description);
        let whole = whole.map(|((name, administration), description)| Checked {
            name,
            administration,
            description,
            ends_on,
            locale,
            notification,
        });
        Ok(faults.finish(whole)?)
    }
}

impl Typed {
    /// Who was chosen to be asked; `otherwise`: where the form did not ask for it.
    fn referent(
        &self,
        scope: &mut Scope<'_>,
        otherwise: Option<PersonId>,
    ) -> Result<Option<PersonId>, Refusal> {
        match self.referent.as_deref().map(str::trim) {
            None => Ok(otherwise),
            Some("") => Ok(None),
            // They may have stopped coordinating since the form was shown.
            Some(number) => {
                let able = referents::able(scope)?;
                let chosen = able.into_iter().find(|person| person.id.0.to_string() == number);
                let wrong = || Refusal::fault("referent", Wrong::new("referent-gone"));
                Ok(Some(chosen.ok_or_else(wrong)?.id))
            }
        }
    }
}

struct Checked {
    name: Name,
    administration: Name,
    description: Description,
    ends_on: Option<NaiveDate>,
    locale: Option<Locale>,
    notification: Notification,
}

impl Checked {
    fn details(&self) -> Details<'_> {
        Details {
            name: self.name.as_str(),
            administration: self.administration.as_str(),
            description: self.description.as_str(),
            ends_on: self.ends_on,
            locale: self.locale,
            notification: self.notification,
        }
    }
}

/// A new project; its address is made of its name and stays. Who adds it is asked about it.
pub fn create(scope: &mut Scope<'_>, by: &Member, typed: &Typed) -> Result<String, Refusal> {
    let checked = typed.check(scope, None)?;
    let referent = typed.referent(scope, Some(by.person.id))?;
    let slug = free_slug(checked.name.as_str(), &projects::all(scope.conn)?);
    let promotion = promotions::by_id(scope.conn, typed.promotion)?.ok_or(Refusal::Gone)?;
    let since = promotion.asks_since(scope.asks_from());
    let id = projects::insert(scope.conn, typed.promotion, &slug, &checked.details(), since)?;
    let entry = Entry::new(by, Action::ProjectAdded).on(id).with(checked.name);
    audit::record(scope.conn, &entry, scope.now)?;
    referents::choose(scope, by.into(), (id, None), referent)?;
    Ok(slug)
}

/// Describes it anew; it stays in its promotion.
pub fn change(scope: &mut Scope<'_>, by: &Member, slug: &str, typed: &Typed) -> Result<(), Refusal> {
    let project = find(scope, slug)?;
    let typed = Typed { promotion: project.promotion, ..typed.clone() };
    let checked = typed.check(scope, Some(&project))?;
    let referent = typed.referent(scope, project.referent)?;
    projects::update(scope.conn, project.id, &checked.details())?;
    let entry = Entry::new(by, Action::ProjectChanged).on(project.id).with(checked.name);
    audit::record(scope.conn, &entry, scope.now)?;
    Ok(referents::choose(scope, by.into(), (project.id, project.referent), referent)?)
}

/// Deletes a project that has filed nothing.
pub fn delete(scope: &mut Scope<'_>, by: &Member, slug: &str) -> Result<(), Refusal> {
    let project = find(scope, slug)?;
    if projects::has_history(scope.conn, project.id)? {
        return Err(Refusal::NotNow);
    }
    keep_narrow(scope, by, project.id)?;
    outbox::forget_project(scope.conn, project.id, scope.now)?;
    projects::delete(scope.conn, project.id)?;
    let entry = Entry::new(by, Action::ProjectDeleted).with(project.name);
    Ok(audit::record(scope.conn, &entry, scope.now)?)
}

/// Keeps out whom it leaves without any role, and who would read every project as such: they read this one at most.
fn keep_narrow(scope: &mut Scope<'_>, by: &Member, project: ProjectId) -> Result<(), Refusal> {
    let mut left = people::members(scope.conn, scope.today())?;
    left.retain(|member| {
        let is_narrow = |held: &Membership| held.project == project && held.narrows_on(member.today);
        let has_roles = member.own_roles().next().is_some();
        has_roles && member.own_roles().all(is_narrow) && !member.person.coordinator
    });
    // What they see to is held before any of them.
    for member in &left {
        taking::hold_all_of(scope, member.person.id)?;
    }
    for member in left {
        administering::set_active(scope, by, member.person.id, false)?;
    }
    Ok(())
}

/// Expects nothing from the project in that week, for which it has not filed and which is not over.
pub fn pause(
    scope: &mut Scope<'_>,
    by: &Member,
    slug: &str,
    week: Week,
    reason: &Reason,
) -> Result<(), Refusal> {
    let project = find(scope, slug)?;
    let has_filed = bulletins::find(scope.conn, project.id, week)?.is_some();
    if has_filed || !scope.calendar.can_be_paused(week, scope.now) {
        return Err(Refusal::NotNow);
    }
    let pause = Pause { week, reason: reason.as_str().to_owned() };
    pauses::insert_of_project(scope.conn, project.id, &pause, by.person.id, scope.now)?;
    let entry = Entry::new(by, Action::WeekPaused).on(project.id).with(week);
    Ok(audit::record(scope.conn, &entry, scope.now)?)
}

/// Ends such a pause, while the project can still file.
pub fn resume(scope: &mut Scope<'_>, by: &Member, slug: &str, week: Week) -> Result<(), Refusal> {
    let project = find(scope, slug)?;
    if !scope.calendar.can_be_paused(week, scope.now) {
        return Err(Refusal::NotNow);
    }
    pauses::delete_of_project(scope.conn, project.id, week)?;
    let entry = Entry::new(by, Action::WeekResumed).on(project.id).with(week);
    Ok(audit::record(scope.conn, &entry, scope.now)?)
}
