//! From a checked file into the database.

use chrono::{DateTime, NaiveDate, Utc};

use super::file::{File, PersonEntry, ProjectEntry};
use crate::domain::people::{Membership, Person, PersonId, Role};
use crate::domain::project::{Project, ProjectId, Promotion, PromotionId};
use crate::store::people::NewPerson;
use crate::store::projects::NewProject;
use crate::store::{self, Conn, people, projects, promotions};

/// What an import did, or would do.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// One line each, such as "project CartoBio".
    pub created: Vec<String>,
    pub changed: Vec<String>,
    pub unchanged: usize,
    /// Roles that the file does not name.
    pub kept: Vec<String>,
}

/// What became of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Created,
    Changed,
    Unchanged,
}

impl Report {
    fn note(&mut self, change: Change, what: String) {
        match change {
            Change::Created => self.created.push(what),
            Change::Changed => self.changed.push(what),
            Change::Unchanged => self.unchanged += 1,
        }
    }
}

/// Brings the file in; the caller's transaction decides whether it stays.
pub fn import(conn: &mut Conn, file: &File, now: DateTime<Utc>) -> store::Result<Report> {
    let mut report = Report::default();
    let promotion = bring_promotion(conn, file, &mut report)?;
    for coordinator in &file.coordinators {
        bring_person(conn, coordinator, true, now, &mut report)?;
    }
    for entry in &file.projects {
        let project = bring_project(conn, promotion, (file.starts_on, file.ends_on), entry, &mut report)?;
        let mut named = Vec::new();
        for (role, people) in [(Role::Eig, &entry.eigs), (Role::Mentor, &entry.mentors)] {
            for person in people {
                let id = bring_person(conn, person, false, now, &mut report)?;
                let membership = Membership { person: id, project, role };
                let change =
                    if people::give_role(conn, membership)? { Change::Created } else { Change::Unchanged };
                report.note(change, format!("{} as {} of {}", person.email, role_name(role), entry.name));
                named.push(membership);
            }
        }
        tell_kept(conn, project, &entry.name, &named, &mut report)?;
    }
    Ok(report)
}

fn bring_promotion(conn: &mut Conn, file: &File, report: &mut Report) -> store::Result<PromotionId> {
    let what = format!("promotion {}", file.name);
    let Some(known) = promotions::by_name(conn, &file.name)? else {
        report.note(Change::Created, what);
        return promotions::insert(conn, &file.name, file.starts_on, file.ends_on);
    };
    let wanted = Promotion { starts_on: file.starts_on, ends_on: file.ends_on, ..known.clone() };
    if wanted == known {
        report.note(Change::Unchanged, what);
    } else {
        promotions::update(conn, &wanted)?;
        report.note(Change::Changed, what);
    }
    Ok(known.id)
}

fn bring_project(
    conn: &mut Conn,
    promotion: PromotionId,
    (_, last_day): (NaiveDate, NaiveDate),
    entry: &ProjectEntry,
    report: &mut Report,
) -> store::Result<ProjectId> {
    let what = format!("project {}", entry.name);
    let all = projects::all(conn)?;
    let Some(known) = all.iter().find(|project| project.promotion == promotion && project.name == entry.name)
    else {
        let slug = free_slug(&entry.name, &all);
        let new = NewProject {
            promotion,
            slug: &slug,
            name: &entry.name,
            administration: &entry.administration,
            ends_on: entry.ends_on,
        };
        report.note(Change::Created, what);
        return projects::insert(conn, &new);
    };
    let is_same =
        known.administration == entry.administration && known.ends_on == entry.ends_on.unwrap_or(last_day);
    if is_same {
        report.note(Change::Unchanged, what);
    } else {
        projects::update(conn, known.id, &entry.administration, entry.ends_on)?;
        report.note(Change::Changed, what);
    }
    Ok(known.id)
}

/// The name in addresses; where another promotion has taken it, with a number.
fn free_slug(name: &str, taken: &[Project]) -> String {
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
    now: DateTime<Utc>,
    report: &mut Report,
) -> store::Result<PersonId> {
    let what = format!("person {} ({})", entry.name, entry.email);
    let Some(known) = people::by_email(conn, &entry.email)? else {
        let new = NewPerson { name: &entry.name, email: &entry.email, locale: entry.language, coordinator };
        report.note(Change::Created, what);
        return people::insert(conn, &new, now);
    };
    let wanted = Person {
        name: entry.name.clone(),
        locale: entry.language.or(known.locale),
        coordinator: coordinator || known.coordinator,
        ..known.clone()
    };
    if wanted == known {
        report.note(Change::Unchanged, what);
    } else {
        people::update(conn, &wanted)?;
        report.note(Change::Changed, what);
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
    for member in people::members(conn)? {
        for membership in member.memberships.iter().filter(|m| m.project == project && !named.contains(m)) {
            report.kept.push(format!("{} as {} of {name}", member.person.email, role_name(membership.role)));
        }
    }
    Ok(())
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Eig => "EIG",
        Role::Mentor => "mentor",
    }
}
