//! One project's bulletin of one week: shown, filed, revised; with an account or by the link of a reminder.

pub mod bulletins;
mod closed;
pub mod draft_view;
pub mod drafts;
pub mod form_page;
mod outcomes;
pub mod pages;
mod submission;
