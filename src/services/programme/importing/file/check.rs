//! From what was written to what it says: each value checked, all that is wrong gathered.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::entries::{Ends, File, PersonEntry, ProjectEntry, ReferentEntry, RoleEntry};
use super::fault::{Fault, FileFault, What};
use super::headings::language_named;
use super::raw::{Cell, Raw, RawPerson, RawProject, RawRole};
use crate::domain::calendar::read_day;
use crate::domain::kit::Name;
use crate::domain::people::Email;

/// Gathers faults while it turns raw values into typed ones.
#[derive(Default)]
pub(super) struct Check {
    faults: Vec<FileFault>,
    /// The name under which each address came first, and its line.
    names: BTreeMap<Email, (Name, u64)>,
    /// Who coordinates already; none: that is found out when the file is brought in.
    coordinators: Option<Vec<Email>>,
}

impl Check {
    pub fn knowing(coordinators: &[Email]) -> Check {
        Check { coordinators: Some(coordinators.to_vec()), ..Check::default() }
    }

    pub fn finish(mut self, raw: &Raw) -> Result<File, Vec<FileFault>> {
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
        self.referents(raw);
        let promotion = raw.promotion.as_ref()?;
        let (starts_on, ends_on) = (promotion.starts_on, promotion.ends_on);
        Some(File { name: promotion.name.clone(), starts_on, ends_on, coordinators, projects })
    }

    /// Who is named as a referent coordinates, or does by this file: told together with all else that is wrong.
    fn referents(&mut self, raw: &Raw) {
        let Some(mut able) = self.coordinators.take() else { return };
        able.extend(raw.coordinators.iter().filter_map(|person| person.email.value.parse::<Email>().ok()));
        for cell in raw.projects.iter().filter_map(|project| project.referent.as_ref()) {
            let Ok(email) = cell.value.parse::<Email>() else { continue };
            if !able.contains(&email) {
                let known = able.iter().map(Email::as_str).collect::<Vec<_>>().join(", ");
                self.fault(cell, Fault::NotACoordinator { email: email.to_string(), known });
            }
        }
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
        let roles = self.roles(&raw.roles);
        let referent = raw.referent.as_ref().and_then(|cell| {
            Some(ReferentEntry { line: cell.line, column: cell.column, email: self.email(cell)? })
        });
        let ends = ends_on.map_or(raw.ends_without_day, Ends::On);
        let notification = raw.notification.as_ref().and_then(|cell| {
            let known = cell.value.parse().ok();
            if known.is_none() {
                self.fault(cell, Fault::UnknownNotification(cell.value.clone()));
            }
            known
        });
        let (line, name) = (raw.name.line, name?);
        Some(ProjectEntry { line, name, administration, ends, notification, referent, roles })
    }

    fn roles(&mut self, raw: &[RawRole]) -> Vec<RoleEntry> {
        let mut roles: Vec<RoleEntry> = Vec::new();
        for RawRole { role, from, until, person } in raw {
            let days = [from, until].map(|cell| cell.as_ref().and_then(|cell| self.day(cell)));
            if let ([Some(first), Some(last)], Some(cell)) = (days, until)
                && last < first
            {
                self.fault(cell, Fault::EndsBeforeItBegins);
            }
            let Some(entry) = self.person(person) else { continue };
            if roles.iter().any(|known| known.role == *role && known.person.email == entry.email) {
                self.fault(&person.email, Fault::AddressTwice);
            }
            let [from, until] = days;
            roles.push(RoleEntry { role: *role, from, until, person: entry });
        }
        roles
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

    pub fn person(&mut self, raw: &RawPerson) -> Option<PersonEntry> {
        let name = self.name(&raw.name, What::Person);
        let email = self.email(&raw.email);
        let language = raw.language.as_ref().and_then(|cell| {
            let known = language_named(&cell.value);
            if known.is_none() {
                self.fault(cell, Fault::UnknownLanguage(cell.value.clone()));
            }
            known
        });
        let (name, email) = (name?, email?);
        let first = self.names.entry(email.clone()).or_insert_with(|| (name.clone(), raw.name.line));
        let (known, line) = first.clone();
        if known != name {
            self.fault(&raw.name, Fault::OtherName { name: known.to_string(), line });
        }
        Some(PersonEntry { line: raw.email.line, name, email, language })
    }

    fn email(&mut self, raw: &Cell) -> Option<Email> {
        let email = raw.value.parse().ok();
        if email.is_none() {
            self.fault(raw, Fault::NotAnAddress(raw.value.clone()));
        }
        email
    }

    pub fn name(&mut self, raw: &Cell, what: What) -> Option<Name> {
        let name = Name::parse(&raw.value);
        if name.is_err() {
            let is_empty = raw.value.trim().is_empty();
            self.fault(raw, if is_empty { Fault::Empty(what) } else { Fault::TooLong(what) });
        }
        name.ok()
    }

    pub fn day(&mut self, raw: &Cell) -> Option<NaiveDate> {
        let day = read_day(&raw.value);
        if day.is_none() {
            self.fault(raw, Fault::NotADay(raw.value.clone()));
        }
        day
    }

    pub fn fault(&mut self, at: &Cell, fault: Fault) {
        self.faults.push(at.fault(fault));
    }
}
