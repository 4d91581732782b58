//! One project's bulletin of one week: shown, filed, revised; with an account or by the link of a reminder.

pub mod bulletins;
pub mod draft_view;
pub mod drafts;
pub mod form_page;
pub mod pages;
mod submission;
