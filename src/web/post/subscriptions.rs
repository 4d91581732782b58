//! Stopping mails of one kind, and taking that back, by the link in each mail.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::services::post::unsubscribing::Subscription;
use crate::store::people;
use crate::store::post::unsubscriptions;
use crate::web::kit::forms::Fields;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

#[derive(Serialize)]
struct SubscriptionPage {
    /// The key of the kind's name.
    kind: String,
    stopped: bool,
}

/// Only shows: a link scanner must not stop anybody's mails.
pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let Subscription { person, kind } = find(&site, &path).await?;
    let stopped = site.services.db.read(move |conn| unsubscriptions::contains(conn, person, kind)).await?;
    respond(&site, &req, &visitor, Subscription { person, kind }, stopped)
}

#[derive(Deserialize)]
pub struct Wish {
    /// To have the mails again.
    undo: Option<String>,
}

/// Stops the mails, also for a mail program that asks in its reader's name (`List-Unsubscribe=One-Click`).
pub async fn change(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
    form: Fields<Wish>,
) -> Result<HttpResponse, Error> {
    let subscription = find(&site, &path).await?;
    let Subscription { person, kind } = subscription;
    let (stop, now) = (form.0.undo.is_none(), visitor.now);
    site.services
        .db
        .write(move |conn| {
            if stop {
                unsubscriptions::insert(conn, person, kind, now)
            } else {
                unsubscriptions::delete(conn, person, kind)
            }
        })
        .await?;
    // No redirect: RFC 8058, section 3.1, wants none.
    respond(&site, &req, &visitor, subscription, stop)
}

/// What the link stands for; its owner may have been erased since.
async fn find(site: &Site, token: &str) -> Result<Subscription, Error> {
    let subscription = Subscription::read(token, &site.services.key).ok_or(Error::LinkEnded)?;
    let person = site.services.db.read(move |conn| people::by_id(conn, subscription.person)).await?;
    person.map(|_| subscription).ok_or(Error::LinkEnded)
}

fn respond(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    subscription: Subscription,
    stopped: bool,
) -> Result<HttpResponse, Error> {
    let page = SubscriptionPage { kind: format!("mail-kind-{}", subscription.kind), stopped };
    view::page(site, req, visitor, "pages/post/subscription", &page)
}
