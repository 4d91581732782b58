//! Who is asked about each project of a file.

use super::file::{Fault, File, FileFault, ProjectEntry};
use super::refused::Refused;
use super::report::{Change, Report, Thing};
use crate::domain::people::{Email, Person, PersonId};
use crate::domain::programme::project::ProjectId;
use crate::services::Scope;
use crate::services::people::referents;
use crate::store;
use crate::store::privacy::audit::Actor;

/// Those who coordinate once the file's coordinators do.
pub(super) struct Coordinators(Vec<Person>);

impl Coordinators {
    /// # Errors
    /// A project of the file has a referent who is none of them, with its line.
    pub fn of(scope: &mut Scope<'_>, file: &File) -> Result<Coordinators, Refused> {
        let coordinators = Coordinators(referents::able(scope)?);
        let named = file.projects.iter().filter_map(|project| project.referent.as_ref());
        let strangers = named.filter(|referent| coordinators.find(&referent.email).is_none());
        let known =
            || coordinators.0.iter().map(|person| person.email.as_str()).collect::<Vec<_>>().join(", ");
        let faults: Vec<FileFault> = strangers
            .map(|referent| FileFault {
                line: referent.line,
                column: referent.column,
                fault: Fault::NotACoordinator { email: referent.email.to_string(), known: known() },
            })
            .collect();
        if faults.is_empty() { Ok(coordinators) } else { Err(Refused::Faults(faults)) }
    }

    fn find(&self, email: &Email) -> Option<&Person> {
        self.0.iter().find(|person| person.email == *email)
    }

    fn by_id(&self, id: PersonId) -> Option<&Person> {
        self.0.iter().find(|person| person.id == id)
    }

    /// Whoever does that, where they coordinate.
    fn acting(&self, by: Actor) -> Option<&Person> {
        self.0.iter().find(|person| by == Actor::from(person.id))
    }
}

/// The one whom the file tells; of a new project without, who brings it in. Whoever it is then is told, of each project.
/// `known`: who was asked so far, of a project that is here already.
pub(super) fn bring_referent(
    scope: &mut Scope<'_>,
    (project, entry): (ProjectId, &ProjectEntry),
    known: Option<Option<PersonId>>,
    coordinators: &Coordinators,
    by: Actor,
    report: &mut Report,
) -> store::Result<()> {
    let told = entry.referent.as_ref();
    let before = known.flatten();
    let chosen = match (told, known) {
        (Some(told), _) => coordinators.find(&told.email),
        (None, None) => coordinators.acting(by),
        (None, Some(present)) => present.and_then(|present| coordinators.by_id(present)),
    };
    let (line, name) = (told.map_or(entry.line, |told| told.line), entry.name.to_string());
    let Some(person) = chosen else {
        if known.is_some() {
            report.note(line, Change::Unchanged, Thing::NoReferent { project: name });
        }
        return Ok(());
    };
    let change = match before {
        None => Change::Created,
        Some(present) if present == person.id => Change::Unchanged,
        Some(_) => Change::Changed,
    };
    referents::choose(scope, by, (project, before), Some(person.id))?;
    let by_default = told.is_none() && known.is_none();
    report.note(line, change, Thing::Referent { email: person.email.clone(), project: name, by_default });
    Ok(())
}
