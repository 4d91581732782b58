//! The file of a promotion: YAML, checked as a whole, each fault told with its line.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_saphyr::{Location, Spanned};

use crate::domain::people::{Email, Locale};

/// The most characters of a name.
const NAME_MAX: usize = 200;

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
    pub name: String,
    pub administration: String,
    pub ends_on: Option<NaiveDate>,
    pub eigs: Vec<PersonEntry>,
    pub mentors: Vec<PersonEntry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonEntry {
    pub name: String,
    pub email: Email,
    pub language: Option<Locale>,
}

/// What is wrong, and where; lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileFault {
    pub line: u64,
    pub column: u64,
    pub message: String,
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.message)
    }
}

impl FileFault {
    pub(super) fn at(location: Location, message: impl Into<String>) -> FileFault {
        FileFault { line: location.line(), column: location.column(), message: message.into() }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    promotion: RawPromotion,
    #[serde(default)]
    coordinators: Vec<RawPerson>,
    projects: Vec<RawProject>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPromotion {
    name: Spanned<String>,
    starts_on: Spanned<String>,
    ends_on: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProject {
    name: Spanned<String>,
    administration: Spanned<String>,
    ends_on: Option<Spanned<String>>,
    #[serde(default)]
    eigs: Vec<RawPerson>,
    #[serde(default)]
    mentors: Vec<RawPerson>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPerson {
    name: Spanned<String>,
    email: Spanned<String>,
    language: Option<Spanned<String>>,
}

impl File {
    /// Reads a file.
    ///
    /// # Errors
    /// All that is wrong with its content, in the order of the lines; of what is wrong with its form the first.
    pub fn read(bytes: &[u8]) -> Result<File, Vec<FileFault>> {
        let raw: Raw = parse_yaml(bytes)?;
        let mut check = Check::default();
        let file = check.file(&raw);
        check.faults.sort();
        match file {
            Some(file) if check.faults.is_empty() => Ok(file),
            _ => Err(check.faults),
        }
    }
}

/// Reads YAML; what is wrong with its form is told with its line.
pub(super) fn parse_yaml<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Vec<FileFault>> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        vec![FileFault { line, column: 1, message: "this is not UTF-8 text".into() }]
    })?;
    serde_saphyr::from_str(text).map_err(|error| {
        let error = error.without_snippet();
        let location = error.location();
        let (line, column) = location.map_or((1, 1), |location| (location.line(), location.column()));
        let text = error.to_string();
        // The library tells the place too, in words of its own.
        let message = text.split(" at line ").next().unwrap_or(&text).to_owned();
        vec![FileFault { line, column, message }]
    })
}

/// Gathers faults while it turns raw values into typed ones.
#[derive(Default)]
struct Check {
    faults: Vec<FileFault>,
    /// The name under which each address came first, and its line.
    names: BTreeMap<Email, (String, u64)>,
}

impl Check {
    fn file(&mut self, raw: &Raw) -> Option<File> {
        let promotion = &raw.promotion;
        let name = self.name(&promotion.name, "the promotion's name");
        let starts_on = self.day(&promotion.starts_on);
        let ends_on = self.day(&promotion.ends_on);
        if let (Some(starts_on), Some(ends_on)) = (starts_on, ends_on)
            && ends_on < starts_on
        {
            self.fault(&promotion.ends_on, "the promotion ends before it starts");
        }
        let coordinators = self.people(&raw.coordinators);
        let mut seen: BTreeMap<String, u64> = BTreeMap::new();
        let mut projects = Vec::new();
        for project in &raw.projects {
            if let Some(line) = seen.insert(project.name.value.to_lowercase(), project.name.referenced.line())
            {
                self.fault(&project.name, format!("a project of that name stands on line {line} already"));
            }
            projects.extend(self.project(project, starts_on.zip(ends_on)));
        }
        Some(File { name: name?, starts_on: starts_on?, ends_on: ends_on?, coordinators, projects })
    }

    fn project(
        &mut self,
        raw: &RawProject,
        promotion: Option<(NaiveDate, NaiveDate)>,
    ) -> Option<ProjectEntry> {
        let name = self.name(&raw.name, "a project's name");
        if name.is_some() && slug::slugify(&raw.name.value).is_empty() {
            self.fault(&raw.name, "a project's name needs a letter or a digit");
        }
        let administration = self.name(&raw.administration, "the administration");
        let ends_on = raw.ends_on.as_ref().and_then(|day| self.day(day));
        if let (Some(typed), Some(day), Some((first, last))) = (&raw.ends_on, ends_on, promotion)
            && !(first..=last).contains(&day)
        {
            self.fault(typed, "the project ends outside its promotion");
        }
        let (eigs, mentors) = (self.people(&raw.eigs), self.people(&raw.mentors));
        Some(ProjectEntry { name: name?, administration: administration?, ends_on, eigs, mentors })
    }

    fn people(&mut self, raw: &[RawPerson]) -> Vec<PersonEntry> {
        let mut people: Vec<PersonEntry> = Vec::new();
        for each in raw {
            let Some(person) = self.person(each) else { continue };
            if people.iter().any(|known| known.email == person.email) {
                self.fault(&each.email, "that address stands in this list twice");
            }
            people.push(person);
        }
        people
    }

    fn person(&mut self, raw: &RawPerson) -> Option<PersonEntry> {
        let name = self.name(&raw.name, "a person's name");
        let email = raw.email.value.parse::<Email>().ok();
        if email.is_none() {
            self.fault(&raw.email, format!("{:?} is no mail address", raw.email.value));
        }
        let language = raw.language.as_ref().and_then(|language| match language.value.parse::<Locale>() {
            Ok(locale) => Some(locale),
            Err(error) => {
                self.fault(language, error.to_string());
                None
            }
        });
        let (name, email) = (name?, email?);
        let (known, line) = self
            .names
            .entry(email.clone())
            .or_insert_with(|| (name.clone(), raw.name.referenced.line()))
            .clone();
        if known != name {
            self.fault(&raw.name, format!("that address belongs to {known:?} on line {line}"));
        }
        Some(PersonEntry { name, email, language })
    }

    fn name(&mut self, raw: &Spanned<String>, what: &str) -> Option<String> {
        let name = raw.value.trim();
        if name.is_empty() {
            self.fault(raw, format!("{what} is empty"));
        } else if name.chars().count() > NAME_MAX || name.contains(char::is_control) {
            self.fault(raw, format!("{what} has more than {NAME_MAX} characters, or a line end"));
        } else {
            return Some(name.to_owned());
        }
        None
    }

    fn day(&mut self, raw: &Spanned<String>) -> Option<NaiveDate> {
        let day = raw.value.parse().ok();
        if day.is_none() {
            self.fault(raw, format!("{:?} is no day: write it like 2019-01-07", raw.value));
        }
        day
    }

    fn fault<T>(&mut self, at: &Spanned<T>, message: impl Into<String>) {
        self.faults.push(FileFault::at(at.referenced, message));
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
        let file = File::read(include_bytes!("../../../config/promotion.example.yml")).unwrap();
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
            assert!(fault.line == line && fault.message.contains(word), "{text:?}: {fault}");
        }
        let fault = File::read(b"a\nb\n\xff").unwrap_err().remove(0);
        assert_eq!(fault.line, 3);
    }
}
