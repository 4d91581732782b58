//! People: all of them, one of them, one's own settings.

pub mod absences;
pub mod chat_names;
pub mod choices;
pub mod everybody;
pub mod invitations;
pub mod lost_factors;
pub mod person;
pub mod roles;
pub mod settings;
pub mod stand_ins;
pub mod words;
