//! One project's bulletin of one week: shown, filed, revised; with an account or by the link of a reminder.

pub mod bulletins;
mod closed;
pub mod course_view;
pub mod draft_view;
pub mod drafts;
mod fault_names;
mod fields_view;
mod first_tap_view;
pub mod form_page;
mod last_week;
pub mod pages;
mod preview;
pub mod revising_view;
mod shown;
pub mod submission;
