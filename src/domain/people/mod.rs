//! The people of the programme and their roles.

mod chat_name;
pub mod locale;
mod newcomers;
pub mod preferences;

pub use chat_name::ChatName;
pub use locale::Locale;
pub use newcomers::Newcomer;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::kit::{Wrong, named};
use crate::domain::people::preferences::DigestWish;
use crate::domain::programme::ids::ProjectId;

/// Identifies a [`Person`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PersonId(pub i64);

/// A mail address, by which a person is known.
///
/// Kept in lower case: no mail provider of note tells `Ada@` from `ada@`, and people type both.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Email(String);

/// The text is not a mail address (RFC 5321, section 4.1.2).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a mail address: {0:?}")]
pub struct NotAnEmail(pub String);

impl Email {
    /// The longest address that fits an SMTP path (RFC 5321, section 4.5.3.1.3).
    const MAX_LENGTH: usize = 254;

    /// As it was typed into a form.
    ///
    /// # Errors
    /// It is no mail address.
    pub fn parse(typed: &str) -> Result<Email, Wrong> {
        typed.parse().map_err(|_: NotAnEmail| Wrong::new("email-invalid"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let address = text.trim().to_lowercase();
        if address.len() <= Self::MAX_LENGTH
            && email_address::EmailAddress::is_valid(&address)
            && !address.contains(['<', '"'])
        {
            Ok(Email(address))
        } else {
            Err(NotAnEmail(text.to_owned()))
        }
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Addresses stay out of logs, also when a struct that holds one is logged.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_however_it_is_typed() {
        assert_eq!(" Ada@Example.ORG ".parse::<Email>(), "ada@example.org".parse());
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "ada",
            "ada@",
            "@example.org",
            "a b@example.org",
            "Ada <ada@example.org>",
            "a@b\r\nBcc: c@d",
            "\"a b\"@example.org",
        ] {
            assert!(text.parse::<Email>().is_err(), "{text:?}");
        }
    }
}
