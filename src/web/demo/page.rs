//! The demo's first page: what there is to see, as whom, and when.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::clock::{self, Moment};
use super::levers;
use super::tour::TourView;
use crate::domain::people::Member;
use crate::services::{self, demo as cast};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct DemoPage {
    now: String,
    tours: Vec<TourView>,
    /// This week's moments, and the mornings between on which requests for help are nagged about.
    week: Vec<Moment>,
    nags: Vec<Moment>,
    coordinators: Vec<CoordinatorView>,
    others: Vec<OtherView>,
    projects: Vec<ProjectPeople>,
    mails: usize,
}

impl Page for DemoPage {
    const TEMPLATE: &'static str = "pages/demo/demo";

    #[cfg(test)]
    fn samples() -> Vec<DemoPage> {
        use crate::web::kit::tour::Guide;
        let at = || "2026-03-06T10:00:00".to_owned();
        let ada = || PersonView { id: 1, name: "Ada".into() };
        let other = |until: Option<&str>, mentor: Option<&str>| OtherView {
            person: ada(),
            role: "role-helper".into(),
            until: until.map(str::to_owned),
            has_left: until.is_some() && mentor.is_none(),
            mentor: mentor.map(str::to_owned),
        };
        let team = ProjectPeople { name: "CartoBio".into(), eigs: vec![ada()], mentors: vec![ada()] };
        let moment = |to, key, is_past, is_next| Moment { to, key, at: at(), is_past, is_next };
        let week = vec![
            moment(None, "event-announcement", true, false),
            moment(Some("reminder"), "event-reminder", false, true),
            moment(None, "event-reminder", false, false),
            moment(Some("digest"), "event-digest", false, false),
        ];
        let tour = |guide| TourView::new(guide, "Ada".into(), Some("CartoBio".into()), &week);
        vec![
            DemoPage {
                now: at(),
                tours: Vec::new(),
                week: Vec::new(),
                nags: Vec::new(),
                coordinators: Vec::new(),
                others: Vec::new(),
                projects: Vec::new(),
                mails: 0,
            },
            DemoPage {
                now: at(),
                tours: Guide::ALL.map(tour).into(),
                nags: vec![moment(Some("overview"), "event-help-overview", false, true)],
                week,
                coordinators: vec![CoordinatorView { person: ada(), projects: 8 }],
                others: vec![
                    other(None, None),
                    other(Some("2026-03-31"), None),
                    other(Some("2026-03-31"), Some("Mina")),
                ],
                projects: vec![team],
                mails: 3,
            },
        ]
    }
}

#[derive(Serialize)]
struct PersonView {
    id: i64,
    name: String,
}

#[derive(Serialize)]
struct CoordinatorView {
    person: PersonView,
    /// About how many they are asked.
    projects: usize,
}

#[derive(Serialize)]
struct OtherView {
    person: PersonView,
    /// The key of its word.
    role: String,
    until: Option<String>,
    has_left: bool,
    /// For whom they stand in.
    mentor: Option<String>,
}

impl From<&cast::Other> for OtherView {
    fn from(other: &cast::Other) -> Self {
        let (mentor, last_day) = other.mentor.clone().unzip();
        OtherView {
            person: PersonView::from(&other.member),
            role: format!("role-{}", other.held.role),
            until: last_day.or(other.held.until_day).map(|day| day.to_string()),
            has_left: other.held.is_past(other.member.today),
            mentor,
        }
    }
}

#[derive(Serialize)]
struct ProjectPeople {
    name: String,
    eigs: Vec<PersonView>,
    mentors: Vec<PersonView>,
}

impl From<&Member> for PersonView {
    fn from(member: &Member) -> Self {
        PersonView { id: member.person.id.0, name: member.person.name.clone() }
    }
}

pub async fn show(site: web::Data<Site>, req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, Error> {
    let demo = levers::of(&site)?;
    let (cast, events) = site
        .services
        .read(|scope| -> Result<_, services::Error> { Ok((cast::cast(scope)?, cast::week(scope)?)) })
        .await?;
    let views = |members: &[Member]| members.iter().map(PersonView::from).collect();
    let (week, nags) = clock::line(&site, &events, visitor.now);
    let page = DemoPage {
        now: view::local(&site, visitor.now),
        tours: TourView::all(&cast, &week),
        week,
        nags,
        coordinators: cast
            .coordinators
            .iter()
            .map(|(member, projects)| CoordinatorView { person: member.into(), projects: *projects })
            .collect(),
        others: cast.others.iter().map(OtherView::from).collect(),
        projects: cast
            .teams
            .iter()
            .map(|(project, eigs, mentors)| ProjectPeople {
                name: project.name.clone(),
                eigs: views(eigs),
                mentors: views(mentors),
            })
            .collect(),
        mails: demo.mailbox.newest_first().len(),
    };
    view::show(&site, &req, &visitor, &page)
}
