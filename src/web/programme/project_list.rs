//! The projects of all promotions, and how others are added.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::project_form::{self, ProjectForm};
use super::steps::StepsView;
use crate::domain::kit::{Description, Fault};
use crate::domain::people::PersonId;
use crate::domain::programme::project::PromotionId;
use crate::services::people::referents;
use crate::services::programme::listing::{self, By, Counted, Listing, Wanted};
use crate::services::programme::projects::{self as verbs, Typed};
use crate::services::{Error as Failure, Refusal, Scope};
use crate::views::ProjectView;
use crate::web::kit::form::Form;
use crate::web::kit::forms::Posted;
use crate::web::kit::page::Page;
use crate::web::kit::sorting::{self, Head};
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::{Error, Site};

/// How many projects a page lists.
const PAGE: usize = 50;
/// Nobody has as many pages of projects.
const LAST_PAGE: usize = 1_000_000;

/// The columns, each with the key of its word.
const COLUMNS: [(&str, &str); 4] =
    [("name", "project"), ("promotion", "promotion"), ("referent", "referent"), ("people", "nav-people")];
/// The latest promotion first.
const AS_A_RULE: &str = "promotion";

/// What is asked of the list; empty: all.
#[derive(Deserialize, Default, Clone)]
pub struct Filter {
    #[serde(default)]
    q: String,
    /// A promotion's number.
    #[serde(default)]
    on: String,
    /// One of [`COLUMNS`], as [`sorting::read`] reads it.
    #[serde(default)]
    sort: String,
    #[serde(default)]
    page: usize,
}

impl Filter {
    fn wanted(&self) -> Wanted {
        let (column, backwards) = sorting::read(self.sorting());
        Wanted {
            text: self.q.clone(),
            promotion: self.on.parse().ok().map(PromotionId),
            by: match column {
                "name" => By::Name,
                "referent" => By::Referent,
                "people" => By::People,
                _ => By::Promotion,
            },
            backwards,
        }
    }

    fn sorting(&self) -> &str {
        if self.sort.is_empty() { AS_A_RULE } else { &self.sort }
    }

    /// The list as it is asked for, sorted in that way, and that page of it.
    fn address(&self, sort: &str, page: usize) -> String {
        let page = if page == 0 { String::new() } else { page.to_string() };
        let fields = [("q", self.q.as_str()), ("on", &self.on), ("sort", sort), ("page", &page)];
        let set: Vec<(&str, &str)> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        if set.is_empty() { "/admin/projects".to_owned() } else { view::address("/admin/projects", &set) }
    }
}

#[derive(Serialize)]
pub struct ProjectsPage {
    projects: Vec<Row>,
    heads: Vec<Head>,
    /// How many there are on all pages.
    count: usize,
    filter: Form,
    /// How it is sorted, for whoever asks for others.
    sort: String,
    /// Whether not all are listed.
    filtered: bool,
    /// None while there is no promotion that a project could belong to.
    form: Option<Form>,
    description_max: usize,
    setup: Option<StepsView>,
    previous: Option<String>,
    next: Option<String>,
}

impl Page for ProjectsPage {
    const TEMPLATE: &'static str = "pages/programme/projects";

    #[cfg(test)]
    fn samples() -> Vec<ProjectsPage> {
        let page = |projects: Vec<Row>, form: Option<Form>| ProjectsPage {
            count: projects.len(),
            heads: sorting::heads(&COLUMNS, "-name", |sort| Filter::default().address(sort, 0)),
            filter: Form::new([("q", "carte")]).choosing("on", Vec::new()),
            sort: if projects.is_empty() { String::new() } else { "-name".into() },
            filtered: form.is_some(),
            previous: (!projects.is_empty()).then(|| "/admin/projects".into()),
            next: (!projects.is_empty()).then(|| "/admin/projects?page=2".into()),
            projects,
            setup: form.is_none().then(StepsView::sample),
            form,
            description_max: Description::MAX,
        };
        let row = |referent| Row {
            project: ProjectView::sample(),
            promotion: "EIG 3".into(),
            stage: "stage-open".into(),
            referent,
            eigs: 2,
            mentors: 1,
        };
        vec![
            page(Vec::new(), None),
            page(Vec::new(), Some(project_form::sample())),
            page(
                vec![row(None), row(Some("Camille".into()))],
                Some(project_form::sample().sample_fault("name")),
            ),
        ]
    }
}

#[derive(Serialize)]
struct Row {
    project: ProjectView,
    promotion: String,
    /// The key of its promotion's stage.
    stage: String,
    /// None: nobody was chosen, and all coordinators are asked.
    referent: Option<String>,
    eigs: usize,
    mentors: usize,
}

impl From<&Counted> for Row {
    fn from(counted: &Counted) -> Self {
        Row {
            project: (&counted.project).into(),
            promotion: counted.promotion.name.clone(),
            stage: format!("stage-{}", counted.promotion.stage),
            referent: counted.referent.clone(),
            eigs: counted.eigs,
            mentors: counted.mentors,
        }
    }
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    filter: web::Query<Filter>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, member, .. } = coordinator;
    let filter = filter.into_inner();
    respond_with_list(&site, &req, (&visitor, member.person.id), StatusCode::OK, filter, None).await
}

async fn respond_with_list(
    site: &Site,
    req: &HttpRequest,
    (visitor, own): (&Visitor, PersonId),
    status: StatusCode,
    filter: Filter,
    typed: Option<(&Typed, &[Fault])>,
) -> Result<HttpResponse, Error> {
    let (wanted, number) = (filter.wanted(), filter.page.min(LAST_PAGE));
    let look = move |scope: &mut Scope<'_>| -> Result<_, Failure> {
        Ok((listing::list(scope, &wanted, (number * PAGE, PAGE))?, referents::all(scope)?))
    };
    let (Listing { projects, count, promotions }, coordinators) = site.services.read(look).await?;
    let choices =
        || promotions.iter().map(|promotion| (promotion.id, promotion.name.clone())).collect::<Vec<_>>();
    let form = match (promotions.first(), typed) {
        (None, _) => None,
        (Some(_), Some((typed, faults))) => {
            let form = project_form::form(site, visitor, typed, choices(), &coordinators)?;
            Some(form.refused(visitor, faults)?)
        }
        (Some(promotion), None) => {
            let blank = Typed::blank(promotion.id, own);
            Some(project_form::form(site, visitor, &blank, choices(), &coordinators)?)
        }
    };
    let all = view::text(visitor, "switch-all", &[])?;
    let named = choices().into_iter().map(|(id, name)| (id.0.to_string(), name));
    let page = ProjectsPage {
        count,
        projects: projects.iter().map(Row::from).collect(),
        heads: sorting::heads(&COLUMNS, filter.sorting(), |sort| filter.address(sort, 0)),
        filter: Form::new([("q", filter.q.as_str())])
            .choosing("on", Choice::one_or_all(all, named, &filter.on)),
        filtered: !(filter.q.is_empty() && filter.on.is_empty()),
        previous: number.checked_sub(1).map(|page| filter.address(&filter.sort, page)),
        next: ((number + 1) * PAGE < count).then(|| filter.address(&filter.sort, number + 1)),
        sort: filter.sort,
        form,
        description_max: Description::MAX,
        setup: StepsView::left(site, req).await?,
    };
    view::show_with_status(site, req, visitor, status, &page)
}

pub async fn create(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
    sent: Posted<ProjectForm>,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, claim, member } = coordinator;
    let typed = Arc::new(Typed::from(sent.0));
    let given = typed.clone();
    match site.services.coordinate(claim, move |scope, by| verbs::create(scope, by, &given)).await {
        Ok(slug) => Ok(view::done(&format!("/admin/projects/{slug}"), "done-created")),
        Err(Refusal::Faults(faults)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let (seen_by, filter) = ((&visitor, member.person.id), Filter::default());
            respond_with_list(&site, &req, seen_by, status, filter, Some((&typed, &faults))).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}
