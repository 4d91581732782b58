//! From a checked file into the database.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};

use super::file::{Ends, File, PersonEntry, ProjectEntry};
use crate::domain::people::{Email, Membership, Person, PersonId, Role};
use crate::domain::privacy::audit::Action;
use crate::domain::programme::project::{Project, ProjectId, Promotion, PromotionId, Stage};
use crate::store::people::{self, NewPerson};
use crate::store::privacy::audit::{self, Actor};
use crate::store::programme::projects::{self, Details};
use crate::store::programme::promotions::{self, NewPromotion};
use crate::store::{self, Conn};

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
    Role { email: Email, role: Role, project: String },
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Thing::Promotion(name) => write!(f, "promotion {name}"),
            Thing::Project(name) => write!(f, "project {name}"),
            Thing::Person { name, email } => write!(f, "person {name} ({email})"),
            Thing::Role { email, role: Role::Eig, project } => write!(f, "{email} as EIG of {project}"),
            Thing::Role { email, role: Role::Mentor, project } => write!(f, "{email} as mentor of {project}"),
        }
    }
}

impl Report {
    pub fn count(&self, change: Change) -> usize {
        self.entries.iter().filter(|entry| entry.change == change).count()
    }

    /// For the audit trail: nothing personal.
    pub fn summary(&self, promotion: &str) -> String {
        format!("{promotion}: {} + {}", self.count(Change::Created), self.count(Change::Changed))
    }

    fn note(&mut self, line: u64, change: Change, thing: Thing) {
        self.entries.push(Entry { line, change, thing });
    }
}

/// Who brings a file in, and when: each person, role and coordinator of it is on record as theirs.
#[derive(Clone, Copy)]
struct Stamp {
    by: Actor,
    now: DateTime<Utc>,
}

/// Brings the file in; the caller's transaction decides whether it stays.
pub fn import(conn: &mut Conn, file: &File, by: Actor, now: DateTime<Utc>) -> store::Result<Report> {
    let stamp = Stamp { by, now };
    let mut report = Report::default();
    let promotion = bring_promotion(conn, file, &mut report)?;
    for coordinator in &file.coordinators {
        bring_person(conn, coordinator, true, stamp, &mut report)?;
    }
    for entry in &file.projects {
        let project = bring_project(conn, promotion, file.ends_on, entry, &mut report)?;
        let mut named = Vec::new();
        for (role, people) in [(Role::Eig, &entry.eigs), (Role::Mentor, &entry.mentors)] {
            for person in people {
                let id = bring_person(conn, person, false, stamp, &mut report)?;
                let membership = Membership { person: id, project, role };
                let given = people::give_role(conn, membership)?;
                if given {
                    let entry = audit::Entry::new(by, Action::RoleGiven).to(id).on(project).with(role);
                    audit::record(conn, &entry, now)?;
                }
                let change = if given { Change::Created } else { Change::Unchanged };
                let thing = Thing::Role { email: person.email.clone(), role, project: entry.name.clone() };
                report.note(person.line, change, thing);
                named.push(membership);
            }
        }
        tell_kept(conn, project, &entry.name, &named, &mut report)?;
    }
    report.entries.sort_by_key(|entry| entry.line);
    Ok(report)
}

fn bring_promotion(conn: &mut Conn, file: &File, report: &mut Report) -> store::Result<PromotionId> {
    let thing = Thing::Promotion(file.name.clone());
    let Some(known) = promotions::by_name(conn, &file.name)? else {
        report.note(0, Change::Created, thing);
        let new = NewPromotion {
            name: &file.name,
            starts_on: file.starts_on,
            ends_on: file.ends_on,
            stage: Stage::Open,
        };
        return promotions::insert(conn, &new);
    };
    let wanted = Promotion { starts_on: file.starts_on, ends_on: file.ends_on, ..known.clone() };
    if wanted == known {
        report.note(0, Change::Unchanged, thing);
    } else {
        promotions::describe(conn, known.id, &known.name, file.starts_on, file.ends_on)?;
        report.note(0, Change::Changed, thing);
    }
    Ok(known.id)
}

fn bring_project(
    conn: &mut Conn,
    promotion: PromotionId,
    last_day: NaiveDate,
    entry: &ProjectEntry,
    report: &mut Report,
) -> store::Result<ProjectId> {
    let thing = Thing::Project(entry.name.clone());
    let all = projects::all(conn)?;
    let known = all.iter().find(|project| project.promotion == promotion && project.name == entry.name);
    let own_end = known.map_or(Ok(None), |known| projects::own_end(conn, known.id))?;
    let details = Details {
        name: &entry.name,
        administration: match (&entry.administration, known) {
            (Some(told), _) => told,
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
        return projects::insert(conn, promotion, &free_slug(&entry.name, &all), &details);
    };
    let ends_alike = own_end.unwrap_or(last_day) == details.ends_on.unwrap_or(last_day);
    let is_same =
        known.administration == details.administration && known.notification == details.notification;
    if is_same && ends_alike {
        report.note(entry.line, Change::Unchanged, thing);
    } else {
        projects::update(conn, known.id, &details)?;
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

fn bring_person(
    conn: &mut Conn,
    entry: &PersonEntry,
    coordinator: bool,
    Stamp { by, now }: Stamp,
    report: &mut Report,
) -> store::Result<PersonId> {
    let thing = Thing::Person { name: entry.name.clone(), email: entry.email.clone() };
    let Some(known) = people::by_email(conn, &entry.email)? else {
        let new = NewPerson { name: &entry.name, email: &entry.email, locale: entry.language, coordinator };
        report.note(entry.line, Change::Created, thing);
        let id = people::insert(conn, &new, now)?;
        audit::record(conn, &audit::Entry::new(by, Action::PersonAdded).to(id), now)?;
        if coordinator {
            audit::record(conn, &audit::Entry::new(by, Action::CoordinatorMade).to(id), now)?;
        }
        report.newcomers.push(id);
        return Ok(id);
    };
    let wanted = Person {
        name: entry.name.clone(),
        locale: entry.language.or(known.locale),
        coordinator: coordinator || known.coordinator,
        ..known.clone()
    };
    if wanted == known {
        report.note(entry.line, Change::Unchanged, thing);
    } else {
        people::update(conn, &wanted)?;
        if wanted.coordinator && !known.coordinator {
            audit::record(conn, &audit::Entry::new(by, Action::CoordinatorMade).to(known.id), now)?;
        }
        report.note(entry.line, Change::Changed, thing);
    }
    Ok(known.id)
}

fn tell_kept(
    conn: &mut Conn,
    project: ProjectId,
    name: &str,
    named: &[Membership],
    report: &mut Report,
) -> store::Result<()> {
    for member in people::everybody(conn)? {
        for membership in member.memberships.iter().filter(|m| m.project == project && !named.contains(m)) {
            let email = member.person.email.clone();
            report.kept.push(Thing::Role { email, role: membership.role, project: name.to_owned() });
        }
    }
    Ok(())
}
