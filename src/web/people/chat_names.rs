//! The names of people in the programme's chats: given by themselves, or by a coordinator.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::domain::kit::Fault;
use crate::domain::people::PersonId;
use crate::domain::post::notification::Service;
use crate::services::Refusal;
use crate::services::people::naming_in_chats::{self as verbs, Named};
use crate::web::kit::form::Form;
use crate::web::kit::forms::Posted;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::{Coordinator, SignedIn, Visitor};
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct ChatNamesPage {
    /// Whose they are; none: the reader's own.
    person: Option<String>,
    chats: Vec<Chat>,
    form: Form,
    back: String,
}

/// A chat that the programme uses.
#[derive(Serialize)]
struct Chat {
    name: &'static str,
    /// The keys of its name and of its hint.
    label: String,
    hint: String,
}

impl From<Service> for Chat {
    fn from(service: Service) -> Self {
        Chat {
            name: service.as_str(),
            label: format!("notification-{service}"),
            hint: format!("chat-name-{service}"),
        }
    }
}

impl Page for ChatNamesPage {
    const TEMPLATE: &'static str = "pages/people/chat-names";

    #[cfg(test)]
    fn samples() -> Vec<ChatNamesPage> {
        let form = || Form::new(Service::CHATS.map(|service| (service.as_str(), "@ada")));
        let page = |chats: &[Service], form| ChatNamesPage {
            person: None,
            chats: chats.iter().copied().map(Chat::from).collect(),
            form,
            back: "/settings".into(),
        };
        let refused = page(&Service::CHATS, form().sample_fault("slack"));
        vec![
            page(&[], form()),
            page(&Service::CHATS, form()),
            ChatNamesPage { person: Some("Ada".into()), ..refused },
        ]
    }
}

/// Whose names are changed, and where one goes back to.
struct Owner {
    id: PersonId,
    is_reader: bool,
    back: String,
}

impl Owner {
    fn reader(signed_in: &SignedIn) -> Owner {
        Owner { id: signed_in.member.person.id, is_reader: true, back: "/settings".into() }
    }

    fn other(id: i64) -> Owner {
        Owner { id: PersonId(id), is_reader: false, back: format!("/admin/people/{id}") }
    }
}

type Typed = HashMap<String, String>;

pub async fn show_own(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    respond(&site, &req, &signed_in.visitor, &Owner::reader(&signed_in), None).await
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    respond(&site, &req, &coordinator.visitor, &Owner::other(*path), None).await
}

/// `refused`: what was typed, and what is wrong with it.
async fn respond(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    owner: &Owner,
    refused: Option<(&Typed, &[Fault])>,
) -> Result<HttpResponse, Error> {
    let id = owner.id;
    let Named { person, names } = site.services.read(move |scope| verbs::find(scope, id)).await?;
    let value = |(service, present): &(Service, String)| {
        let typed = refused.and_then(|(typed, _)| typed.get(service.as_str()));
        (service.as_str(), typed.unwrap_or(present).clone())
    };
    let values: Vec<(&'static str, String)> = names.iter().map(value).collect();
    let form = Form::new(values.iter().map(|(name, value)| (*name, value.as_str())));
    let page = ChatNamesPage {
        person: (!owner.is_reader).then_some(person),
        chats: names.iter().map(|(service, _)| Chat::from(*service)).collect(),
        form: form.refused(visitor, refused.map_or(&[], |(_, faults)| faults))?,
        back: owner.back.clone(),
    };
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    view::show_with_status(site, req, visitor, status, &page)
}

pub async fn change_own(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
    form: Posted<Typed>,
) -> Result<HttpResponse, Error> {
    let owner = Owner::reader(&signed_in);
    let typed = form.0.clone();
    let services = &site.services;
    let named =
        services.act(signed_in.claim, move |scope, own| verbs::name(scope, own.person.id, &typed)).await;
    respond_to(&site, &req, &signed_in.visitor, owner, (&form.0, named)).await
}

pub async fn change_of(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
    form: Posted<Typed>,
) -> Result<HttpResponse, Error> {
    let owner = Owner::other(*path);
    let (id, typed) = (owner.id, form.0.clone());
    let services = &site.services;
    let named =
        services.coordinate_proven(coordinator.claim, move |scope, _| verbs::name(scope, id, &typed)).await;
    respond_to(&site, &req, &coordinator.visitor, owner, (&form.0, named)).await
}

async fn respond_to(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    owner: Owner,
    (typed, named): (&Typed, Result<(), Refusal>),
) -> Result<HttpResponse, Error> {
    match named {
        Ok(()) => Ok(view::done(&owner.back, "done-saved")),
        Err(Refusal::Faults(faults)) => respond(site, req, visitor, &owner, Some((typed, &faults))).await,
        Err(refusal) => Err(refusal.into()),
    }
}
