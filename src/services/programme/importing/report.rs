//! What an import did, or would do.

use std::fmt;

use chrono::NaiveDate;

use crate::domain::kit::Name;
use crate::domain::people::{Email, Membership, PersonId, Role};
use crate::domain::privacy::audit::Action;
use crate::domain::privacy::detail::Detail;
use crate::services::Scope;
use crate::store;
use crate::store::privacy::audit::{self, Actor};

/// What an import did, or would do.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub entries: Vec<Entry>,
    /// Roles that the file does not name.
    pub kept: Vec<Thing>,
    /// Who is new here, and is to come.
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
    Person {
        name: String,
        email: Email,
    },
    Coordinator {
        email: Email,
    },
    Role {
        email: Email,
        role: Role,
        project: String,
        /// The first day and the last.
        days: (Option<NaiveDate>, Option<NaiveDate>),
    },
    Referent {
        email: Email,
        project: String,
        /// The file names none: it is who brings the project in.
        by_default: bool,
    },
    /// A project about which nobody in particular is asked.
    NoReferent {
        project: String,
    },
}

impl Thing {
    pub(super) fn role(email: &Email, held: &Membership, project: &Name) -> Thing {
        Thing::Role {
            email: email.clone(),
            role: held.role,
            project: project.to_string(),
            days: (held.from_day, held.until_day),
        }
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Thing::Promotion(name) => write!(f, "promotion {name}"),
            Thing::Project(name) => write!(f, "project {name}"),
            Thing::Person { name, email } => write!(f, "person {name} ({email})"),
            Thing::Coordinator { email } => write!(f, "{email} as coordinator of the programme"),
            Thing::Role { email, role, project, days: (from, until) } => {
                let role = if *role == Role::Eig { "EIG".into() } else { role.as_str().replace('-', " ") };
                write!(f, "{email} as {role} of {project}")?;
                from.map_or(Ok(()), |day| write!(f, ", from {day}"))?;
                until.map_or(Ok(()), |day| write!(f, ", until {day}"))
            }
            Thing::Referent { email, project, .. } => write!(f, "{email} as referent of {project}"),
            Thing::NoReferent { project } => write!(f, "project {project} without a referent"),
        }
    }
}

impl Report {
    pub fn count(&self, change: Change) -> usize {
        self.entries.iter().filter(|entry| entry.change == change).count()
    }

    pub(super) fn note(&mut self, line: u64, change: Change, thing: Thing) {
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
