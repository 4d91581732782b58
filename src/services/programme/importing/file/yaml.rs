//! A promotion described in YAML.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::check::Check;
use super::entries::Ends;
use super::fault::{Fault, FileFault, What};
use super::raw::{Cell, MARK, Raw, RawPerson, RawProject, RawPromotion, RawRole};
use crate::domain::people::Role;
use crate::domain::programme::project;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    promotion: Promotion,
    #[serde(default)]
    coordinators: Vec<Person>,
    projects: Vec<Project>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Promotion {
    name: Cell,
    starts_on: Cell,
    ends_on: Cell,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Project {
    name: Cell,
    administration: Cell,
    ends_on: Option<Cell>,
    notification: Option<Cell>,
    /// A coordinator's address.
    referent: Option<Cell>,
    #[serde(default)]
    eigs: Vec<Held>,
    #[serde(default)]
    mentors: Vec<Mentor>,
    #[serde(default)]
    sponsors: Vec<Held>,
    #[serde(default)]
    helpers: Vec<Held>,
    #[serde(default)]
    alumni: Vec<Held>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    name: Cell,
    email: Cell,
    language: Option<Cell>,
}

/// Somebody with a role, and its first and last day.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Held {
    name: Cell,
    email: Cell,
    language: Option<Cell>,
    from: Option<Cell>,
    until: Option<Cell>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mentor {
    name: Cell,
    email: Cell,
    language: Option<Cell>,
    #[serde(default)]
    kind: MentorKind,
    from: Option<Cell>,
    until: Option<Cell>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum MentorKind {
    #[default]
    Operational,
    Strategic,
}

/// Whether a text begins as such a description does: with one of its keys, past comments, or with a mark of YAML.
pub(super) fn is_yaml(text: &str) -> bool {
    let begins = |line: &str| {
        let key = line.split_once(':').map(|(key, _)| key.trim_matches(['"', '\'', ' ']));
        line.starts_with("---")
            || line.starts_with(['%', '{'])
            || key.is_some_and(|key| ["promotion", "coordinators", "projects"].contains(&key))
    };
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.next().is_some_and(begins)
}

/// Reads the form.
pub(super) fn read(bytes: &[u8], check: &mut Check) -> Result<Raw, Vec<FileFault>> {
    let document: Document = parse(bytes)?;
    let name = check.name(&document.promotion.name, What::Promotion);
    let starts_on = check.day(&document.promotion.starts_on);
    let ends_on = check.day(&document.promotion.ends_on);
    let coordinators = document.coordinators.into_iter().map(RawPerson::from).collect();
    let projects = document.projects.into_iter().map(RawProject::from).collect();
    let days = starts_on.zip(ends_on);
    if let Some(wrong) = days.and_then(|(first, last)| project::Promotion::fault_in_days(first, last)) {
        check.fault(&document.promotion.ends_on, Fault::Days(wrong));
    }
    let promotion =
        name.zip(days).map(|(name, (starts_on, ends_on))| RawPromotion { name, starts_on, ends_on });
    Ok(Raw { promotion, coordinators, projects })
}

impl From<Person> for RawPerson {
    fn from(person: Person) -> Self {
        RawPerson { name: person.name, email: person.email, language: person.language }
    }
}

impl Held {
    fn of(self, role: Role) -> RawRole {
        let Held { name, email, language, from, until } = self;
        RawRole { role, from, until, person: RawPerson { name, email, language } }
    }
}

impl From<Mentor> for RawRole {
    fn from(mentor: Mentor) -> Self {
        let Mentor { name, email, language, kind, from, until } = mentor;
        let role = match kind {
            MentorKind::Operational => Role::Mentor,
            MentorKind::Strategic => Role::StrategicMentor,
        };
        Held { name, email, language, from, until }.of(role)
    }
}

impl From<Project> for RawProject {
    fn from(project: Project) -> Self {
        let mut roles: Vec<RawRole> = project.eigs.into_iter().map(|held| held.of(Role::Eig)).collect();
        roles.extend(project.mentors.into_iter().map(RawRole::from));
        let further = [
            (Role::Sponsor, project.sponsors),
            (Role::Helper, project.helpers),
            (Role::Alumnus, project.alumni),
        ];
        for (role, people) in further {
            roles.extend(people.into_iter().map(|held| held.of(role)));
        }
        RawProject {
            name: project.name,
            administration: Some(project.administration),
            ends_on: project.ends_on,
            ends_without_day: Ends::WithPromotion,
            roles,
            notification: project.notification,
            referent: project.referent,
        }
    }
}

/// Reads YAML; what is wrong with its form is told with its line.
pub(in super::super) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Vec<FileFault>> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        vec![FileFault { line, column: 1, fault: Fault::NotUtf8 }]
    })?;
    let text = text.trim_start_matches(MARK);
    serde_saphyr::from_str(text).map_err(|error| {
        let error = error.without_snippet();
        let location = error.location();
        let (line, column) = location.map_or((1, 1), |location| (location.line(), location.column()));
        let text = error.to_string();
        // The library tells the place too, in words of its own.
        let message = text.split(" at line ").next().unwrap_or(&text).to_owned();
        vec![FileFault { line, column, fault: Fault::Form(message) }]
    })
}
