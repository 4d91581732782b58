//! Whoever reads a bulletin says so by a button: on its page, or behind the link of a mail. Looking changes nothing,
//! however often and by whatever program.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::services::reading::acknowledging::{self, Found, Own, Pass, Word};
use crate::services::reading::links::ReadLink;
use crate::services::{Refusal, Scope};
use crate::views::{BulletinView, MoodView, ProjectView};
use crate::web::filing::submission::{address, place_of};
use crate::web::kit::ended_links::{self, Words};
use crate::web::kit::forms::{Fields, Posted};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::{SignedIn, Visitor};
use crate::web::{Error, Site};

/// What a reader has said, and the button to say it, or to take it back.
#[derive(Serialize)]
pub struct OwnView {
    /// Where the button leads.
    at: String,
    /// Whether it stands behind a link: there no session's token is needed, and that it is too late is said.
    linked: bool,
    said_at: Option<String>,
    /// Whether it can be said still.
    open: bool,
    until: String,
}

impl OwnView {
    /// With an account.
    pub fn new(site: &Site, own: &Own, at: String) -> OwnView {
        OwnView {
            at,
            linked: false,
            said_at: own.said_at.map(|at| view::local(site, at)),
            open: own.is_open,
            // The last day, rather than the first on which it is too late.
            until: view::local(site, own.until - TimeDelta::seconds(1)),
        }
    }

    #[cfg(test)]
    pub fn samples() -> [OwnView; 4] {
        let own = |said: bool, open: bool| OwnView {
            at: "/r/x".into(),
            linked: !open,
            said_at: said.then(|| "2026-03-09T09:05:00".into()),
            open,
            until: "2026-03-22T23:59:59".into(),
        };
        [own(false, true), own(true, true), own(false, false), own(true, false)]
    }
}

/// So many characters of a text tell which bulletin it is.
const SHORT: usize = 100;

#[derive(Serialize)]
pub struct LinkPage {
    project: ProjectView,
    week: String,
    /// None: a quiet week, for which the team told none.
    mood: Option<MoodView>,
    quiet: bool,
    /// What they say that they have read, in short; none once nothing can be said.
    bulletin: Option<BulletinView>,
    /// Whether that is all of it.
    is_whole: bool,
    own: OwnView,
}

impl Page for LinkPage {
    const TEMPLATE: &'static str = "pages/reading/acknowledging";

    #[cfg(test)]
    fn samples() -> Vec<LinkPage> {
        use crate::domain::filing::bulletin::Mood;
        let page = |own: OwnView, quiet: bool| LinkPage {
            project: ProjectView::sample(),
            week: "2026-W10".into(),
            mood: (!quiet).then(|| Mood::Good.into()),
            quiet,
            is_whole: quiet && own.open,
            bulletin: own.open.then(|| BulletinView::sample().shortened(SHORT)),
            own,
        };
        let each = OwnView::samples().into_iter().map(|own| page(own, false));
        each.chain(OwnView::samples().into_iter().map(|own| page(own, true))).collect()
    }
}

const UNKNOWN: Words = ("read-link-unknown", "read-link-unknown-explanation");
/// Its owner is no reader of the bulletin any more.
const LEFT: Words = ("read-link-left", "read-link-left-explanation");

/// The button's form.
#[derive(Deserialize)]
pub struct Sent {
    take_back: Option<String>,
    /// Present on the page of its week, which is then gone back to.
    back: Option<String>,
}

impl Sent {
    fn word(&self) -> Word {
        if self.take_back.is_some() { Word::TakenBack } else { Word::Read }
    }
}

fn notice(word: Word) -> &'static str {
    match word {
        Word::Read => "done-read",
        Word::TakenBack => "done-read-taken-back",
    }
}

/// Says it with an account.
pub async fn tell(
    site: web::Data<Site>,
    path: web::Path<(String, String)>,
    signed_in: SignedIn,
    sent: Posted<Sent>,
) -> Result<HttpResponse, Error> {
    let (slug, week) = place_of(path)?;
    let (bulletin, word) = (address(&slug, week), sent.0.word());
    let at = sent.0.back.map_or(bulletin, |_| format!("/weeks/{week}"));
    let pass = Pass::Account { claim: signed_in.claim, slug, week };
    site.services.write(move |scope: &mut Scope<'_>| acknowledging::tell(scope, &pass, word)).await?;
    Ok(view::done(&at, notice(word)))
}

pub async fn show_by_link(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let Some(link) = ReadLink::read(&path, &site.services.key) else {
        return ended_links::show(&site, &req, &visitor, UNKNOWN);
    };
    let look = move |scope: &mut Scope<'_>| acknowledging::find(scope, &Pass::Link(link));
    match site.services.read(look).await {
        Ok(found) => respond(&site, &req, &visitor, &path, &found),
        Err(Refusal::LinkEnded) => ended_links::show(&site, &req, &visitor, LEFT),
        Err(refusal) => Err(refusal.into()),
    }
}

pub async fn tell_by_link(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
    sent: Fields<Sent>,
) -> Result<HttpResponse, Error> {
    let Some(link) = ReadLink::read(&path, &site.services.key) else {
        return ended_links::show(&site, &req, &visitor, UNKNOWN);
    };
    let (pass, word) = (Pass::Link(link), sent.0.word());
    match site.services.write(move |scope: &mut Scope<'_>| acknowledging::tell(scope, &pass, word)).await {
        Ok(()) => Ok(view::done(&format!("/r/{path}"), notice(word))),
        // Its page says until when it could be said.
        Err(Refusal::NotNow) => Ok(view::see_other(&format!("/r/{path}"))),
        Err(Refusal::LinkEnded | Refusal::Gone) => ended_links::show(&site, &req, &visitor, LEFT),
        Err(refusal) => Err(refusal.into()),
    }
}

fn respond(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    token: &str,
    found: &Found,
) -> Result<HttpResponse, Error> {
    let content = &found.bulletin.content;
    let whole = BulletinView::new(&found.project, &found.bulletin, false);
    let is_whole = found.own.is_open && !whole.says_more_than(SHORT);
    let page = LinkPage {
        project: (&found.project).into(),
        week: found.bulletin.week.to_string(),
        mood: content.mood.map(MoodView::from),
        quiet: content.quiet,
        bulletin: found.own.is_open.then(|| whole.shortened(SHORT)),
        is_whole,
        own: OwnView { linked: true, ..OwnView::new(site, &found.own, format!("/r/{token}")) },
    };
    let status = if found.own.is_open { StatusCode::OK } else { StatusCode::GONE };
    view::show_with_status(site, req, visitor, status, &page)
}
