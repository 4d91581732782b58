//! Projects are added, described, paused and, while they have filed nothing, deleted.

use chrono::{DateTime, NaiveDate, Utc};

use super::fault::{Check, Refusal};
use super::importing::{NAME_MAX, free_slug};
use crate::domain::calendar::{Calendar, Week};
use crate::domain::people::{Locale, PersonId};
use crate::domain::post::notification::Notification;
use crate::domain::privacy::audit::Action;
use crate::domain::programme::project::{Project, ProjectId, PromotionId};
use crate::store::Conn;
use crate::store::calendar::pauses::{self, Pause};
use crate::store::filing::bulletins;
use crate::store::post::outbox;
use crate::store::privacy::audit::{self, Entry};
use crate::store::programme::projects::{self, Details};
use crate::store::programme::promotions;

/// The most characters of a project's description.
pub const DESCRIPTION_MAX: usize = 500;

/// What a coordinator typed.
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
}

struct Checked {
    name: String,
    administration: String,
    description: String,
    ends_on: Option<NaiveDate>,
    locale: Option<Locale>,
    notification: Notification,
}

impl Checked {
    fn details(&self) -> Details<'_> {
        Details {
            name: &self.name,
            administration: &self.administration,
            description: &self.description,
            ends_on: self.ends_on,
            locale: self.locale,
            notification: self.notification,
        }
    }
}

impl Typed {
    /// `own`: the project that is changed; its name is not taken by itself.
    fn check(&self, conn: &mut Conn, own: Option<ProjectId>) -> Result<Checked, Refusal> {
        let promotion = promotions::by_id(conn, self.promotion)?.ok_or(Refusal::Gone)?;
        let mut check = Check::default();
        let name = check.line("name", &self.name, (NAME_MAX, "project-name-missing", "name-invalid"));
        let is_taken = |project: &Project| {
            project.promotion == self.promotion
                && Some(project.id) != own
                && project.name.to_lowercase() == name.to_lowercase()
        };
        if projects::all(conn)?.iter().any(is_taken) {
            check.fault("name", "project-name-taken");
        } else if !name.is_empty() && slug::slugify(&name).is_empty() {
            check.fault("name", "project-name-letter");
        }
        let limits = (NAME_MAX, "administration-missing", "name-invalid");
        let administration = check.line("administration", &self.administration, limits);
        let description = self.description.replace("\r\n", "\n").trim().to_owned();
        let is_odd = |c: char| c.is_control() && c != '\n';
        if description.chars().count() > DESCRIPTION_MAX || description.contains(is_odd) {
            check.fault("description", "description-invalid");
        }
        let ends_on = match self.ends_on.trim() {
            "" => None,
            day => check.day("ends_on", day),
        };
        if ends_on.is_some_and(|day| !(promotion.starts_on..=promotion.ends_on).contains(&day)) {
            check.fault("ends_on", "project-ends-outside");
        }
        let locale = self.locale.parse().ok();
        let notification = self.notification.parse().unwrap_or_default();
        check.finish(Some(Checked { name, administration, description, ends_on, locale, notification }))
    }
}

/// A new project; its address is made of its name and stays.
pub fn create(conn: &mut Conn, typed: &Typed, by: PersonId, now: DateTime<Utc>) -> Result<String, Refusal> {
    let checked = typed.check(conn, None)?;
    let slug = free_slug(&checked.name, &projects::all(conn)?);
    let id = projects::insert(conn, typed.promotion, &slug, &checked.details())?;
    audit::record(conn, &Entry::new(by, Action::ProjectAdded).on(id).with(&checked.name), now)?;
    Ok(slug)
}

pub fn change(
    conn: &mut Conn,
    id: ProjectId,
    typed: &Typed,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let checked = typed.check(conn, Some(id))?;
    projects::update(conn, id, &checked.details())?;
    Ok(audit::record(conn, &Entry::new(by, Action::ProjectChanged).on(id).with(&checked.name), now)?)
}

/// Deletes a project that has filed nothing.
pub fn delete(conn: &mut Conn, project: &Project, by: PersonId, now: DateTime<Utc>) -> Result<(), Refusal> {
    if projects::has_history(conn, project.id)? {
        return Err(Refusal::NotNow);
    }
    outbox::forget_project(conn, project.id, now)?;
    projects::delete(conn, project.id)?;
    Ok(audit::record(conn, &Entry::new(by, Action::ProjectDeleted).with(&project.name), now)?)
}

/// Expects nothing from the project in that week, for which it has not filed and which is not over.
pub fn pause(
    conn: &mut Conn,
    calendar: &Calendar,
    project: ProjectId,
    pause: &Pause,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let has_filed = bulletins::find(conn, project, pause.week)?.is_some();
    if has_filed || !calendar.can_be_paused(pause.week, now) {
        return Err(Refusal::NotNow);
    }
    pauses::insert_of_project(conn, project, pause, by, now)?;
    Ok(audit::record(conn, &Entry::new(by, Action::WeekPaused).on(project).with(pause.week), now)?)
}

/// Ends such a pause, while the project can still file.
pub fn resume(
    conn: &mut Conn,
    calendar: &Calendar,
    project: ProjectId,
    week: Week,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    if !calendar.can_be_paused(week, now) {
        return Err(Refusal::NotNow);
    }
    pauses::delete_of_project(conn, project, week)?;
    Ok(audit::record(conn, &Entry::new(by, Action::WeekResumed).on(project).with(week), now)?)
}
