//! People are added, given roles, invited, named in chats, kept out.

pub mod administering;
pub mod inviting;
pub mod naming_in_chats;
pub mod protecting_coordinators;
