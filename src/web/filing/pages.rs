//! How a bulletin looks that was filed, and what those see who may not read it yet.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::course_view::{self, CourseView};
use super::first_tap_view::LateTapView;
use super::last_week::Tapped;
use super::revising_view::RevisingView;
use super::submission::{self, Sender, address};
use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::{Bulletin, Mood};
use crate::domain::help::{Ending, Outcome, Request, RequestId, Taking};
use crate::domain::programme::project::{Project, ProjectId};
use crate::services::filing::place::{Desk, Filed};
use crate::views::{BulletinView, DoerView, ProjectView, ReaderView};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::reading::acknowledging::OwnView;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct BulletinPage {
    /// The key of what it is called.
    title: &'static str,
    project: ProjectView,
    week: String,
    by_link: bool,
    /// Whether its reader files for the project.
    own: bool,
    /// None: it was neither filed nor revised just now.
    just_done: Option<JustDone>,
    /// A face that was touched in a mail, where it says another; none: none was.
    late_tap: Option<LateTapView>,
    /// How the week goes on; none: it is not for its reader to see.
    course: Option<CourseView>,
    /// None: nothing was filed.
    filed: Option<FiledView>,
    /// None: it can be revised no more, or not by its reader.
    revising: Option<RevisingView>,
    /// Where its team says when it is away; none: it is not for its reader to say.
    absences: Option<String>,
}

/// What somebody has just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    Filed,
    Revised,
}

impl Done {
    pub const ALL: [Done; 2] = [Done::Filed, Done::Revised];

    /// As the address of what is shown then says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Done::Filed => "filed",
            Done::Revised => "revised",
        }
    }

    /// The key of the words for it: what is filed late is published at once.
    fn key(self, is_published: bool) -> &'static str {
        match self {
            Done::Filed if is_published => "filed-late-title",
            Done::Filed => "filed-title",
            Done::Revised => "revised-title",
        }
    }

    /// What made a bulletin of that version what it is.
    pub fn of(version: i32) -> Done {
        if version > 1 { Done::Revised } else { Done::Filed }
    }
}

/// What was done, and what was told with it of requests.
#[derive(Serialize)]
struct JustDone {
    /// The key of a sentence.
    key: &'static str,
    /// Where the draft was saved that has served.
    draft_at: String,
    told: Vec<Told>,
}

/// What became of a request.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    tapped: Tapped,
    /// Where that is looked at and taken back; none: only an account leads there, and the form takes it back, too.
    at: Option<String>,
}

impl JustDone {
    fn new(sender: &Sender, desk: &Desk, done: Done, told: &[RequestId], has_account: bool) -> JustDone {
        // Its own is closed by whoever empties its field, also in the team's place.
        let own = desk.filed.as_ref().and_then(|filed| filed.request.as_ref());
        let is_other = |request: &&Request| own.is_none_or(|own| own.id != request.id);
        let ended = desk.ended.iter().filter(is_other).chain(own).filter_map(|request| {
            let ending = request.end.map(|end| end.ending).filter(|ending| *ending != Ending::Unknown)?;
            Some((request, format!("outcome-{ending}")))
        });
        let needed = desk.requests.iter().filter(|unended| unended.is_said_needed);
        let needed = needed.map(|unended| (&unended.request, format!("outcome-{}", Outcome::StillNeeded)));
        let told = ended.chain(needed).filter(|(request, _)| told.contains(&request.id));
        let told = told.map(|(request, outcome)| Told {
            tapped: Tapped::new(&request.text, outcome),
            at: has_account.then(|| format!("/help-requests/{}", request.id.0)),
        });
        let draft_at = sender.draft_address();
        JustDone { key: done.key(desk.is_published()), draft_at, told: told.collect() }
    }
}

const FILED: [&str; 2] = ["filed-by-as", "filed-by"];
const REVISED: [&str; 2] = ["revised-by-as", "revised-by"];

#[derive(Serialize)]
struct FiledView {
    bulletin: BulletinView,
    /// Who wrote it as it is; none: they have been erased, or nobody knows.
    by: Option<AuthorView>,
    /// The keys of how that is told, with their role and without.
    signed: [&'static str; 2],
    at: String,
    late: bool,
    /// The number of what it asks for.
    request: Option<i64>,
    /// Whether everybody knows of that already.
    told_at_once: bool,
    readers: Vec<ReaderView>,
    /// None: it is not for its reader to say.
    own_reading: Option<OwnView>,
}

#[derive(Serialize)]
struct AuthorView {
    doer: DoerView,
    /// The key of a word; none: its reader knows, or nothing tells it any more.
    role: Option<String>,
}

impl FiledView {
    fn new(site: &Site, project: &Project, filed: &Filed) -> FiledView {
        let Filed { bulletin, by, reader, request, reading } = filed;
        let taken = request.as_ref().filter(|request| request.is_unended());
        let is_own = |taking: &Taking| taking.person == Some(*reader);
        let at = format!("{}/reading", address(&project.slug, bulletin.week));
        let (signed, written_at) = match bulletin.version > 1 {
            true => (REVISED, bulletin.revised_at),
            false => (FILED, bulletin.filed_at),
        };
        let takers = taken.and_then(|request| request.takers_but(is_own));
        let is_taker = taken.is_some_and(|request| request.takings.iter().any(is_own));
        FiledView {
            bulletin: BulletinView::new(project, bulletin, false).seen_to_by(takers, is_taker),
            by: by.as_ref().map(|author| AuthorView {
                doer: DoerView::new(Some(&author.name), filed.is_by_reader()),
                role: author.filed_as.filter(|_| !filed.is_by_reader()).map(|role| format!("role-{role}")),
            }),
            signed,
            at: view::local(site, written_at),
            late: bulletin.late,
            request: request.as_ref().map(|request| request.id.0),
            told_at_once: request.as_ref().is_some_and(|request| request.at_once && request.is_unended()),
            readers: ReaderView::all(&reading.readers, &site.services.rules, Some(*reader)),
            own_reading: reading.own.map(|own| OwnView::new(site, &own, at)),
        }
    }
}

impl BulletinPage {
    /// What everybody may read.
    pub fn published(site: &Site, project: &Project, week: Week, filed: Option<&Filed>) -> BulletinPage {
        BulletinPage {
            title: "form-title",
            project: project.into(),
            week: week.to_string(),
            by_link: false,
            own: false,
            just_done: None,
            late_tap: None,
            course: None,
            filed: filed.map(|filed| FiledView::new(site, project, filed)),
            revising: None,
            absences: None,
        }
    }

    /// For those who may revise it, as long as that lasts. `done`: what was just done, and of which requests it told.
    pub fn own(
        site: &Site,
        visitor: &Visitor,
        sender: &Sender,
        desk: &Desk,
        filed: &Filed,
        done: Option<(Done, &[RequestId])>,
    ) -> BulletinPage {
        let told = match desk.is_own {
            true if sender.is_by_link() => {
                course_view::Told::ByLink { next_form: desk.next_opening.is_some() }
            }
            true => course_view::Told::Team,
            false => course_view::Told::Other,
        };
        BulletinPage {
            title: done.map_or("form-title", |(done, _)| done.key(desk.is_published())),
            by_link: sender.is_by_link(),
            own: true,
            just_done: done
                .map(|(done, told)| JustDone::new(sender, desk, done, told, visitor.member.is_some())),
            course: desk.course.as_ref().map(|course| CourseView::new(site, course, Some(filed), told)),
            revising: RevisingView::new(site, desk, &sender.address),
            absences: submission::absences(visitor, &desk.project),
            ..BulletinPage::published(site, &desk.project, desk.week, Some(filed))
        }
    }

    /// The same to who touched that face in a mail.
    pub fn touched(mut self, address: &str, mood: Option<Mood>, filed: &Bulletin) -> BulletinPage {
        let is_open = self.revising.is_some();
        self.late_tap = mood.and_then(|mood| LateTapView::new(mood, filed, address, is_open));
        self
    }
}

impl Page for BulletinPage {
    const TEMPLATE: &'static str = "pages/filing/bulletin";

    #[cfg(test)]
    fn samples() -> Vec<BulletinPage> {
        let filed = |by: Option<&str>, late: bool| FiledView {
            bulletin: BulletinView::sample().seen_to_by(late.then(|| "Mina".into()), by.is_some()),
            by: by.map(|name| AuthorView {
                doer: DoerView::new(Some(name), !late),
                role: late.then(|| "role-eig".into()),
            }),
            signed: if late { FILED } else { REVISED },
            at: "2026-03-06T14:05:00".into(),
            late,
            request: late.then_some(1),
            told_at_once: late,
            readers: by.map(|_| ReaderView::sample()).into_iter().collect(),
            own_reading: None,
        };
        let page = |filed| BulletinPage {
            title: "form-title",
            project: ProjectView::sample(),
            week: "2026-W10".into(),
            by_link: false,
            own: true,
            just_done: None,
            late_tap: None,
            course: None,
            filed,
            revising: None,
            absences: None,
        };
        let just = |told| Some(JustDone { key: "filed-title", draft_at: "/f/x/draft".into(), told });
        let kinds = BulletinView::samples().into_iter();
        let kinds = kinds.map(|bulletin| page(Some(FiledView { bulletin, ..filed(None, false) })));
        let reading = OwnView::samples().into_iter().map(|own| {
            let filed = FiledView { own_reading: Some(own), ..filed(Some("Ada"), false) };
            BulletinPage { own: false, ..page(Some(filed)) }
        });
        let taps = LateTapView::samples().into_iter();
        let taps = taps.map(|tap| BulletinPage { late_tap: Some(tap), ..page(Some(filed(None, false))) });
        kinds
            .chain(reading)
            .chain(taps)
            .chain(CourseView::samples().into_iter().map(|course| BulletinPage {
                course: Some(course),
                just_done: just(Vec::new()).map(|just| JustDone { key: "revised-title", ..just }),
                ..page(Some(filed(None, false)))
            }))
            .chain(
                RevisingView::samples().into_iter().map(|revising| BulletinPage {
                    revising: Some(revising),
                    ..page(Some(filed(None, false)))
                }),
            )
            .chain([
                page(None),
                BulletinPage {
                    just_done: just(vec![Told { tapped: Tapped::sample(), at: None }]),
                    by_link: true,
                    ..page(Some(filed(Some("Ada"), true)))
                },
                BulletinPage {
                    just_done: just(vec![Told {
                        tapped: Tapped::sample(),
                        at: Some("/help-requests/1".into()),
                    }]),
                    revising: RevisingView::samples().pop(),
                    course: CourseView::samples().pop(),
                    absences: Some("/projects/p01/absences".into()),
                    ..page(Some(filed(Some("Ada"), false)))
                },
            ])
            .collect()
    }
}

pub fn show(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    project: ProjectId,
    page: &BulletinPage,
) -> Result<HttpResponse, Error> {
    view::show_bulletin(site, req, visitor, project, StatusCode::OK, page)
}

#[derive(Serialize)]
pub struct HiddenPage {
    project: ProjectView,
    week: String,
    /// None: when the week ends.
    published_at: Option<String>,
}

impl Page for HiddenPage {
    const TEMPLATE: &'static str = "pages/filing/hidden";

    #[cfg(test)]
    fn samples() -> Vec<HiddenPage> {
        [None, Some("2026-03-06T15:05:00".to_owned())]
            .map(|published_at| HiddenPage {
                project: ProjectView::sample(),
                week: "2026-W10".into(),
                published_at,
            })
            .into()
    }
}

/// Before publishing, others are not even told whether there is one.
pub fn show_hidden(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    project: &Project,
    week: Week,
    published_at: Option<DateTime<Utc>>,
) -> Result<HttpResponse, Error> {
    let page = HiddenPage {
        project: project.into(),
        week: week.to_string(),
        published_at: published_at.map(|at| view::local(site, at)),
    };
    view::show_with_status(site, req, visitor, StatusCode::FORBIDDEN, &page)
}
