//! People are added, given roles, invited, named in chats, kept out; they stand in for each other, and settle what is
//! their own.

pub mod absences;
pub mod adding;
pub mod administering;
pub mod everybody;
pub mod inviting;
pub mod listing;
pub mod naming_in_chats;
pub mod protecting_coordinators;
pub mod referents;
pub mod roles;
pub mod settings;
pub mod standing_in;
