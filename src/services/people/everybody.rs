//! Who there is, as coordinators see it.

use chrono::{DateTime, Utc};

use crate::domain::kit::by_name;
use crate::domain::people::{Member, Membership, Person, PersonId, Role};
use crate::domain::programme::project::{Project, Stage};
use crate::domain::reading::search::fold;
use crate::services::identity::second_factors;
use crate::services::{Error, Refusal, Scope};
use crate::store::identity::{link_tokens, sessions};
use crate::store::people;
use crate::store::privacy::audit;
use crate::store::programme::projects;

/// Whether somebody has been in, is expected, or is kept out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    KeptOut,
    Seen,
    Invited,
    NotInvited,
}

/// A role that somebody holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub role: Role,
    /// The project's name and slug.
    pub project: String,
    pub slug: String,
}

impl Held {
    fn all(member: &Member, projects: &[Project]) -> Vec<Held> {
        let held = |membership: &Membership| {
            let project = projects.iter().find(|project| project.id == membership.project)?;
            Some(Held { role: membership.role, project: project.name.clone(), slug: project.slug.clone() })
        };
        member.memberships.iter().filter_map(held).collect()
    }
}

/// A person and what they do.
pub struct Listed {
    pub person: Person,
    pub roles: Vec<Held>,
    pub standing: Standing,
}

/// People, and the projects on which roles can be given.
pub struct Everybody {
    pub people: Vec<Listed>,
    pub projects: Vec<Project>,
}

/// Those of whom name, address or a project's name holds that text, by name; who is kept out comes last.
pub fn list(scope: &mut Scope<'_>, wanted: &str) -> Result<Everybody, Error> {
    let projects = projects::all(scope.conn)?;
    // Sessions end and are forgotten before the record of them.
    let seen = [sessions::people_seen(scope.conn)?, audit::people_seen(scope.conn)?].concat();
    let invited = link_tokens::invited_people(scope.conn, scope.now)?;
    let standing = |person: &Person| match person.id {
        _ if !person.active => Standing::KeptOut,
        id if seen.contains(&id) => Standing::Seen,
        id if invited.contains(&id) => Standing::Invited,
        _ => Standing::NotInvited,
    };
    let (folded, address) = (fold(wanted), wanted.trim().to_lowercase());
    let names = |text: &str| !folded.is_empty() && fold(text).contains(&folded);
    let mut people: Vec<Listed> = people::everybody(scope.conn)?
        .into_iter()
        .map(|member| Listed {
            roles: Held::all(&member, &projects),
            standing: standing(&member.person),
            person: member.person,
        })
        .filter(|listed| {
            listed.person.email.as_str().contains(&address)
                || names(&listed.person.name)
                || listed.roles.iter().any(|held| names(&held.project))
        })
        .collect();
    people
        .sort_by_cached_key(|listed| (!listed.person.active, by_name(&listed.person.name, listed.person.id)));
    Ok(Everybody { people, projects: joinable(projects) })
}

/// Those that are in preparation or under way, by name.
fn joinable(mut projects: Vec<Project>) -> Vec<Project> {
    projects.retain(|project| matches!(project.stage, Stage::Draft | Stage::Open));
    projects
}

/// One person, and what can be done with them.
pub struct Found {
    pub person: Person,
    pub roles: Vec<Held>,
    /// When this person was last here, as far as a sign-in still tells.
    pub seen_at: Option<DateTime<Utc>>,
    pub projects: Vec<Project>,
    pub second_factor: bool,
}

/// One of them.
///
/// # Errors
/// [`Refusal::Gone`] where there is none such.
pub fn find(scope: &mut Scope<'_>, id: PersonId) -> Result<Found, Refusal> {
    let member = people::member(scope.conn, id)?.ok_or(Refusal::Gone)?;
    let projects = projects::all(scope.conn)?;
    let latest = sessions::of_person(scope.conn, id, scope.now)?.into_iter().next();
    Ok(Found {
        roles: Held::all(&member, &projects),
        person: member.person,
        seen_at: latest.map(|session| session.seen_at),
        projects: joinable(projects),
        second_factor: second_factors::has_one(scope, id)?,
    })
}
