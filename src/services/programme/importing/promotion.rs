//! From a checked file into the database.

use chrono::NaiveDate;

use super::file::{Ends, File, ProjectEntry};
use super::people::{bring_coordinator, bring_role, leave_out_who_has_left, tell_kept};
use super::referents::{Coordinators, bring_referent};
use super::refused::Refused;
use super::report::{Change, Report, Thing};
use crate::domain::people::PersonId;
use crate::domain::programme::project::{Project, ProjectId, PromotionId, Stage};
use crate::services::Scope;
use crate::services::people::protecting_coordinators::take_turns;
use crate::store;
use crate::store::privacy::audit::Actor;
use crate::store::programme::projects::{self, Details};
use crate::store::programme::promotions::{self, NewPromotion};

/// Brings the file in; the caller's transaction decides whether it stays. Each person, role and coordinator of it is on
/// record as whose who brings it.
///
/// # Errors
/// A referent coordinates nothing.
pub fn import(scope: &mut Scope<'_>, file: &File, by: Actor) -> Result<Report, Refused> {
    // First of all: whoever takes that from one of them waits, and holds nothing for which this would wait.
    take_turns(scope)?;
    let mut report = Report::default();
    let promotion = bring_promotion(scope, file, &mut report)?;
    for coordinator in &file.coordinators {
        bring_coordinator(scope, coordinator, by, &mut report)?;
    }
    let coordinators = Coordinators::of(scope, file)?;
    for entry in &file.projects {
        let (project, referent) = bring_project(scope, promotion, file.ends_on, entry, &mut report)?;
        let project = (project, entry);
        bring_referent(scope, project, referent, &coordinators, by, &mut report)?;
        let mut named = Vec::new();
        for role in &entry.roles {
            named.push(bring_role(scope, project, role, by, &mut report)?);
        }
        tell_kept(scope, project, &named, &mut report)?;
    }
    report.entries.sort_by_key(|entry| entry.line);
    leave_out_who_has_left(scope, &mut report)?;
    Ok(report)
}

/// The promotion, and since when its new projects are asked; none: from its first day on.
fn bring_promotion(
    scope: &mut Scope<'_>,
    file: &File,
    report: &mut Report,
) -> store::Result<(PromotionId, Option<NaiveDate>)> {
    let name = file.name.as_str();
    let thing = Thing::Promotion(name.to_owned());
    let Some(known) = promotions::by_name(scope.conn, name)? else {
        report.note(0, Change::Created, thing);
        let (starts_on, ends_on) = (file.starts_on, file.ends_on);
        let new = NewPromotion { name, starts_on, ends_on, stage: Stage::Open };
        return Ok((promotions::insert(scope.conn, &new)?, None));
    };
    if (known.starts_on, known.ends_on) == (file.starts_on, file.ends_on) {
        report.note(0, Change::Unchanged, thing);
    } else {
        promotions::describe(scope.conn, known.id, name, file.starts_on, file.ends_on)?;
        report.note(0, Change::Changed, thing);
    }
    Ok((known.id, known.asks_since(scope.asks_from())))
}

/// The project, and who was asked about it so far; none: it is new.
fn bring_project(
    scope: &mut Scope<'_>,
    (promotion, since): (PromotionId, Option<NaiveDate>),
    last_day: NaiveDate,
    entry: &ProjectEntry,
    report: &mut Report,
) -> store::Result<(ProjectId, Option<Option<PersonId>>)> {
    let name = entry.name.as_str();
    let thing = Thing::Project(name.to_owned());
    let all = projects::all(scope.conn)?;
    let known = all.iter().find(|project| project.promotion == promotion && project.name == name);
    let own_end = known.map_or(Ok(None), |known| projects::own_end(scope.conn, known.id))?;
    let details = Details {
        name,
        administration: match (&entry.administration, known) {
            (Some(told), _) => told.as_str(),
            (None, Some(known)) => &known.administration,
            (None, None) => "",
        },
        description: known.map_or("", |known| &known.description),
        ends_on: match entry.ends {
            Ends::On(day) => Some(day),
            Ends::WithPromotion => None,
            Ends::Untold => own_end,
        },
        locale: known.and_then(|known| known.locale),
        notification: entry.notification.or(known.map(|known| known.notification)).unwrap_or_default(),
    };
    let Some(known) = known else {
        report.note(entry.line, Change::Created, thing);
        let id = projects::insert(scope.conn, promotion, &free_slug(name, &all), &details, since)?;
        return Ok((id, None));
    };
    let ends_alike = own_end.unwrap_or(last_day) == details.ends_on.unwrap_or(last_day);
    let is_same =
        known.administration == details.administration && known.notification == details.notification;
    if is_same && ends_alike {
        report.note(entry.line, Change::Unchanged, thing);
    } else {
        projects::update(scope.conn, known.id, &details)?;
        report.note(entry.line, Change::Changed, thing);
    }
    Ok((known.id, Some(known.referent)))
}

/// The name in addresses; where another promotion has taken it, with a number.
pub fn free_slug(name: &str, taken: &[Project]) -> String {
    let slug = slug::slugify(name);
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    std::iter::once(slug.clone())
        .chain(numbered)
        .find(|candidate| taken.iter().all(|project| project.slug != *candidate))
        .unwrap_or(slug)
}
