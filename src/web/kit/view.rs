//! Pages in the frame that they share.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use fluent_bundle::FluentArgs;
use serde::Serialize;

use super::errors::Error;
use super::page::Page;
use super::places::Places;
use super::site::Site;
use super::switch::Switch;
use super::tour::DemoBar;
#[cfg(test)]
use super::tour::{Guide, Step};
use super::visitor::Visitor;
use crate::domain::people::{Locale, Member, Role};
use crate::domain::programme::project::ProjectId;
use crate::i18n;
use crate::templates::moment;

/// What the layout needs to know, beside the page itself.
#[derive(Serialize)]
pub(in crate::web) struct Frame<'a, P> {
    locale: Locale,
    programme: &'a str,
    /// Where this page is, for the language switch; none: it would not come back in another language.
    path: Option<String>,
    csrf: String,
    /// This moment on the programme's clocks, for what is told as seen from it.
    now: String,
    member: Option<MemberView<'a>>,
    /// What was just done.
    notice: Option<Notice>,
    /// Whether a form came back with something to be put right: a page's title is what is heard of it first.
    wrong: bool,
    /// Which language is marked as the present one.
    french: bool,
    /// Mails stay in files: what texts say of mails that leave, they say otherwise ([`crate::templates`]).
    mails_stay: bool,
    /// The folder in which they do, for coordinators alone.
    mails_stay_in: Option<String>,
    /// There is nobody yet whom to ask for one.
    nobody_coordinates: bool,
    /// In the demo alone.
    demo: Option<DemoBar>,
    page: &'a P,
}

#[cfg(test)]
impl<'a, P> Frame<'a, P> {
    /// A page in its frame, as somebody sees it who is signed in or not.
    pub fn sample(locale: Locale, name: Option<&'a str>, page: &'a P) -> Frame<'a, P> {
        Frame {
            locale,
            programme: "EIG",
            path: Some("/".into()),
            csrf: "token".into(),
            now: "2026-03-06T13:00:00".into(),
            member: name.map(|name| MemberView {
                name,
                places: Places::sample(),
                switch: Some(Switch::sample()),
            }),
            wrong: name.is_none(),
            notice: name.map(|_| Notice { key: "done-saved", count: 1, people: 0, invited: 0 }),
            french: locale == Locale::Fr,
            mails_stay: name.is_some(),
            mails_stay_in: name.map(|_| "/srv/bulletins/var/mail".into()),
            nobody_coordinates: name.is_none(),
            demo: name.map(|_| DemoBar::at(Step::of(Guide::Eig, 2))),
            page,
        }
    }
}

#[derive(Serialize)]
struct MemberView<'a> {
    name: &'a str,
    places: Places,
    /// Where each of the promotions is looked at alone that this person follows; none: there are not several.
    switch: Option<Switch>,
}

/// Shows a page.
pub fn show<P: Page>(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    page: &P,
) -> Result<HttpResponse, Error> {
    show_with_status(site, req, visitor, StatusCode::OK, page)
}

/// Shows a page with another status, such as a form with what is wrong.
pub fn show_with_status<P: Page>(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    status: StatusCode,
    page: &P,
) -> Result<HttpResponse, Error> {
    frame(site, req, visitor, false, status, page)
}

/// Shows a page about a project's bulletin: an EIG of that project finds it by a menu entry of its own.
pub fn show_bulletin<P: Page>(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    project: ProjectId,
    status: StatusCode,
    page: &P,
) -> Result<HttpResponse, Error> {
    let is_own = |member: &Member| member.projects_as(Role::Eig).any(|own| own == project);
    frame(site, req, visitor, visitor.member.as_ref().is_some_and(is_own), status, page)
}

fn frame<P: Page>(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    is_own_bulletin: bool,
    status: StatusCode,
    page: &P,
) -> Result<HttpResponse, Error> {
    let frame = Frame {
        locale: visitor.locale,
        programme: &site.services.config.programme.name,
        path: req.uri().path_and_query().filter(|_| !P::IS_SHOWN_ONCE).map(ToString::to_string),
        csrf: visitor.form_token(site),
        now: local(site, visitor.now),
        member: visitor.member.as_ref().map(|member| MemberView {
            name: &member.person.name,
            places: Places::of(
                member,
                visitor.told.untaken.filter(|count| *count > 0),
                req.path(),
                is_own_bulletin,
            ),
            switch: Switch::of(&visitor.told.followed, req),
        }),
        notice: notice(req),
        wrong: matches!(status, StatusCode::UNPROCESSABLE_ENTITY | StatusCode::CONFLICT),
        french: visitor.locale == Locale::Fr,
        mails_stay: site.services.keeps_mails,
        mails_stay_in: mails_stay_in(site, visitor),
        nobody_coordinates: page.nobody_coordinates(),
        demo: site.demo.as_ref().map(|demo| DemoBar::at(demo.tour.step())),
        page,
    };
    let html = site.services.letters.templates().html(visitor.locale, P::TEMPLATE, &frame)?;
    let mut response = HttpResponse::build(status);
    if let Some(cookie) = visitor.browser_cookie(site) {
        response.cookie(cookie);
    }
    Ok(response.content_type("text/html; charset=utf-8").body(html))
}

fn mails_stay_in(site: &Site, visitor: &Visitor) -> Option<String> {
    let coordinates = visitor.member.as_ref().is_some_and(|member| member.person.coordinator);
    let folder = site.services.mails_stay_in().filter(|_| coordinates)?;
    Some(folder.display().to_string())
}

/// A text in the visitor's language.
pub fn text(visitor: &Visitor, key: &str, arguments: &[(&'static str, &str)]) -> Result<String, Error> {
    let mut filled = FluentArgs::new();
    for (name, value) in arguments {
        filled.set(*name, value.to_string());
    }
    i18n::text(visitor.locale, key, &filled).map_err(|error| Error::Rendering(error.to_string()))
}

/// A moment on the programme's clocks, as templates take it.
pub fn local(site: &Site, at: DateTime<Utc>) -> String {
    moment(at.with_timezone(&site.services.config.programme.timezone).naive_local())
}

/// An option of a list.
#[derive(Serialize)]
pub struct Choice {
    pub value: String,
    /// Not `label`: that is what templates call the name of the whole list.
    pub text: String,
    pub chosen: bool,
}

impl Choice {
    /// All there is to choose from, and first that nothing is chosen.
    pub fn one_or_all(
        all: String,
        some: impl Iterator<Item = (String, String)>,
        chosen: &str,
    ) -> Vec<Choice> {
        let choice = |(value, text): (String, String)| Choice { chosen: value == chosen, value, text };
        std::iter::once((String::new(), all)).chain(some).map(choice).collect()
    }

    /// The languages, each by its own name.
    pub fn locales(chosen: Locale) -> Vec<Choice> {
        let choice = |locale: Locale| Choice {
            value: locale.code().to_owned(),
            text: match locale {
                Locale::Fr => "Français".to_owned(),
                Locale::En => "English".to_owned(),
            },
            chosen: locale == chosen,
        };
        Locale::ALL.map(choice).into()
    }
}

/// What a page can say was just done.
const NOTICES: &[&str] = &[
    "done-saved",
    "done-password",
    "done-session",
    "done-app",
    "done-app-removed",
    "done-passkey",
    "done-passkey-removed",
    "done-factor-removed",
    "done-feed",
    "done-invited",
    "done-invited-again",
    "done-invited-anew",
    "done-added",
    "done-added-known",
    "done-invited-others",
    "done-role-given",
    "done-role-taken",
    "done-left",
    "done-stand-in",
    "done-no-stand-in",
    "done-absences",
    "done-away",
    "done-back",
    "done-coordinator",
    "done-no-coordinator",
    "done-deactivated",
    "done-reactivated",
    "done-erased",
    "done-created",
    "done-opened",
    "done-opened-empty",
    "done-closed",
    "done-archived",
    "done-restored",
    "done-drafted",
    "done-deleted",
    "done-logo",
    "done-no-logo",
    "done-paused",
    "done-resumed",
    "done-imported",
    "done-retried",
    "done-held-sent",
    "done-held-given-up",
    "done-restore-dropped",
    "done-restore-sent",
    "done-copied",
    "done-own-erased",
    "done-signed-out-everywhere",
    "done-recovery-code",
    "done-shared",
    "done-revoked",
    "done-help-asked",
    "done-help-revised",
    "done-help-taken",
    "done-help-given-back",
    "done-help-closed",
    "done-help-kept-open",
    "done-help-reopened",
    "done-read",
    "done-read-taken-back",
];

#[derive(Serialize)]
struct Notice {
    key: &'static str,
    /// How often, or how many are left; one, where that is not said.
    count: u32,
    /// How many people, and how many invitations, where that is said too.
    people: u32,
    invited: u32,
}

/// The address of a page that is asked for with those fields, such as another part of a list.
pub fn address(path: &str, fields: &[(&str, &str)]) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    format!("{path}?{query}")
}

/// On to another page, which says what was done.
pub fn done(to: &str, notice: &'static str) -> HttpResponse {
    see_other(&saying(to, notice.strip_prefix("done-").unwrap_or(notice)))
}

/// The same of what can be counted.
pub fn done_times(to: &str, notice: &'static str, count: usize) -> HttpResponse {
    done_with(to, notice, [count, 0, 0])
}

/// The same of several things: of the first, of people, and of invitations.
pub fn done_with(to: &str, notice: &'static str, counts: [usize; 3]) -> HttpResponse {
    let [count, people, invited] = counts;
    let told = notice.strip_prefix("done-").unwrap_or(notice);
    let others = if people + invited > 0 { format!(".{people}.{invited}") } else { String::new() };
    see_other(&saying(to, &format!("{told}.{count}{others}")))
}

fn saying(to: &str, told: &str) -> String {
    format!("{to}{}done={told}", if to.contains('?') { '&' } else { '?' })
}

/// The notice that [`done`] or [`done_times`] asked for.
fn notice(req: &HttpRequest) -> Option<Notice> {
    let query = url::form_urlencoded::parse(req.query_string().as_bytes());
    let told = query.into_iter().find(|(name, _)| name == "done")?.1;
    let mut parts = told.split('.');
    let told = parts.next()?;
    let key = NOTICES.iter().copied().find(|notice| notice.strip_prefix("done-") == Some(told))?;
    let mut count = |unsaid: u32| parts.next().map_or(Some(unsaid), |count| count.parse().ok());
    Some(Notice { key, count: count(1)?, people: count(0)?, invited: count(0)? })
}

/// On to another page, which shows what was done.
pub fn see_other(to: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((actix_web::http::header::LOCATION, to)).finish()
}
