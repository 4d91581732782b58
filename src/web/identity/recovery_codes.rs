//! Recovery codes, shown once.

use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use crate::web::kit::page::Page;
use crate::web::kit::security_log::{self, Event};
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct CodesPage {
    codes: Vec<String>,
    /// Where one goes on to.
    to: String,
}

impl Page for CodesPage {
    const TEMPLATE: &'static str = "pages/identity/recovery-codes";
    const IS_SHOWN_ONCE: bool = true;

    #[cfg(test)]
    fn samples() -> Vec<CodesPage> {
        vec![CodesPage { codes: vec!["0123-4567-89ab-cdef-0123-4567".into(); 10], to: "/".into() }]
    }
}

pub fn show(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    codes: Vec<String>,
    to: &str,
) -> Result<HttpResponse, Error> {
    let shown = view::show(site, req, visitor, &CodesPage { codes, to: to.to_owned() })?;
    Ok(security_log::marked(shown, Event::RightUsed))
}
