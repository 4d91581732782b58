//! A page that asks before something that cannot be taken back.

use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::errors::Error;
use super::site::Site;
use super::view;
use super::visitor::Visitor;

/// A question before something that cannot be taken back.
#[derive(Serialize)]
pub struct Question {
    /// The keys of its texts, and of its button's.
    pub title: &'static str,
    pub explanation: &'static str,
    pub button: &'static str,
    /// What it is about.
    pub name: String,
    /// Where one goes back to.
    pub back: String,
}

impl Question {
    pub fn ask(&self, site: &Site, req: &HttpRequest, visitor: &Visitor) -> Result<HttpResponse, Error> {
        view::page(site, req, visitor, "pages/kit/question", self)
    }
}
