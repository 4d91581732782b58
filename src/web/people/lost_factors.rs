//! Somebody has lost their second factor, and another lets them begin anew.

use actix_web::{HttpRequest, HttpResponse, web};

use super::person;
use crate::domain::people::PersonId;
use crate::services::identity::removing_factors;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::question::Question;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

pub async fn ask_removal(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let found = person::find_proven(&site, &coordinator, PersonId(*path)).await?;
    if !found.second_factor {
        return Err(Error::NotFound);
    }
    let question = Question {
        title: "factor-remove",
        explanation: "factor-remove-explanation",
        button: "remove",
        name: found.person.name,
        sent: None,
        back: person::at(found.person.id),
    };
    view::show(&site, &req, &coordinator.visitor, &question)
}

pub async fn remove(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let id = PersonId(*path);
    removing_factors::remove_of(&site.services, coordinator.claim, id).await?;
    Ok(view::done(&person::at(id), "done-factor-removed"))
}
