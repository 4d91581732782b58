//! From a checked file into the database.

use std::fmt;

use chrono::NaiveDate;

use super::file::{Ends, File, PersonEntry, ProjectEntry};
use crate::domain::kit::Name;
use crate::domain::people::{Email, Membership, PersonId, Role};
use crate::domain::privacy::audit::Action;
use crate::domain::privacy::detail::Detail;
use crate::domain::programme::project::{Project, ProjectId, PromotionId, Stage};
use crate::services::Scope;
use crate::services::people::adding;
use crate::services::people::administering::{give, make_coordinator};
use crate::store::privacy::audit::{self, Actor};
use crate::store::programme::projects::{self, Details};
use crate::store::programme::promotions::{self, NewPromotion};
use crate::store::{self, people};

/// What an import did, or would do.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub entries: Vec<Entry>,
    /// Roles that the file does not name.
    pub kept: Vec<Thing>,
    /// Who is new here.
    pub newcomers: Vec<PersonId>,
}

/// What became of one thing in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands; 0: nowhere in particular.
    pub line: u64,
    pub change: Change,
    pub thing: Thing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Created,
    Changed,
    Unchanged,
}

/// Something that a file tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    Promotion(String),
    Project(String),
    Person { name: String, email: Email },
    Coordinator { email: Email },
    Role { email: Email, role: Role, project: String },
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Thing::Promotion(name) => write!(f, "promotion {name}"),
            Thing::Project(name) => write!(f, "project {name}"),
            Thing::Person { name, email } => write!(f, "person {name} ({email})"),
            Thing::Coordinator { email } => write!(f, "{email} as coordinator of the programme"),
            Thing::Role { email, role: Role::Eig, project } => write!(f, "{email} as EIG of {project}"),
            Thing::Role { email, role: Role::Mentor, project } => write!(f, "{email} as mentor of {project}"),
        }
    }
}

impl Report {
    pub fn count(&self, change: Change) -> usize {
        self.entries.iter().filter(|entry| entry.change == change).count()
    }

    fn note(&mut self, line: u64, change: Change, thing: Thing) {
        self.entries.push(Entry { line, change, thing });
    }
}

/// Keeps an import on record, after [`import`]: into which promotion, how many things were created and how many changed;
/// nothing personal.
pub fn keep_on_record(
    scope: &mut Scope<'_>,
    by: Actor,
    promotion: &Name,
    report: &Report,
) -> store::Result<()> {
    let (created, changed) = (report.count(Change::Created), report.count(Change::Changed));
    let detail = Detail::Import { promotion: promotion.to_string(), created, changed };
    let entry = audit::Entry::new(by, Action::FileImported).with(detail);
    audit::record(scope.conn, &entry, scope.now)
}

/// Brings the file in; the caller's transaction decides whether it stays. Each person, role and coordinator of it is on
/// record as whose who brings it.
pub fn import(scope: &mut Scope<'_>, file: &File, by: Actor) -> store::Result<Report> {
    let mut report = Report::default();
    let promotion = bring_promotion(scope, file, &mut report)?;
    for coordinator in &file.coordinators {
        let id = bring_person(scope, coordinator, by, &mut report)?;
        bring_coordinator(scope, (id, coordinator), by, &mut report)?;
    }
    for entry in &file.projects {
        let project = bring_project(scope, promotion, file.ends_on, entry, &mut report)?;
        let mut named = Vec::new();
        for (role, people) in [(Role::Eig, &entry.eigs), (Role::Mentor, &entry.mentors)] {
            for person in people {
                let id = bring_person(scope, person, by, &mut report)?;
                let membership = Membership { person: id, project, role };
                bring_role(scope, membership, (entry, person), by, &mut report)?;
                named.push(membership);
            }
        }
        tell_kept(scope, project, entry.name.as_str(), &named, &mut report)?;
    }
    report.entries.sort_by_key(|entry| entry.line);
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
    Ok((known.id, known.asks_since(scope.today())))
}

fn bring_person(
    scope: &mut Scope<'_>,
    entry: &PersonEntry,
    by: Actor,
    report: &mut Report,
) -> store::Result<PersonId> {
    let name = entry.name.as_str();
    let thing = Thing::Person { name: name.to_owned(), email: entry.email.clone() };
    let Some(known) = people::by_email(scope.conn, &entry.email)? else {
        report.note(entry.line, Change::Created, thing);
        let id = adding::insert(scope, by, &entry.name, &entry.email, entry.language)?;
        report.newcomers.push(id);
        return Ok(id);
    };
    let other_language = entry.language.filter(|language| known.locale != Some(*language));
    if known.name != name {
        people::rename(scope.conn, known.id, name)?;
    }
    if other_language.is_some() {
        people::set_locale(scope.conn, known.id, other_language)?;
    }
    let is_same = known.name == name && other_language.is_none();
    report.note(entry.line, if is_same { Change::Unchanged } else { Change::Changed }, thing);
    Ok(known.id)
}

fn bring_coordinator(
    scope: &mut Scope<'_>,
    (id, entry): (PersonId, &PersonEntry),
    by: Actor,
    report: &mut Report,
) -> store::Result<()> {
    let change = if make_coordinator(scope, by, id)? { Change::Created } else { Change::Unchanged };
    report.note(entry.line, change, Thing::Coordinator { email: entry.email.clone() });
    Ok(())
}

fn bring_project(
    scope: &mut Scope<'_>,
    (promotion, since): (PromotionId, Option<NaiveDate>),
    last_day: NaiveDate,
    entry: &ProjectEntry,
    report: &mut Report,
) -> store::Result<ProjectId> {
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
        return projects::insert(scope.conn, promotion, &free_slug(name, &all), &details, since);
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
    Ok(known.id)
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

fn bring_role(
    scope: &mut Scope<'_>,
    membership: Membership,
    (project, person): (&ProjectEntry, &PersonEntry),
    by: Actor,
    report: &mut Report,
) -> store::Result<()> {
    let given = give(scope, by, membership)?;
    let thing =
        Thing::Role { email: person.email.clone(), role: membership.role, project: project.name.to_string() };
    report.note(person.line, if given { Change::Created } else { Change::Unchanged }, thing);
    Ok(())
}

fn tell_kept(
    scope: &mut Scope<'_>,
    project: ProjectId,
    name: &str,
    named: &[Membership],
    report: &mut Report,
) -> store::Result<()> {
    for member in people::everybody(scope.conn)? {
        for membership in member.memberships.iter().filter(|m| m.project == project && !named.contains(m)) {
            let email = member.person.email.clone();
            report.kept.push(Thing::Role { email, role: membership.role, project: name.to_owned() });
        }
    }
    Ok(())
}
