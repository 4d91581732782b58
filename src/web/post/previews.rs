//! The next digest, before it leaves.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::domain::reading::search::fold;
use crate::mail::mailbox::Received;
use crate::services::weekly::previewing::{self, Previewed};
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::framed;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct PreviewPage {
    /// When it leaves; none: no digest is to come.
    at: Option<String>,
    mails: Vec<MailRow>,
    /// Whether there are so many that one of them is looked for; and what is, in addresses and subjects.
    has_many: bool,
    search: String,
}

/// So many are seen at a glance.
const FEW: usize = 10;

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
}

#[derive(Serialize)]
struct MailRow {
    number: usize,
    to: String,
    subject: String,
}

impl Page for PreviewPage {
    const TEMPLATE: &'static str = "pages/post/preview";

    #[cfg(test)]
    fn samples() -> Vec<PreviewPage> {
        let row = MailRow { number: 0, to: "ada@x.example".into(), subject: "Bulletins".into() };
        let at = || Some("2026-03-06T15:05:00".to_owned());
        vec![
            PreviewPage { at: None, mails: Vec::new(), has_many: false, search: String::new() },
            PreviewPage { at: at(), mails: Vec::new(), has_many: true, search: "ada".into() },
            PreviewPage { at: at(), mails: vec![row], has_many: true, search: String::new() },
        ]
    }
}

#[derive(Serialize)]
pub struct PreviewedMailPage {
    number: usize,
    to: String,
    subject: String,
    text: String,
}

impl Page for PreviewedMailPage {
    const TEMPLATE: &'static str = "pages/post/previewed-mail";

    #[cfg(test)]
    fn samples() -> Vec<PreviewedMailPage> {
        let (to, subject) = ("ada@x.example".into(), "Bulletins".into());
        vec![PreviewedMailPage { number: 0, to, subject, text: "Bonjour".into() }]
    }
}

/// To whom it would go.
pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    wanted: web::Query<Wanted>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let preview = previewing::preview(&site.services).await?;
    let wanted = wanted.into_inner().q;
    let page = match preview {
        None => PreviewPage { at: None, mails: Vec::new(), has_many: false, search: wanted },
        Some(preview) => {
            let are_many = preview.mails.len() > FEW;
            let row = |(number, mail): (usize, Previewed)| MailRow {
                number,
                to: mail.shown.to,
                subject: mail.shown.subject,
            };
            let is_wanted = |row: &MailRow| {
                [&row.to, &row.subject].iter().any(|text| fold(text).contains(&fold(&wanted)))
            };
            PreviewPage {
                at: Some(view::local(&site, preview.at)),
                mails: preview.mails.into_iter().enumerate().map(row).filter(is_wanted).collect(),
                has_many: are_many || !wanted.is_empty(),
                search: wanted,
            }
        }
    };
    view::show(&site, &req, &coordinator.visitor, &page)
}

/// What one of its readers would get.
pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<usize>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let number = *path;
    let Received { to, subject, text, .. } = find(&site, number).await?;
    let page = PreviewedMailPage { number, to, subject, text };
    view::show(&site, &req, &coordinator.visitor, &page)
}

/// The HTML part alone, for the frame in the page.
pub async fn show_html(
    site: web::Data<Site>,
    path: web::Path<usize>,
    _: Coordinator,
) -> Result<HttpResponse, Error> {
    Ok(framed::mail(&find(&site, *path).await?.html))
}

async fn find(site: &Site, number: usize) -> Result<Received, Error> {
    let preview = previewing::preview(&site.services).await?;
    let found = preview.and_then(|preview| preview.mails.into_iter().nth(number));
    found.map(|mail| mail.shown).ok_or(Error::NotFound)
}

/// Sends it to who looks at it.
pub async fn send_copy(
    site: web::Data<Site>,
    path: web::Path<usize>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    previewing::send_copy(&site.services, coordinator.claim, *path).await?;
    Ok(view::done("/admin/digest", "done-copied"))
}
