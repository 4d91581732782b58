//! Requests for help, who sees to them, and their stories.

pub mod events;
pub(in crate::store) mod finding;
pub mod forgetting;
pub mod of_person;
pub mod offers;
pub mod requests;
pub mod takings;
