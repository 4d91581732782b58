//! The outbox, as coordinators see it: every mail accounted for.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::domain::post::delivery::{Cause, State};
use crate::domain::post::notification::Service;
use crate::domain::privacy::audit::Action;
use crate::store;
use crate::store::post::outbox::{self, MailId, Why};
use crate::store::privacy::audit::{self, Entry};
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

/// How many mails a page lists.
const PAGE: i64 = 50;
/// How long a mail that a coordinator sends again may take.
const SECOND_LIFE: TimeDelta = TimeDelta::hours(48);

#[derive(Deserialize)]
pub struct Filter {
    #[serde(default)]
    state: String,
    #[serde(default)]
    page: i64,
}

#[derive(Serialize)]
struct MailsPage {
    states: Vec<StateRow>,
    can_try_again: bool,
    mails: Vec<MailRow>,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct StateRow {
    name: &'static str,
    /// The key of its word.
    key: String,
    count: i64,
    shown: bool,
}

#[derive(Serialize)]
struct MailRow {
    id: i64,
    kind: String,
    recipient: String,
    /// The key of a chat's name; none: it is a mail.
    chat: Option<String>,
    attempts: i32,
    why: Option<WhyView>,
    at: String,
    can_try_again: bool,
}

/// Why a mail was not sent, or not yet.
#[derive(Serialize)]
struct WhyView {
    /// The key of a sentence; none: the words are all there is.
    key: Option<String>,
    /// What the sentence quotes.
    words: String,
}

impl From<Why> for WhyView {
    fn from(why: Why) -> Self {
        match why {
            Why::Cause(Cause { reason, detail }) => {
                WhyView { key: Some(format!("mail-reason-{reason}")), words: detail.unwrap_or_default() }
            }
            Why::Words(words) => WhyView { key: None, words },
        }
    }
}

/// What failed comes first; a filter shows the others.
pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    filter: web::Query<Filter>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, .. } = coordinator;
    let state: State = filter.state.parse().unwrap_or(State::Failed);
    let number = filter.page.clamp(0, 1_000_000);
    let (counts, mut mails) = site
        .services
        .db
        .read(move |conn| -> store::Result<_> {
            Ok((outbox::count_by_state(conn)?, outbox::list(conn, state, number * PAGE, PAGE + 1)?))
        })
        .await?;
    let more = mails.len() as i64 > PAGE;
    mails.truncate(PAGE as usize);
    let at = |number: i64| {
        let fields = [("state", state.to_string()), ("page", number.to_string())];
        view::address("/admin/mail", &fields.each_ref().map(|(name, value)| (*name, value.as_str())))
    };
    let page = MailsPage {
        states: State::ALL
            .into_iter()
            .map(|each| StateRow {
                name: each.as_str(),
                key: format!("mail-{each}"),
                count: counts.get(&each).copied().unwrap_or_default(),
                shown: each == state,
            })
            .collect(),
        can_try_again: mails.iter().any(|mail| mail.can_try_again),
        mails: mails
            .into_iter()
            .map(|mail| MailRow {
                id: mail.id.0,
                kind: format!("mail-kind-{}", mail.kind),
                recipient: mail.recipient,
                chat: (mail.service != Service::Email).then(|| format!("notification-{}", mail.service)),
                can_try_again: mail.can_try_again,
                attempts: mail.attempts,
                why: mail.why.map(WhyView::from),
                at: view::local(&site, mail.finished_at.unwrap_or(mail.created_at)),
            })
            .collect(),
        previous: (number > 0).then(|| at(number - 1)),
        next: more.then(|| at(number + 1)),
    };
    view::page(&site, &req, &visitor, "pages/post/mails", &page)
}

/// Puts a mail that was given up back in the queue.
pub async fn try_again(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let (id, now) = (MailId(path.into_inner()), coordinator.visitor.now);
    let entry = Entry::new(coordinator.member.person.id, Action::MailRetried).with(id.0);
    let found = site
        .services
        .db
        .write(move |conn| -> store::Result<bool> {
            let found = outbox::try_again(conn, id, now, now + SECOND_LIFE)?;
            if found {
                audit::record(conn, &entry, now)?;
            }
            Ok(found)
        })
        .await?;
    if found { Ok(view::done("/admin/mail?state=pending", "done-retried")) } else { Err(Error::NotFound) }
}
