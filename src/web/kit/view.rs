//! Pages in the frame that they share.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use fluent_bundle::FluentArgs;
use serde::Serialize;

use super::errors::Error;
use super::page::Page;
use super::site::Site;
use super::visitor::Visitor;
use crate::domain::people::{Locale, Member, Role};
use crate::domain::programme::project::ProjectId;
use crate::i18n;

/// What the layout needs to know, beside the page itself.
#[derive(Serialize)]
pub(in crate::web) struct Frame<'a, P> {
    locale: Locale,
    programme: &'a str,
    /// Where this page is, for the language switch; none: it would not come back in another language.
    path: Option<String>,
    here: Here,
    csrf: String,
    member: Option<MemberView<'a>>,
    /// For coordinators: how many requests for help nobody has taken.
    untaken: Option<i64>,
    /// What was just done.
    notice: Option<Notice>,
    /// Which language is marked as the present one.
    french: bool,
    demo: bool,
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
            here: Here::of(if name.is_some() { "/admin/people" } else { "/" }),
            csrf: "token".into(),
            member: name.map(|name| MemberView { name, coordinator: true, files_at: Some("/") }),
            untaken: name.map(|_| 2),
            notice: name.map(|_| Notice { key: "done-saved", count: 1 }),
            french: locale == Locale::Fr,
            demo: name.is_some(),
            page,
        }
    }
}

/// Which entry of the menu leads here.
#[derive(Serialize)]
struct Here {
    dashboard: bool,
    /// The form of the member's own project, and what was filed by it.
    file: bool,
    weeks: bool,
    projects: bool,
    key_dates: bool,
    help: bool,
    search: bool,
    settings: bool,
    /// In the pages that run the programme.
    admin: Option<AdminHere>,
}

/// Which entry of the second menu leads here.
#[derive(Serialize)]
struct AdminHere {
    promotions: bool,
    projects: bool,
    people: bool,
    import: bool,
    schedule: bool,
    mail: bool,
    measures: bool,
    audit: bool,
}

impl Here {
    fn of(path: &str) -> Here {
        Here {
            dashboard: path == "/dashboard",
            file: false,
            weeks: path.starts_with("/weeks"),
            projects: path.starts_with("/projects"),
            key_dates: path.starts_with("/key-dates"),
            help: path.starts_with("/help-requests"),
            search: path.starts_with("/search"),
            settings: path.starts_with("/settings"),
            admin: path.strip_prefix("/admin").map(|page| AdminHere {
                promotions: page.starts_with("/promotions"),
                projects: page.starts_with("/projects"),
                people: page.starts_with("/people") || page.starts_with("/invitations"),
                import: page.starts_with("/import"),
                schedule: page.starts_with("/schedule"),
                mail: page.starts_with("/mail"),
                measures: page.starts_with("/measures"),
                audit: page.starts_with("/audit"),
            }),
        }
    }
}

#[derive(Serialize)]
struct MemberView<'a> {
    name: &'a str,
    coordinator: bool,
    /// Where this person finds the form of their project.
    files_at: Option<&'static str>,
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
    frame(site, req, visitor, Here::of(req.path()), status, page)
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
    let mut here = Here::of(req.path());
    if visitor.member.as_ref().is_some_and(|member| member.projects_as(Role::Eig).any(|own| own == project)) {
        (here.file, here.projects) = (true, false);
    }
    frame(site, req, visitor, here, status, page)
}

fn frame<P: Page>(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    here: Here,
    status: StatusCode,
    page: &P,
) -> Result<HttpResponse, Error> {
    let frame = Frame {
        locale: visitor.locale,
        programme: &site.services.config.programme.name,
        path: req.uri().path_and_query().filter(|_| !P::IS_SHOWN_ONCE).map(ToString::to_string),
        here,
        csrf: visitor.form_token(site),
        member: visitor.member.as_ref().map(|member| MemberView {
            name: &member.person.name,
            coordinator: member.person.coordinator,
            files_at: files_at(member),
        }),
        untaken: visitor.untaken.filter(|count| *count > 0),
        notice: notice(req),
        french: visitor.locale == Locale::Fr,
        demo: site.demo.is_some(),
        page,
    };
    let html = site.services.letters.templates().html(visitor.locale, P::TEMPLATE, &frame)?;
    let mut response = HttpResponse::build(status);
    if let Some(cookie) = visitor.browser_cookie(site) {
        response.cookie(cookie);
    }
    Ok(response.content_type("text/html; charset=utf-8").body(html))
}

/// An EIG's first page leads to the form; a coordinator's does not, so that theirs is among the projects.
fn files_at(member: &Member) -> Option<&'static str> {
    member.projects_as(Role::Eig).next()?;
    Some(if member.person.coordinator { "/projects" } else { "/" })
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
    at.with_timezone(&site.services.config.programme.timezone).format("%Y-%m-%dT%H:%M:%S").to_string()
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
    "done-added",
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
    see_other(&saying(to, &format!("{}.{count}", notice.strip_prefix("done-").unwrap_or(notice))))
}

fn saying(to: &str, told: &str) -> String {
    format!("{to}{}done={told}", if to.contains('?') { '&' } else { '?' })
}

/// The notice that [`done`] or [`done_times`] asked for.
fn notice(req: &HttpRequest) -> Option<Notice> {
    let query = url::form_urlencoded::parse(req.query_string().as_bytes());
    let told = query.into_iter().find(|(name, _)| name == "done")?.1;
    let (told, count) = told.split_once('.').unwrap_or((&told, "1"));
    let key = NOTICES.iter().copied().find(|notice| notice.strip_prefix("done-") == Some(told))?;
    Some(Notice { key, count: count.parse().ok()? })
}

/// On to another page, which shows what was done.
pub fn see_other(to: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((actix_web::http::header::LOCATION, to)).finish()
}
