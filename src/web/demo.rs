//! What exists in `bulletins demo` alone: a clock to move, a mailbox to read, and signing in as anyone.

use std::sync::Arc;

use actix_web::web::{self, ServiceConfig, get, post, resource};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};

use super::kit::forms::Fields;
use super::kit::view;
use super::kit::visitor::Visitor;
use super::{Error, Site, identity};
use crate::clock::Shifted;
use crate::domain::calendar::schedule::{EventKind, upcoming};
use crate::domain::people::{Member, PersonId, Role};
use crate::domain::programme::project::Project;
use crate::mail::mailbox::{Mailbox, Received};
use crate::services::filing;
use crate::services::post::delivering::Delivery;
use crate::store::programme::projects;
use crate::store::{self, people};
use crate::worker;

/// The demo's own levers.
pub struct Demo {
    pub clock: Arc<Shifted>,
    pub mailbox: Arc<Mailbox>,
    pub delivery: Arc<Delivery>,
    pub turn: worker::Turn,
}

/// The demo's addresses, added to the map.
pub fn map(config: &mut ServiceConfig) {
    config
        .service(resource("/demo").route(get().to(show)))
        .service(resource("/demo/clock").route(post().to(move_clock)))
        .service(resource("/demo/sign-in").route(post().to(sign_in_as)))
        .service(resource("/demo/mailbox").route(get().to(list_mails)))
        .service(resource("/demo/mailbox.json").route(get().to(list_mails_as_json)))
        .service(resource("/demo/mailbox/{message_id}").route(get().to(show_mail)))
        .service(resource("/demo/mailbox/{message_id}/html").route(get().to(show_mail_html)));
}

#[derive(Serialize)]
struct DemoPage {
    now: String,
    moves: Vec<Move>,
    coordinators: Vec<PersonView>,
    projects: Vec<ProjectPeople>,
    mails: usize,
}

#[derive(Serialize)]
struct Move {
    to: &'static str,
    /// The key of its name.
    key: &'static str,
    at: String,
}

#[derive(Serialize)]
struct PersonView {
    id: i64,
    name: String,
}

#[derive(Serialize)]
struct ProjectPeople {
    name: String,
    eigs: Vec<PersonView>,
    mentors: Vec<PersonView>,
}

impl From<&Member> for PersonView {
    fn from(member: &Member) -> Self {
        PersonView { id: member.person.id.0, name: member.person.name.clone() }
    }
}

/// The moments to which the clock can be moved, as the form names them.
const MOMENTS: [(&str, EventKind, &str); 5] = [
    ("announcement", EventKind::Announcement, "event-announcement"),
    ("reminder", EventKind::Reminder, "event-reminder"),
    ("closing", EventKind::Closing, "event-closing"),
    ("digest", EventKind::Digest, "event-digest"),
    ("monday", EventKind::Opening, "event-opening"),
];

pub async fn show(site: web::Data<Site>, req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, Error> {
    let demo = demo_of(&site)?;
    let (everybody, projects, pauses) = site
        .services
        .db
        .read(|conn| -> store::Result<_> {
            Ok((people::members(conn)?, projects::all(conn)?, filing::pauses(conn)?))
        })
        .await?;
    let services = &site.services;
    let events = upcoming(&services.config.schedule, &services.calendar, &pauses, visitor.now, 50);
    let with_role = |project: &Project, role: Role| -> Vec<PersonView> {
        everybody.iter().filter(|member| member.has_role(role, project.id)).map(PersonView::from).collect()
    };
    let page = DemoPage {
        now: view::local(&site, visitor.now),
        moves: MOMENTS
            .into_iter()
            .filter_map(|(to, kind, key)| {
                let event = events.iter().find(|event| event.kind == kind)?;
                Some(Move { to, key, at: view::local(&site, event.at) })
            })
            .collect(),
        coordinators: everybody.iter().filter(|m| m.person.coordinator).map(PersonView::from).collect(),
        projects: projects
            .iter()
            .map(|project| ProjectPeople {
                name: project.name.clone(),
                eigs: with_role(project, Role::Eig),
                mentors: with_role(project, Role::Mentor),
            })
            .collect(),
        mails: demo.mailbox.newest_first().len(),
    };
    view::page(&site, &req, &visitor, "pages/demo/demo", &page)
}

#[derive(Deserialize)]
pub struct ClockForm {
    to: String,
}

/// Moves the clock on to the next such moment, and does all that is due by then before it answers.
pub async fn move_clock(
    site: web::Data<Site>,
    visitor: Visitor,
    form: Fields<ClockForm>,
) -> Result<HttpResponse, Error> {
    let demo = demo_of(&site)?;
    let wanted = MOMENTS.into_iter().find(|(name, ..)| *name == form.0.to).ok_or(Error::Unreadable)?.1;
    let services = &site.services;
    let pauses = services.db.read(filing::pauses).await?;
    let events = upcoming(&services.config.schedule, &services.calendar, &pauses, visitor.now, 50);
    let Some(last) = events.iter().position(|event| event.kind == wanted) else {
        return Err(Error::NotFound);
    };
    let _turn = demo.turn.lock().await;
    // What is due by now is done before the clock moves, and so is what comes on the way: to jump over it would skip it.
    pass(&site, demo).await?;
    for event in &events[..=last] {
        demo.clock.advance(event.at);
        pass(&site, demo).await?;
    }
    Ok(view::see_other("/demo"))
}

async fn pass(site: &Site, demo: &Demo) -> Result<(), Error> {
    Ok(worker::pass(&site.services, &demo.delivery, site.clock.as_ref()).await?)
}

#[derive(Deserialize)]
pub struct SignInAs {
    person: i64,
}

pub async fn sign_in_as(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    form: Fields<SignInAs>,
) -> Result<HttpResponse, Error> {
    demo_of(&site)?;
    let id = PersonId(form.0.person);
    site.services.db.read(move |conn| people::by_id(conn, id)).await?.ok_or(Error::NotFound)?;
    identity::let_in(&site, &req, &visitor, (id, None), "/").await
}

#[derive(Serialize)]
struct MailboxPage {
    mails: Vec<Received>,
}

pub async fn list_mails(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let mails = demo_of(&site)?.mailbox.newest_first();
    view::page(&site, &req, &visitor, "pages/demo/mailbox", &MailboxPage { mails })
}

pub async fn list_mails_as_json(site: web::Data<Site>) -> Result<HttpResponse, Error> {
    Ok(HttpResponse::Ok().json(demo_of(&site)?.mailbox.newest_first()))
}

pub async fn show_mail(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    path: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let mail = demo_of(&site)?.mailbox.find(&path).ok_or(Error::NotFound)?;
    view::page(&site, &req, &visitor, "pages/demo/mail", &mail)
}

/// The HTML part alone, for the frame in the page: its styles are inline, so that it has a policy of its own.
pub async fn show_mail_html(site: web::Data<Site>, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let mail = demo_of(&site)?.mailbox.find(&path).ok_or(Error::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((
            "content-security-policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
        ))
        .insert_header(("x-frame-options", "SAMEORIGIN"))
        .body(mail.html))
}

fn demo_of(site: &Site) -> Result<&Demo, Error> {
    site.demo.as_ref().ok_or(Error::NotFound)
}
