//! The people of the programme and their roles.

pub mod absence;
mod chat_name;
mod email;
pub mod locale;
mod member;
mod membership;
mod newcomers;
pub mod preferences;
pub mod presence;
pub mod rights;
mod role;

pub use chat_name::ChatName;
pub use email::{Email, NotAnEmail};
pub use locale::Locale;
pub use member::{FiledAs, Member};
pub use membership::Membership;
pub use newcomers::Newcomer;
pub use role::Role;

use serde::{Deserialize, Serialize};

use crate::domain::people::preferences::DigestWish;

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
