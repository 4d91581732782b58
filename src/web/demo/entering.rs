//! Signing in as anyone, without a password.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::levers;
use crate::domain::people::PersonId;
use crate::services::identity::sessions;
use crate::web::kit::forms::Fields;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site, identity};

#[derive(Deserialize)]
pub struct SignInAs {
    person: i64,
}

/// Whoever chooses for themselves leaves the tour.
pub async fn enter(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    form: Fields<SignInAs>,
) -> Result<HttpResponse, Error> {
    levers::of(&site)?.tour.go(None);
    enter_as(&site, &req, &visitor, PersonId(form.0.person), "/").await
}

/// Signs in as that person, and leads on.
pub async fn enter_as(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    person: PersonId,
    to: &str,
) -> Result<HttpResponse, Error> {
    let browser = identity::browser_of(req, visitor);
    let entered = site.services.write(move |scope| sessions::open(scope, person, &browser, None)).await?;
    identity::welcome(site, &entered, to)
}
