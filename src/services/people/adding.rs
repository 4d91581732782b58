//! People are added, by a coordinator or on the command line.

use super::administering::{give_anew, make_coordinator};
use crate::domain::kit::{Faults, Name, Wrong};
use crate::domain::people::{Email, Locale, Member, Membership, Newcomer, PersonId, Role};
use crate::domain::privacy::audit::Action;
use crate::domain::programme::project::ProjectId;
use crate::services::{Refusal, Scope};
use crate::store;
use crate::store::people::{self, NewPerson, traces};
use crate::store::privacy::audit::{self, Actor, Entry};
use crate::store::programme::projects;

/// What a coordinator typed to add people.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// One person a line.
    pub lines: String,
    /// A role's name, `coordinator`, or anything else for nothing in particular; empty: that was not said.
    pub post: String,
    /// The slug of the project that goes with a role.
    pub project: String,
    /// The language of the invitation.
    pub locale: String,
}

struct Post {
    role: Option<(ProjectId, Role)>,
    coordinator: bool,
}

impl Typed {
    fn check(&self, scope: &mut Scope<'_>) -> Result<(Vec<Newcomer>, Post), Refusal> {
        let mut faults = Faults::default();
        let newcomers = match Newcomer::read_lines("lines", &self.lines) {
            Ok(newcomers) => Some(newcomers),
            Err(wrong) => {
                wrong.into_iter().for_each(|fault| faults.add(fault.field, fault.wrong));
                None
            }
        };
        if self.post.is_empty() {
            faults.add("post", Wrong::new("role-missing"));
        }
        let role: Option<Role> = self.post.parse().ok();
        let project = match role {
            Some(_) => projects::by_slug(scope.conn, &self.project)?,
            None => None,
        };
        if role.is_some() && project.is_none() {
            faults.add("project", Wrong::new("people-project-missing"));
        }
        let role = project.map(|project| project.id).zip(role);
        let post = Post { role, coordinator: self.post == "coordinator" };
        Ok(faults.finish(newcomers.map(|newcomers| (newcomers, post)))?)
    }
}

/// Those whom it concerned that people were added.
#[derive(Default)]
pub struct Added {
    /// Who has not come yet.
    pub awaited: Vec<PersonId>,
    /// How many others get in already: no invitation is for them.
    pub known: usize,
}

/// Adds people, or finds them by their addresses, and gives them that post.
pub fn add(scope: &mut Scope<'_>, by: &Member, typed: &Typed) -> Result<Added, Refusal> {
    let (newcomers, post) = typed.check(scope)?;
    let (by, locale) = (Actor::from(by), typed.locale.parse::<Locale>().ok());
    let mut added = Added::default();
    for Newcomer { name, email } in newcomers {
        let known = people::by_email(scope.conn, &email)?;
        let gets_in = match &known {
            Some(known) if known.active => has_come(scope, known.id)?,
            _ => false,
        };
        let id = known.map_or_else(|| insert(scope, by, &name, &email, locale), |known| Ok(known.id))?;
        if let Some((project, role)) = post.role {
            give_anew(scope, by, Membership::open(id, project, role))?;
        }
        if post.coordinator {
            make_coordinator(scope, by, id)?;
        }
        if gets_in {
            added.known += 1;
        } else {
            added.awaited.push(id);
        }
    }
    Ok(added)
}

fn has_come(scope: &mut Scope<'_>, id: PersonId) -> store::Result<bool> {
    let heard = traces::heard(scope.conn, &[id])?;
    Ok(heard.get(&id).is_some_and(|heard| heard.heard_at.is_some()))
}

/// Somebody new, without any role.
pub(in crate::services) fn insert(
    scope: &mut Scope<'_>,
    by: Actor,
    name: &Name,
    email: &Email,
    locale: Option<Locale>,
) -> store::Result<PersonId> {
    let new = NewPerson { name: name.as_str(), email, locale, coordinator: false };
    let id = people::insert(scope.conn, &new, scope.now)?;
    audit::record(scope.conn, &Entry::new(by, Action::PersonAdded).to(id), scope.now)?;
    Ok(id)
}

/// Somebody whom the operator adds, or of whom they change what is given.
#[derive(Debug, Clone)]
pub struct Told {
    pub email: Email,
    /// Needed for somebody new.
    pub name: Option<Name>,
    pub coordinator: bool,
    pub locale: Option<Locale>,
}

/// Adds somebody on the command line, or changes what is given of somebody known.
///
/// # Errors
/// The name of somebody new is missing.
pub fn add_by_operator(scope: &mut Scope<'_>, told: &Told) -> Result<PersonId, Refusal> {
    let Told { email, name, coordinator, locale } = told;
    let by = Actor::CommandLine;
    let id = match people::by_email(scope.conn, email)? {
        Some(known) => {
            if let Some(name) = name {
                people::rename(scope.conn, known.id, name.as_str())?;
            }
            if locale.is_some() {
                people::set_locale(scope.conn, known.id, *locale)?;
            }
            if name.is_some() || locale.is_some() {
                audit::record(scope.conn, &Entry::new(by, Action::PersonChanged).to(known.id), scope.now)?;
            }
            known.id
        }
        None => {
            let missing = || Refusal::fault("name", Wrong::new("name-missing"));
            insert(scope, by, name.as_ref().ok_or_else(missing)?, email, *locale)?
        }
    };
    if *coordinator {
        make_coordinator(scope, by, id)?;
    }
    Ok(id)
}
