//! The first page: for each what they came for.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::domain::people::Member;
use crate::services::help::seeing::Seen;
use crate::services::reading::home::{self, Filed, Home};
use crate::views::{MoodView, ProjectView, ReaderView};
use crate::web::filing::course_view::{CourseView, Told};
use crate::web::filing::revising_view::RevisingView;
use crate::web::filing::submission;
use crate::web::help::seen_view::SeenView;
use crate::web::kit::page::{Page, bare_page};
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::programme::first;
use crate::web::{Error, Site};

bare_page! {
    /// What this is, for those whom nobody knows.
    WelcomePage, "pages/reading/welcome"
}

#[derive(Serialize)]
pub struct HomePage {
    week: String,
    /// The projects for which this person can file.
    projects: Vec<ProjectView>,
    /// Where there is none: the next form, as far as it is known.
    next: Option<NextView>,
    /// Nor is there a next one.
    is_over: bool,
}

/// A form that is to come.
#[derive(Serialize)]
struct NextView {
    opens_at: String,
    closes_at: String,
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "pages/reading/home";

    #[cfg(test)]
    fn samples() -> Vec<HomePage> {
        use crate::domain::samples::project;
        let of = |projects, next| HomePage { week: "2026-W10".into(), projects, next, is_over: false };
        let next =
            NextView { opens_at: "2026-03-09T00:00:00".into(), closes_at: "2026-03-13T15:00:00".into() };
        let both = vec![(&project(1)).into(), (&project(2)).into()];
        let over = HomePage { is_over: true, ..of(Vec::new(), None) };
        vec![of(Vec::new(), None), of(Vec::new(), Some(next)), of(both, None), over]
    }
}

/// What comes back to a team that has filed: how its week goes on, who has read it, and what is asked and answered.
#[derive(Serialize)]
pub struct FiledPage {
    /// The key of how it stands.
    title: &'static str,
    project: ProjectView,
    week: String,
    /// Where what was filed is looked at.
    at: String,
    mood: Option<MoodView>,
    course: Option<CourseView>,
    /// None: it can be revised no more.
    revising: Option<RevisingView>,
    /// Who has read it.
    readers: Vec<ReaderView>,
    /// Who has read the one before.
    earlier: Vec<ReaderView>,
    earlier_week: Option<String>,
    own: Vec<SeenView>,
    others: Vec<SeenView>,
    /// How many more others there are.
    more: usize,
}

/// What is filed is published, or will be: one of the two is said.
fn title(is_published: bool) -> &'static str {
    if is_published { "home-published" } else { "home-filed" }
}

impl FiledPage {
    fn new(site: &Site, member: &Member, found: &Filed) -> FiledPage {
        let (desk, rules) = (&found.desk, &site.services.rules);
        let seen = |requests: &[Seen]| {
            requests.iter().map(|seen| SeenView::to_member(seen, member, rules)).collect::<Vec<_>>()
        };
        let filed = desk.filed.as_ref();
        let at = submission::address(&desk.project.slug, desk.week);
        FiledPage {
            project: (&desk.project).into(),
            week: desk.week.to_string(),
            revising: RevisingView::new(site, desk, &at),
            at,
            mood: filed.and_then(|filed| filed.bulletin.content.mood).map(MoodView::from),
            course: desk.course.as_ref().map(|course| CourseView::new(site, course, filed, Told::Team)),
            title: title(desk.is_published()),
            readers: filed
                .map(|filed| ReaderView::all(&filed.reading.readers, rules, Some(member.person.id)))
                .unwrap_or_default(),
            earlier: ReaderView::all(&desk.readers, rules, Some(member.person.id)),
            earlier_week: desk.previous.as_ref().map(|bulletin| bulletin.week.to_string()),
            own: seen(&found.own),
            others: seen(&found.others),
            more: found.more,
        }
    }
}

impl Page for FiledPage {
    const TEMPLATE: &'static str = "pages/reading/filed";

    #[cfg(test)]
    fn samples() -> Vec<FiledPage> {
        use crate::domain::filing::bulletin::Mood;
        let calendar = crate::domain::samples::calendar();
        let seen = || Seen::samples().iter().map(|seen| SeenView::new(seen, &calendar)).collect::<Vec<_>>();
        let page = |course: CourseView| FiledPage {
            project: ProjectView::sample(),
            week: "2026-W10".into(),
            at: "/projects/cartobio/bulletins/2026-W10".into(),
            mood: None,
            title: title(course.is_published),
            course: Some(course),
            revising: None,
            readers: Vec::new(),
            earlier: Vec::new(),
            earlier_week: Some("2026-W09".into()),
            own: Vec::new(),
            others: Vec::new(),
            more: 0,
        };
        let full = FiledPage {
            mood: Some(Mood::Good.into()),
            readers: vec![ReaderView::sample()],
            earlier: vec![ReaderView::sample(), ReaderView::sample()],
            own: seen(),
            others: seen(),
            more: 2,
            course: None,
            ..page(CourseView::samples().remove(0))
        };
        let revising = RevisingView::samples()
            .into_iter()
            .map(|revising| FiledPage { revising: Some(revising), ..page(CourseView::samples().remove(0)) });
        CourseView::samples().into_iter().map(page).chain([full]).chain(revising).collect()
    }
}

/// Coordinators get their dashboard, an EIG this week's form or what follows it, a mentor the latest week; others what
/// this is.
pub async fn show(site: web::Data<Site>, req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, Error> {
    let Some(member) = visitor.member.clone() else {
        if let Some(first) = first::show(&site, &req, &visitor).await? {
            return Ok(first);
        }
        return view::show(&site, &req, &visitor, &WelcomePage {});
    };
    let reader = member.clone();
    match site.services.read(move |scope| home::of(scope, &reader)).await? {
        Home::Dashboard => Ok(view::see_other("/dashboard")),
        Home::Form(project, week) => {
            Ok(view::see_other(&format!("/projects/{}/bulletins/{week}", project.slug)))
        }
        Home::Filed(found) => {
            let page = FiledPage::new(&site, &member, &found);
            view::show_bulletin(&site, &req, &visitor, found.desk.project.id, StatusCode::OK, &page)
        }
        Home::Latest(week) => Ok(view::see_other(&format!("/weeks/{week}"))),
        Home::Choice(projects, week) => {
            let projects = projects.iter().map(ProjectView::from).collect();
            let page = HomePage { week: week.to_string(), projects, next: None, is_over: false };
            view::show(&site, &req, &visitor, &page)
        }
        Home::Nothing(next) => {
            let next = next.map(|next| NextView {
                opens_at: view::local(&site, next.opens_at),
                closes_at: view::local(&site, next.closes_at),
            });
            let page = HomePage { week: String::new(), projects: Vec::new(), next, is_over: false };
            view::show(&site, &req, &visitor, &page)
        }
        Home::Over => {
            let page = HomePage { week: String::new(), projects: Vec::new(), next: None, is_over: true };
            view::show(&site, &req, &visitor, &page)
        }
    }
}
