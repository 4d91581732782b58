//! The people of the programme and their roles.

mod chat_name;
mod email;
pub mod locale;
mod newcomers;
pub mod preferences;

pub use chat_name::ChatName;
pub use email::{Email, NotAnEmail};
pub use locale::Locale;
pub use newcomers::Newcomer;

use serde::{Deserialize, Serialize};

use crate::domain::kit::named;
use crate::domain::people::preferences::DigestWish;
use crate::domain::programme::ids::ProjectId;

/// Identifies a [`Person`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PersonId(pub i64);

/// One human, one mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub email: Email,
    /// The language this person chose; none: the programme's.
    pub locale: Option<Locale>,
    /// Coordinators follow the whole programme.
    pub coordinator: bool,
    /// Whether this person can get in and gets mails.
    pub active: bool,
    pub digest: DigestWish,
}

/// What a person is to a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Eig,
    Mentor,
}

named!(Role, "role": Eig = "eig", Mentor = "mentor");

/// A person's role on a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    pub person: PersonId,
    pub project: ProjectId,
    pub role: Role,
}

/// Somebody who signed in, with what decides over their rights.
#[derive(Debug, Clone)]
pub struct Member {
    pub person: Person,
    pub memberships: Vec<Membership>,
}

impl Member {
    /// EIGs file for their own projects; a coordinator may help out for any.
    pub fn may_file_for(&self, project: ProjectId) -> bool {
        self.person.coordinator || self.has_role(Role::Eig, project)
    }

    /// Whoever is on a project may show its published history to others; so may coordinators.
    pub fn may_share(&self, project: ProjectId) -> bool {
        self.person.coordinator || self.memberships.iter().any(|m| m.project == project)
    }

    /// What a team has not published yet is its own affair, and the coordinators'.
    pub fn may_read_unpublished(&self, project: ProjectId) -> bool {
        self.may_file_for(project)
    }

    pub fn has_role(&self, role: Role, project: ProjectId) -> bool {
        self.memberships.iter().any(|m| m.role == role && m.project == project)
    }

    /// The projects on which this person has that role, in the order of the memberships.
    pub fn projects_as(&self, role: Role) -> impl Iterator<Item = ProjectId> + '_ {
        self.memberships.iter().filter(move |m| m.role == role).map(|m| m.project)
    }
}
