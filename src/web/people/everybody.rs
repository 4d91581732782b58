//! Everybody in the programme, and how others are added.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::domain::kit::Fault;
use crate::domain::programme::project::Project;
use crate::services::Refusal;
use crate::services::people::adding::{self, Typed};
use crate::services::people::everybody::{self as model, Everybody, Held, Listed, Standing};
use crate::services::people::inviting;
use crate::web::kit::form::Form;
use crate::web::kit::forms::Posted;
use crate::web::kit::page::Page;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::{Error, Site};

#[derive(Deserialize)]
pub struct Filter {
    #[serde(default)]
    q: String,
}

#[derive(Serialize)]
pub struct PeoplePage {
    q: String,
    people: Vec<Row>,
    /// Whether there is a project on which a role can be given.
    has_projects: bool,
    invite: bool,
    form: Form,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    name: String,
    email: String,
    coordinator: bool,
    roles: Vec<RoleView>,
    /// The key of a word.
    state: &'static str,
}

impl From<Listed> for Row {
    fn from(Listed { person, roles, standing }: Listed) -> Self {
        Row {
            id: person.id.0,
            name: person.name,
            email: person.email.to_string(),
            coordinator: person.coordinator,
            roles: roles.into_iter().map(RoleView::from).collect(),
            state: match standing {
                Standing::KeptOut => "person-deactivated",
                Standing::Seen => "person-active",
                Standing::Invited => "person-invited",
                Standing::NotInvited => "person-not-invited",
            },
        }
    }
}

/// A role on a project.
#[derive(Serialize)]
pub struct RoleView {
    /// The key of its word.
    key: String,
    role: &'static str,
    project: String,
    slug: String,
}

impl From<Held> for RoleView {
    fn from(Held { role, project, slug }: Held) -> Self {
        RoleView { key: format!("role-{role}"), role: role.as_str(), project, slug }
    }
}

#[cfg(test)]
impl RoleView {
    pub fn sample() -> RoleView {
        let (project, slug) = ("CartoBio".into(), "cartobio".into());
        RoleView::from(Held { role: crate::domain::people::Role::Eig, project, slug })
    }
}

impl Page for PeoplePage {
    const TEMPLATE: &'static str = "pages/people/everybody";

    #[cfg(test)]
    fn samples() -> Vec<PeoplePage> {
        let choice = || Choice { value: "eig".into(), text: "EIG".into(), chosen: true };
        let form = || {
            Form::new([("lines", "Ada <ada@x.example>")])
                .choosing("post", vec![choice()])
                .choosing("project", vec![choice()])
                .choosing("locale", Choice::locales(crate::domain::people::Locale::Fr))
        };
        let row = |state, coordinator, roles| Row {
            id: 1,
            name: "Ada".into(),
            email: "ada@x.example".into(),
            coordinator,
            roles,
            state,
        };
        let nobody =
            PeoplePage { q: "x".into(), people: Vec::new(), has_projects: false, invite: true, form: form() };
        let people = vec![
            row("person-active", true, vec![RoleView::sample()]),
            row("person-invited", false, Vec::new()),
        ];
        let refused = form().sample_fault("lines").sample_fault("post");
        vec![
            nobody,
            PeoplePage { q: String::new(), people, has_projects: true, invite: false, form: refused },
        ]
    }
}

/// What newcomers can be made, as the form names it; the last one is nothing in particular.
const POSTS: [(&str, &str); 4] = [
    ("eig", "role-eig"),
    ("mentor", "role-mentor"),
    ("coordinator", "role-coordinator"),
    ("none", "role-none"),
];

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    filter: web::Query<Filter>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let sent = PeopleForm { invite: Some(String::new()), ..PeopleForm::default() };
    respond(&site, &req, &coordinator.visitor, StatusCode::OK, filter.into_inner().q, (&sent, &[])).await
}

async fn respond(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    status: StatusCode,
    q: String,
    (sent, faults): (&PeopleForm, &[Fault]),
) -> Result<HttpResponse, Error> {
    let wanted = q.clone();
    let Everybody { people, projects } = site.services.read(move |scope| model::list(scope, &wanted)).await?;
    let posts = POSTS.into_iter().map(|(value, key)| {
        let text = view::text(visitor, key, &[])?;
        Ok(Choice { value: value.to_owned(), text, chosen: sent.post == value })
    });
    let locale = sent.locale.parse().unwrap_or(site.services.config.programme.language);
    let form = Form::new([("lines", sent.lines.as_str())])
        .choosing("post", posts.collect::<Result<_, Error>>()?)
        .choosing("project", project_choices(&projects, &sent.project))
        .choosing("locale", Choice::locales(locale));
    let page = PeoplePage {
        q,
        people: people.into_iter().map(Row::from).collect(),
        has_projects: !projects.is_empty(),
        invite: sent.invite.is_some(),
        form: form.refused(visitor, faults)?,
    };
    view::show_with_status(site, req, visitor, status, &page)
}

/// Projects to choose from.
pub fn project_choices(projects: &[Project], chosen: &str) -> Vec<Choice> {
    let choice = |project: &Project| Choice {
        value: project.slug.clone(),
        text: project.name.clone(),
        chosen: project.slug == chosen,
    };
    projects.iter().map(choice).collect()
}

#[derive(Deserialize, Default)]
pub struct PeopleForm {
    #[serde(default)]
    lines: String,
    #[serde(default)]
    post: String,
    #[serde(default)]
    project: String,
    #[serde(default)]
    locale: String,
    /// Whether they are told by mail at once.
    invite: Option<String>,
}

/// Adds one person or many, and invites them.
pub async fn add(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
    form: Posted<PeopleForm>,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, claim, .. } = coordinator;
    let sent = form.0;
    let typed = Typed {
        lines: sent.lines.clone(),
        post: sent.post.clone(),
        project: sent.project.clone(),
        locale: sent.locale.clone(),
    };
    let services = &site.services;
    let added =
        services.coordinate_proven(claim.clone(), move |scope, by| adding::add(scope, by, &typed)).await;
    let added = match added {
        Ok(added) => added,
        Err(Refusal::Faults(faults)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return respond(&site, &req, &visitor, status, String::new(), (&sent, &faults)).await;
        }
        Err(refusal) => return Err(refusal.into()),
    };
    if sent.invite.is_none() {
        return Ok(view::done("/admin/people", "done-added"));
    }
    let invited = inviting::invite(services, claim, added).await?;
    Ok(view::done_times("/admin/people", "done-invited", invited))
}
