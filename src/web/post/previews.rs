//! The next digest, before it leaves.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::services::weekly::previewing;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct PreviewPage {
    /// When it leaves; none: no digest is to come.
    at: Option<String>,
    mails: Vec<MailRow>,
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
            PreviewPage { at: None, mails: Vec::new() },
            PreviewPage { at: at(), mails: Vec::new() },
            PreviewPage { at: at(), mails: vec![row] },
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
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let preview = previewing::preview(&site.services).await?;
    let page = match preview {
        None => PreviewPage { at: None, mails: Vec::new() },
        Some(preview) => PreviewPage {
            at: Some(view::local(&site, preview.at)),
            mails: preview
                .mails
                .into_iter()
                .enumerate()
                .map(|(number, mail)| MailRow { number, to: mail.shown.to, subject: mail.shown.subject })
                .collect(),
        },
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
    let preview = previewing::preview(&site.services).await?;
    let found = preview.and_then(|preview| preview.mails.into_iter().nth(number)).ok_or(Error::NotFound)?;
    let page = PreviewedMailPage {
        number,
        to: found.shown.to,
        subject: found.shown.subject,
        text: found.shown.text,
    };
    view::show(&site, &req, &coordinator.visitor, &page)
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
