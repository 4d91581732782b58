//! Everybody in the programme, and how others are added.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::domain::kit::by_name;
use crate::domain::people::{Locale, Member, Membership, PersonId, Role};
use crate::domain::programme::project::{Project, ProjectId, Stage};
use crate::services::people::administering::{self as verbs, Post, read_lines};
use crate::services::people::inviting;
use crate::store::identity::{link_tokens, sessions};
use crate::store::privacy::audit::{self, Actor};
use crate::store::programme::projects;
use crate::store::{self, people};
use crate::web::kit::forms::Posted;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::{Error, Site};

#[derive(Deserialize)]
pub struct Filter {
    #[serde(default)]
    q: String,
}

#[derive(Serialize)]
struct PeoplePage {
    q: String,
    people: Vec<Row>,
    form: FormView,
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

/// A role on a project.
#[derive(Serialize)]
pub struct RoleView {
    /// The key of its word.
    pub key: String,
    pub role: &'static str,
    pub project: String,
    pub slug: String,
}

impl RoleView {
    pub fn of(member: &Member, projects: &[Project]) -> Vec<RoleView> {
        let view = |m: &Membership| {
            let project = projects.iter().find(|project| project.id == m.project)?;
            Some(RoleView {
                key: format!("role-{}", m.role),
                role: m.role.as_str(),
                project: project.name.clone(),
                slug: project.slug.clone(),
            })
        };
        member.memberships.iter().filter_map(view).collect()
    }
}

#[derive(Serialize)]
struct FormView {
    lines: String,
    posts: Vec<Choice>,
    projects: Vec<Choice>,
    locales: Vec<Choice>,
    /// What is wrong, line by line.
    errors: Vec<String>,
}

/// What newcomers can be made, as the form names it; the last one is nothing in particular.
const POSTS: [(&str, &str); 4] = [
    ("eig", "role-eig"),
    ("mentor", "role-mentor"),
    ("coordinator", "role-coordinator"),
    ("none", "role-none"),
];

/// Whether somebody has been in, is expected, or is kept out.
fn state(member: &Member, seen: &[PersonId], invited: &[PersonId]) -> &'static str {
    if !member.person.active {
        "person-deactivated"
    } else if seen.contains(&member.person.id) {
        "person-active"
    } else if invited.contains(&member.person.id) {
        "person-invited"
    } else {
        "person-not-invited"
    }
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    filter: web::Query<Filter>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let form = PeopleForm::default();
    respond(&site, &req, &coordinator.visitor, StatusCode::OK, &filter.q, (&form, Vec::new())).await
}

async fn respond(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    status: StatusCode,
    q: &str,
    (form, errors): (&PeopleForm, Vec<String>),
) -> Result<HttpResponse, Error> {
    let now = visitor.now;
    let (mut everybody, projects, seen, invited) = site
        .services
        .db
        .read(move |conn| -> store::Result<_> {
            Ok((
                people::everybody(conn)?,
                projects::all(conn)?,
                // Sessions end and are forgotten before the record of them.
                [sessions::people_seen(conn)?, audit::people_seen(conn)?].concat(),
                link_tokens::invited_people(conn, now)?,
            ))
        })
        .await?;
    let wanted = q.trim().to_lowercase();
    everybody.retain(|member| {
        let of_project = |m: &Membership| {
            projects.iter().any(|p| p.id == m.project && p.name.to_lowercase().contains(&wanted))
        };
        member.person.name.to_lowercase().contains(&wanted)
            || member.person.email.as_str().contains(&wanted)
            || member.memberships.iter().any(of_project)
    });
    everybody.sort_by_cached_key(|member| {
        let person = &member.person;
        (!person.active, by_name(&person.name, person.id))
    });
    let page = PeoplePage {
        q: q.to_owned(),
        people: everybody
            .iter()
            .map(|member| Row {
                id: member.person.id.0,
                name: member.person.name.clone(),
                email: member.person.email.to_string(),
                coordinator: member.person.coordinator,
                roles: RoleView::of(member, &projects),
                state: state(member, &seen, &invited),
            })
            .collect(),
        form: FormView {
            lines: form.lines.clone(),
            posts: POSTS
                .into_iter()
                .map(|(value, key)| {
                    let label = view::text(visitor, key, &[])?;
                    Ok(Choice { value: value.to_owned(), text: label, chosen: form.post == value })
                })
                .collect::<Result<_, Error>>()?,
            projects: project_choices(&projects, &form.project),
            locales: Choice::locales(form.locale.parse().unwrap_or(site.services.config.programme.language)),
            errors,
        },
    };
    view::page_with_status(site, req, visitor, status, "pages/people/everybody", &page)
}

/// The projects that can be chosen, by name.
pub fn project_choices(projects: &[Project], chosen: &str) -> Vec<Choice> {
    projects
        .iter()
        .filter(|project| matches!(project.stage, Stage::Draft | Stage::Open))
        .map(|project| Choice {
            value: project.slug.clone(),
            text: project.name.clone(),
            chosen: project.slug == chosen,
        })
        .collect()
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
    let Coordinator { visitor, member, .. } = coordinator;
    let form = form.0;
    let (newcomers, errors) = match read_lines(&form.lines) {
        Ok(newcomers) if newcomers.is_empty() => (newcomers, vec![view::text(&visitor, "people-none", &[])?]),
        Ok(newcomers) => (newcomers, Vec::new()),
        Err(faults) => {
            let told = faults.iter().map(|fault| {
                let line = fault.line.to_string();
                view::text(&visitor, "people-line-wrong", &[("line", &line), ("text", &fault.text)])
            });
            (Vec::new(), told.collect::<Result<_, _>>()?)
        }
    };
    let role: Option<Role> = form.post.parse().ok();
    let project = project_of(&site, role, &form.project).await?;
    if !errors.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return respond(&site, &req, &visitor, status, "", (&form, errors)).await;
    }
    let post = Post {
        role: project.zip(role),
        coordinator: form.post == "coordinator",
        locale: form.locale.parse::<Locale>().ok(),
    };
    let (by, now) = (member.person.id, visitor.now);
    let added = site.services.db.write(move |conn| verbs::add(conn, &newcomers, post, by, now)).await?;
    if form.invite.is_none() {
        return Ok(view::done("/admin/people", "done-added"));
    }
    inviting::invite(&site.services, added, Actor::from(by), now).await?;
    Ok(view::done("/admin/people", "done-invited"))
}

/// The project that goes with a role; none without a role.
pub async fn project_of(site: &Site, role: Option<Role>, slug: &str) -> Result<Option<ProjectId>, Error> {
    if role.is_none() {
        return Ok(None);
    }
    let slug = slug.to_owned();
    let found = site.services.db.read(move |conn| projects::by_slug(conn, &slug)).await?;
    found.map(|project| Some(project.id)).ok_or(Error::Unreadable)
}
