//! What exists in `bulletins demo` alone: a clock to move, a mailbox to read, and signing in as anyone.

use actix_web::web::{self, ServiceConfig, get, post, resource};
use actix_web::{HttpRequest, HttpResponse};
use chrono::DateTime;
use serde::{Deserialize, Serialize};

use super::kit::forms::Fields;
use super::kit::page::Page;
use super::kit::view;
use super::kit::visitor::Visitor;
use super::{Demo, Error, Site, identity};
use crate::domain::calendar::schedule::EventKind;
use crate::domain::people::{Member, PersonId};
use crate::mail::mailbox::Received;
use crate::services::identity::sessions;
use crate::services::{self, demo as cast};
use crate::worker;

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
pub struct DemoPage {
    now: String,
    moves: Vec<Move>,
    coordinators: Vec<CoordinatorView>,
    others: Vec<OtherView>,
    projects: Vec<ProjectPeople>,
    mails: usize,
}

impl Page for DemoPage {
    const TEMPLATE: &'static str = "pages/demo/demo";

    #[cfg(test)]
    fn samples() -> Vec<DemoPage> {
        let at = || "2026-03-06T10:00:00".to_owned();
        let ada = || PersonView { id: 1, name: "Ada".into() };
        let other = |until: Option<&str>, mentor: Option<&str>| OtherView {
            person: ada(),
            role: "role-helper".into(),
            until: until.map(str::to_owned),
            has_left: until.is_some() && mentor.is_none(),
            mentor: mentor.map(str::to_owned),
        };
        let team = ProjectPeople { name: "CartoBio".into(), eigs: vec![ada()], mentors: vec![ada()] };
        vec![
            DemoPage {
                now: at(),
                moves: Vec::new(),
                coordinators: Vec::new(),
                others: Vec::new(),
                projects: Vec::new(),
                mails: 0,
            },
            DemoPage {
                now: at(),
                moves: vec![Move { to: "digest", key: "event-digest", at: at() }],
                coordinators: vec![CoordinatorView { person: ada(), projects: 8 }],
                others: vec![
                    other(None, None),
                    other(Some("2026-03-31"), None),
                    other(Some("2026-03-31"), Some("Mina")),
                ],
                projects: vec![team],
                mails: 3,
            },
        ]
    }
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
struct CoordinatorView {
    person: PersonView,
    /// About how many they are asked.
    projects: usize,
}

#[derive(Serialize)]
struct OtherView {
    person: PersonView,
    /// The key of its word.
    role: String,
    until: Option<String>,
    has_left: bool,
    /// For whom they stand in.
    mentor: Option<String>,
}

impl From<&cast::Other> for OtherView {
    fn from(other: &cast::Other) -> Self {
        let (mentor, last_day) = other.mentor.clone().unzip();
        OtherView {
            person: PersonView::from(&other.member),
            role: format!("role-{}", other.held.role),
            until: last_day.or(other.held.until_day).map(|day| day.to_string()),
            has_left: other.held.is_past(other.member.today),
            mentor,
        }
    }
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
const MOMENTS: [(&str, EventKind, &str); 7] = [
    ("referents", EventKind::HelpReferent, "event-help-referent"),
    ("overview", EventKind::HelpOverview, "event-help-overview"),
    ("announcement", EventKind::Announcement, "event-announcement"),
    ("reminder", EventKind::Reminder, "event-reminder"),
    ("closing", EventKind::Closing, "event-closing"),
    ("digest", EventKind::Digest, "event-digest"),
    ("monday", EventKind::Opening, "event-opening"),
];

async fn show(site: web::Data<Site>, req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, Error> {
    let demo = demo_of(&site)?;
    let (cast, events) = site
        .services
        .read(|scope| -> Result<_, services::Error> { Ok((cast::cast(scope)?, cast::events(scope)?)) })
        .await?;
    let views = |members: &[Member]| members.iter().map(PersonView::from).collect();
    let page = DemoPage {
        now: view::local(&site, visitor.now),
        moves: MOMENTS
            .into_iter()
            .filter_map(|(to, kind, key)| {
                let event = events.iter().find(|event| event.kind == kind)?;
                Some(Move { to, key, at: view::local(&site, event.at) })
            })
            .collect(),
        coordinators: cast
            .coordinators
            .iter()
            .map(|(member, projects)| CoordinatorView { person: member.into(), projects: *projects })
            .collect(),
        others: cast.others.iter().map(OtherView::from).collect(),
        projects: cast
            .teams
            .iter()
            .map(|(project, eigs, mentors)| ProjectPeople {
                name: project.name.clone(),
                eigs: views(eigs),
                mentors: views(mentors),
            })
            .collect(),
        mails: demo.mailbox.newest_first().len(),
    };
    view::show(&site, &req, &visitor, &page)
}

#[derive(Deserialize)]
struct ClockForm {
    to: String,
}

/// Moves the clock on to the next such moment, and does all that is due by then before it answers.
async fn move_clock(site: web::Data<Site>, form: Fields<ClockForm>) -> Result<HttpResponse, Error> {
    let demo = demo_of(&site)?;
    let wanted = MOMENTS.into_iter().find(|(name, ..)| *name == form.0.to).ok_or(Error::Unreadable)?.1;
    let events = site.services.read(cast::events).await?;
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
    site.services.write(sessions::refresh_all).await?;
    Ok(view::see_other("/demo"))
}

async fn pass(site: &Site, demo: &Demo) -> Result<(), Error> {
    Ok(worker::pass(&site.services, &demo.delivery, site.clock.as_ref()).await?)
}

#[derive(Deserialize)]
struct SignInAs {
    person: i64,
}

async fn sign_in_as(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    form: Fields<SignInAs>,
) -> Result<HttpResponse, Error> {
    demo_of(&site)?;
    let id = PersonId(form.0.person);
    let browser = identity::browser_of(&req, &visitor);
    let entered = site.services.write(move |scope| sessions::open(scope, id, &browser, None)).await?;
    identity::welcome(&site, &entered, "/")
}

#[derive(Serialize)]
pub struct MailboxPage {
    mails: Vec<MailRow>,
}

#[derive(Serialize)]
struct MailRow {
    message_id: String,
    subject: String,
    to: String,
    /// The key of the kind's name.
    kind: String,
    at: Option<String>,
}

impl MailRow {
    fn new(mail: Received, at: Option<String>) -> MailRow {
        let Received { kind, to, subject, message_id, .. } = mail;
        MailRow { message_id, subject, to, kind: format!("mail-kind-{kind}"), at }
    }
}

/// When a mail was written, on the programme's clocks.
fn written_at(site: &Site, mail: &Received) -> Option<String> {
    let at = DateTime::parse_from_rfc3339(&mail.date).ok()?;
    Some(view::local(site, at.to_utc()))
}

impl Page for MailboxPage {
    const TEMPLATE: &'static str = "pages/demo/mailbox";

    #[cfg(test)]
    fn samples() -> Vec<MailboxPage> {
        vec![
            MailboxPage { mails: Vec::new() },
            MailboxPage {
                mails: MailPage::samples().into_iter().map(|page| MailRow::new(page.mail, page.at)).collect(),
            },
        ]
    }
}

/// One mail.
#[derive(Serialize)]
pub struct MailPage {
    #[serde(flatten)]
    mail: Received,
    at: Option<String>,
}

impl Page for MailPage {
    const TEMPLATE: &'static str = "pages/demo/mail";

    #[cfg(test)]
    fn samples() -> Vec<MailPage> {
        let text = |text: &str| text.to_owned();
        let mail = Received {
            kind: text("digest"),
            to: text("ada@cartobio.example"),
            subject: text("The week"),
            message_id: text("1@eig.example"),
            date: text("2026-03-06T15:05:00+01:00"),
            text: text("Hello"),
            html: text("<p>Hello</p>"),
        };
        vec![
            MailPage { mail: mail.clone(), at: Some(text("2026-03-06T15:05:00")) },
            MailPage { mail, at: None },
        ]
    }
}

async fn list_mails(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let row = |mail: Received| {
        let at = written_at(&site, &mail);
        MailRow::new(mail, at)
    };
    let mails = demo_of(&site)?.mailbox.newest_first().into_iter().map(row).collect();
    view::show(&site, &req, &visitor, &MailboxPage { mails })
}

async fn list_mails_as_json(site: web::Data<Site>) -> Result<HttpResponse, Error> {
    Ok(HttpResponse::Ok().json(demo_of(&site)?.mailbox.newest_first()))
}

async fn show_mail(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    path: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let mail = demo_of(&site)?.mailbox.find(&path).ok_or(Error::NotFound)?;
    let at = written_at(&site, &mail);
    view::show(&site, &req, &visitor, &MailPage { mail, at })
}

/// The HTML part alone, for the frame in the page: its styles are inline, so that it has a policy of its own.
async fn show_mail_html(site: web::Data<Site>, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let mail = demo_of(&site)?.mailbox.find(&path).ok_or(Error::NotFound)?;
    // A page may not stand in that frame: a link of the mail opens as it does from a mailbox.
    let html = mail.html.replacen("<head>", r#"<head><base target="_blank">"#, 1);
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((
            "content-security-policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
        ))
        .insert_header(("x-frame-options", "SAMEORIGIN"))
        .body(html))
}

fn demo_of(site: &Site) -> Result<&Demo, Error> {
    site.demo.as_ref().ok_or(Error::NotFound)
}
