//! Requests for help: asked, taken, given back, closed, with an account or by the link in a mail; all of them, and how
//! soon they are answered.

mod acting;
pub mod asking;
pub mod links;
pub mod list;
pub mod measures;
pub mod offers;
pub mod requests;
pub mod seen_view;
mod views;
