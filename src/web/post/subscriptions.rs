//! Stopping mails of one kind, and taking that back, by the link in each mail.

use std::future::ready;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use futures_util::future::LocalBoxFuture;
use serde::{Deserialize, Serialize};

use crate::services::Refusal;
use crate::services::post::unsubscribing::{self, Subscription};
use crate::web::kit::forms::Fields;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct SubscriptionPage {
    /// The key of the words for what is stopped.
    mails: String,
    stopped: bool,
    /// They had been stopped, and come again since now.
    resumed: bool,
}

impl Page for SubscriptionPage {
    const TEMPLATE: &'static str = "pages/post/subscription";

    #[cfg(test)]
    fn samples() -> Vec<SubscriptionPage> {
        let page = |(stopped, resumed)| SubscriptionPage { mails: "stopped-digest".into(), stopped, resumed };
        [(false, false), (true, false), (false, true)].map(page).into()
    }
}

/// Only shows: a link scanner must not stop anybody's mails.
pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let subscription = read(&site, &path)?;
    let look = site.services.read(move |scope| unsubscribing::is_stopped(scope, subscription));
    let stopped = look.await.map_err(refused)?;
    respond(&site, &req, &visitor, subscription, (stopped, false))
}

#[derive(Deserialize)]
struct Typed {
    undo: Option<String>,
}

/// What is asked for.
pub struct Wish {
    /// To have the mails again.
    undo: bool,
}

/// Our page sends a form as all are. Mail programs may send theirs in parts (RFC 8058, section 3.2), with a single field that
/// says what coming here says.
impl FromRequest for Wish {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Wish, Error>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if req.content_type().eq_ignore_ascii_case("multipart/form-data") {
            return Box::pin(ready(Ok(Wish { undo: false })));
        }
        let fields = Fields::<Typed>::from_request(req, payload);
        Box::pin(async move { Ok(Wish { undo: fields.await?.0.undo.is_some() }) })
    }
}

/// Stops the mails, also for a mail program that asks in its reader's name (`List-Unsubscribe=One-Click`).
pub async fn change(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
    wish: Wish,
) -> Result<HttpResponse, Error> {
    let (subscription, stop) = (read(&site, &path)?, !wish.undo);
    let change = site.services.write(move |scope| unsubscribing::stop(scope, subscription, stop));
    change.await.map_err(refused)?;
    // No redirect: RFC 8058, section 3.1, wants none.
    respond(&site, &req, &visitor, subscription, (stop, !stop))
}

fn read(site: &Site, token: &str) -> Result<Subscription, Error> {
    Subscription::read(token, &site.services.key).ok_or(Error::LinkEnded)
}

/// The link of somebody who has been erased has ended.
fn refused(refusal: Refusal) -> Error {
    match refusal {
        Refusal::Gone => Error::LinkEnded,
        other => other.into(),
    }
}

fn respond(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    subscription: Subscription,
    (stopped, resumed): (bool, bool),
) -> Result<HttpResponse, Error> {
    let page = SubscriptionPage { mails: format!("stopped-{}", subscription.kind), stopped, resumed };
    view::show(site, req, visitor, &page)
}
