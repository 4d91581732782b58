//! The names of people in the programme's chats: given by themselves, or by a coordinator.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::domain::people::{Person, PersonId};
use crate::domain::post::notification::Service;
use crate::services::people::naming_in_chats;
use crate::store::people::{self, chat_names};
use crate::store::{self};
use crate::web::kit::forms::Posted;
use crate::web::kit::view;
use crate::web::kit::visitor::{Coordinator, SignedIn, Visitor};
use crate::web::{Error, Site};

#[derive(Serialize)]
struct ChatNamesPage {
    /// Whose they are; none: the reader's own.
    person: Option<String>,
    fields: Vec<ChatField>,
    back: String,
}

#[derive(Serialize)]
struct ChatField {
    service: &'static str,
    /// The keys of its name and its hint.
    label: String,
    hint: String,
    value: String,
    error: Option<String>,
}

/// Whose names are changed, and where one goes back to.
struct Owner {
    person: Person,
    is_reader: bool,
    back: String,
}

pub async fn show_own(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let owner = own(&signed_in);
    respond(&site, &req, &signed_in.visitor, owner, None).await
}

pub async fn change_own(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
    form: Posted<HashMap<String, String>>,
) -> Result<HttpResponse, Error> {
    let owner = own(&signed_in);
    change(&site, &req, &signed_in.visitor, owner, &form.0).await
}

fn own(signed_in: &SignedIn) -> Owner {
    Owner { person: signed_in.member.person.clone(), is_reader: true, back: "/settings".into() }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let owner = of(&site, *path).await?;
    respond(&site, &req, &coordinator.visitor, owner, None).await
}

pub async fn change_of(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
    form: Posted<HashMap<String, String>>,
) -> Result<HttpResponse, Error> {
    let owner = of(&site, *path).await?;
    change(&site, &req, &coordinator.visitor, owner, &form.0).await
}

async fn of(site: &Site, id: i64) -> Result<Owner, Error> {
    let person = site.services.db.read(move |conn| people::by_id(conn, PersonId(id))).await?;
    let back = format!("/admin/people/{id}");
    Ok(Owner { person: person.ok_or(Error::NotFound)?, is_reader: false, back })
}

fn chats(site: &Site) -> Vec<Service> {
    site.services.config.chat.channels().into_iter().map(|(service, _)| service).collect()
}

/// `refused`: what was typed, and which of it cannot be a name.
async fn respond(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    owner: Owner,
    refused: Option<(&HashMap<String, String>, Vec<Service>)>,
) -> Result<HttpResponse, Error> {
    let id = owner.person.id;
    let known = site.services.db.read(move |conn| chat_names::of_person(conn, id)).await?;
    let field = |service: Service| {
        let present = || known.iter().find(|name| name.service == service).map(|name| name.name.clone());
        let (value, wrong) = match &refused {
            Some((typed, wrong)) => (typed.get(service.as_str()).cloned(), wrong.contains(&service)),
            None => (present(), false),
        };
        Ok(ChatField {
            service: service.as_str(),
            label: format!("notification-{service}"),
            hint: format!("chat-name-{service}"),
            value: value.unwrap_or_default(),
            error: wrong.then(|| view::text(visitor, "chat-name-wrong", &[])).transpose()?,
        })
    };
    let page = ChatNamesPage {
        person: (!owner.is_reader).then_some(owner.person.name),
        fields: chats(site).into_iter().map(field).collect::<Result<_, Error>>()?,
        back: owner.back,
    };
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    view::page_with_status(site, req, visitor, status, "pages/people/chat-names", &page)
}

async fn change(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    owner: Owner,
    typed: &HashMap<String, String>,
) -> Result<HttpResponse, Error> {
    let name_of = |service: Service| (service, typed.get(service.as_str()).cloned().unwrap_or_default());
    let names: Vec<(Service, String)> = chats(site).into_iter().map(name_of).collect();
    let id = owner.person.id;
    let named: store::Result<_> =
        site.services.db.write(move |conn| naming_in_chats::name(conn, id, &names)).await;
    match named? {
        Ok(()) => Ok(view::done(&owner.back, "done-saved")),
        Err(wrong) => respond(site, req, visitor, owner, Some((typed, wrong))).await,
    }
}
