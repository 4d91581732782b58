//! The file of a promotion, YAML or CSV: checked as a whole, each fault told with its line.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::domain::people::{Email, Locale, Role};
use crate::domain::post::notification::Notification;
use crate::domain::programme::project::{Project, Promotion};

mod csv;
mod fault;
mod yaml;

pub use fault::{Fault, FileFault, What};
pub(super) use yaml::parse as parse_yaml;

/// The most characters of a name.
pub const NAME_MAX: usize = 200;

/// A file that can be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub coordinators: Vec<PersonEntry>,
    pub projects: Vec<ProjectEntry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectEntry {
    /// Where it stands in the file, from 1.
    pub line: u64,
    pub name: String,
    /// None: what is known stays.
    pub administration: Option<String>,
    pub ends: Ends,
    /// None: what is known stays.
    pub notification: Option<Notification>,
    pub eigs: Vec<PersonEntry>,
    pub mentors: Vec<PersonEntry>,
}

/// What a file says of the day on which a project ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    WithPromotion,
    On(NaiveDate),
    /// Nothing: what is known stays.
    Untold,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonEntry {
    pub line: u64,
    pub name: String,
    pub email: Email,
    pub language: Option<Locale>,
}

/// A value and where it stands; lines and columns count from 1.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "Spanned<String>")]
pub(super) struct Cell {
    pub value: String,
    pub line: u64,
    pub column: u64,
}

impl From<Spanned<String>> for Cell {
    fn from(spanned: Spanned<String>) -> Self {
        let at = spanned.referenced;
        Cell { value: spanned.value, line: at.line(), column: at.column() }
    }
}

impl Cell {
    pub fn fault(&self, fault: Fault) -> FileFault {
        FileFault { line: self.line, column: self.column, fault }
    }
}

/// A file as it was written, whatever its format.
struct Raw {
    /// None where it cannot be read; the rest is checked all the same.
    promotion: Option<RawPromotion>,
    coordinators: Vec<RawPerson>,
    projects: Vec<RawProject>,
}

struct RawPromotion {
    name: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
}

struct RawProject {
    name: Cell,
    administration: Option<Cell>,
    ends_on: Option<Cell>,
    /// What it means where no day is given.
    ends_without_day: Ends,
    people: Vec<(Role, RawPerson)>,
    notification: Option<Cell>,
}

struct RawPerson {
    name: Cell,
    email: Cell,
    language: Option<Cell>,
}

impl File {
    /// Reads YAML, in which a promotion is described as a whole.
    ///
    /// # Errors
    /// All that is wrong with its content, in the order of the lines; of what is wrong with its form the first.
    pub fn read(bytes: &[u8]) -> Result<File, Vec<FileFault>> {
        let mut check = Check::default();
        let raw = yaml::read(bytes, &mut check)?;
        check.finish(&raw)
    }

    /// Reads CSV, one person or project a line, for a promotion that is here already and has those projects.
    ///
    /// # Errors
    /// As [`File::read`].
    pub fn read_csv(
        bytes: &[u8],
        promotion: &Promotion,
        present: &[Project],
    ) -> Result<File, Vec<FileFault>> {
        let mut check = Check::default();
        let raw = csv::read(bytes, promotion, present, &mut check)?;
        check.finish(&raw)
    }
}

/// Gathers faults while it turns raw values into typed ones.
#[derive(Default)]
struct Check {
    faults: Vec<FileFault>,
    /// The name under which each address came first, and its line.
    names: BTreeMap<Email, (String, u64)>,
}

impl Check {
    fn finish(mut self, raw: &Raw) -> Result<File, Vec<FileFault>> {
        let file = self.file(raw);
        self.faults.sort_by_key(|fault| (fault.line, fault.column));
        match file {
            Some(file) if self.faults.is_empty() => Ok(file),
            _ => Err(self.faults),
        }
    }

    fn file(&mut self, raw: &Raw) -> Option<File> {
        let days = raw.promotion.as_ref().map(|promotion| (promotion.starts_on, promotion.ends_on));
        let coordinators = self.people(raw.coordinators.iter());
        let mut seen: BTreeMap<String, u64> = BTreeMap::new();
        let mut projects = Vec::new();
        for project in &raw.projects {
            if let Some(line) = seen.insert(project.name.value.to_lowercase(), project.name.line) {
                self.fault(&project.name, Fault::ProjectTwice { line });
            }
            projects.extend(self.project(project, days));
        }
        let promotion = raw.promotion.as_ref()?;
        let (starts_on, ends_on) = (promotion.starts_on, promotion.ends_on);
        Some(File { name: promotion.name.clone(), starts_on, ends_on, coordinators, projects })
    }

    fn project(
        &mut self,
        raw: &RawProject,
        promotion: Option<(NaiveDate, NaiveDate)>,
    ) -> Option<ProjectEntry> {
        let name = self.name(&raw.name, What::Project);
        if name.is_some() && slug::slugify(&raw.name.value).is_empty() {
            self.fault(&raw.name, Fault::NeedsLetter);
        }
        let administration =
            raw.administration.as_ref().and_then(|cell| self.name(cell, What::Administration));
        let ends_on = raw.ends_on.as_ref().and_then(|day| self.day(day));
        if let (Some(typed), Some(day), Some((first, last))) = (&raw.ends_on, ends_on, promotion)
            && !(first..=last).contains(&day)
        {
            self.fault(typed, Fault::OutsidePromotion);
        }
        let of =
            |role: Role| raw.people.iter().filter(move |(held, _)| *held == role).map(|(_, person)| person);
        let (eigs, mentors) = (self.people(of(Role::Eig)), self.people(of(Role::Mentor)));
        let ends = ends_on.map_or(raw.ends_without_day, Ends::On);
        let notification = raw.notification.as_ref().and_then(|cell| {
            let known = cell.value.parse().ok();
            if known.is_none() {
                self.fault(cell, Fault::UnknownNotification(cell.value.clone()));
            }
            known
        });
        let (line, name) = (raw.name.line, name?);
        Some(ProjectEntry { line, name, administration, ends, notification, eigs, mentors })
    }

    fn people<'a>(&mut self, raw: impl Iterator<Item = &'a RawPerson>) -> Vec<PersonEntry> {
        let mut people: Vec<PersonEntry> = Vec::new();
        for each in raw {
            let Some(person) = self.person(each) else { continue };
            if people.iter().any(|known| known.email == person.email) {
                self.fault(&each.email, Fault::AddressTwice);
            }
            people.push(person);
        }
        people
    }

    fn person(&mut self, raw: &RawPerson) -> Option<PersonEntry> {
        let name = self.name(&raw.name, What::Person);
        let email = raw.email.value.parse::<Email>().ok();
        if email.is_none() {
            self.fault(&raw.email, Fault::NotAnAddress(raw.email.value.clone()));
        }
        let language = raw.language.as_ref().and_then(|cell| match cell.value.parse::<Locale>() {
            Ok(locale) => Some(locale),
            Err(_) => {
                self.fault(cell, Fault::UnknownLanguage(cell.value.clone()));
                None
            }
        });
        let (name, email) = (name?, email?);
        let first = self.names.entry(email.clone()).or_insert_with(|| (name.clone(), raw.name.line));
        let (known, line) = first.clone();
        if known != name {
            self.fault(&raw.name, Fault::OtherName { name: known, line });
        }
        Some(PersonEntry { line: raw.email.line, name, email, language })
    }

    fn name(&mut self, raw: &Cell, what: What) -> Option<String> {
        let name = raw.value.trim();
        if name.is_empty() {
            self.fault(raw, Fault::Empty(what));
        } else if name.chars().count() > NAME_MAX || name.contains(char::is_control) {
            self.fault(raw, Fault::TooLong(what));
        } else {
            return Some(name.to_owned());
        }
        None
    }

    fn day(&mut self, raw: &Cell) -> Option<NaiveDate> {
        let day = raw.value.trim().parse().ok();
        if day.is_none() {
            self.fault(raw, Fault::NotADay(raw.value.clone()));
        }
        day
    }

    fn fault(&mut self, at: &Cell, fault: Fault) {
        self.faults.push(at.fault(fault));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        File::read(text.as_bytes()).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_example_is_right() {
        let file = File::read(include_bytes!("../../../../../config/promotion.example.yml")).unwrap();
        assert_eq!(file.projects.len(), 2);
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let text = "promotion:\n  name: X\n  starts_on: 2019-11-15\n  ends_on: 2019-01-07\nprojects:\n  - name: A\n    administration: ''\n    ends_on: soon\n    eigs:\n      - { name: Ada, email: nowhere }\n      - { name: Bob, email: b@x.example, language: de }\n      - { name: Bea, email: b@x.example }\n  - name: a\n    administration: Y\n";
        let faults = faults(text);
        let lines: Vec<&str> = faults.iter().map(|fault| fault.split(',').next().unwrap()).collect();
        assert_eq!(
            lines,
            ["line 4", "line 7", "line 8", "line 10", "line 11", "line 12", "line 12", "line 13"],
            "{faults:#?}"
        );
    }

    #[test]
    fn what_is_wrong_with_the_form_is_told_with_its_line() {
        for (text, line, word) in [
            ("promotion:\n  name: X\n  starts: 1\n", 3, "starts"),
            ("promotion:\n\t- x\n", 2, ""),
            ("", 1, ""),
            ("promotion: {name: X, starts_on: 2019-01-07, ends_on: 2019-11-15}\n", 1, "projects"),
        ] {
            let fault = File::read(text.as_bytes()).unwrap_err().remove(0);
            assert!(fault.line == line && fault.to_string().contains(word), "{text:?}: {fault}");
        }
        let fault = File::read(b"a\nb\n\xff").unwrap_err().remove(0);
        assert_eq!(fault.line, 3);
    }

    fn promotion() -> Promotion {
        use crate::domain::programme::project::{PromotionId, Stage};
        Promotion {
            id: PromotionId(1),
            name: "X".into(),
            starts_on: "2019-01-07".parse().unwrap(),
            ends_on: "2019-11-15".parse().unwrap(),
            stage: Stage::Open,
            closed_on: None,
        }
    }

    #[test]
    fn a_table_names_one_person_a_line_whatever_the_order_of_its_columns() {
        let text = "\u{feff}Email;Name;Role;Project;Administration\nada@x.example;Ada;eig;A;Min\nbob@x.example;Bob;mentor;A;\ncam@x.example;\"Camille; C.\";coordinator;;\n;;;B;Min\n";
        let file = File::read_csv(text.as_bytes(), &promotion(), &[]).unwrap();
        assert_eq!(file.projects.len(), 2);
        assert_eq!((file.projects[0].eigs.len(), file.projects[0].mentors.len()), (1, 1));
        assert_eq!(file.projects[1].line, 5);
        assert_eq!(file.coordinators[0].name, "Camille; C.");
    }

    #[test]
    fn every_fault_of_a_table_is_told_with_its_line() {
        for (text, expected) in [
            ("name,email,role\n", "line 1"),
            ("project,name,email,role,colour\n", "line 1"),
            ("project,name,email,role\nA,Ada,ada@x.example,eig\n", "line 2"),
            (
                "project,administration,name,email,role\nA,M,Ada,ada@x.example,eig\nA,M,Bob,b@x.example,boss\n",
                "line 3",
            ),
            (
                "project,administration,name,email,role\nA,M,Ada,ada@x.example,eig\nA,N,Bob,b@x.example,eig\n",
                "line 3",
            ),
            ("project,administration,name,email,role\n,,Ada,ada@x.example,eig\n", "line 2"),
            ("project,administration,name,email,role\n\"A,M\n", "line 2"),
        ] {
            let faults = File::read_csv(text.as_bytes(), &promotion(), &[]).unwrap_err();
            assert!(faults[0].to_string().starts_with(expected), "{text:?}: {faults:?}");
        }
    }
}
