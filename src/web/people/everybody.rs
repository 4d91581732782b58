//! Everybody in the programme, and how others are added.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::choices::{self, any, one_project, posts};
use super::words::{self, RoleView};
use crate::domain::kit::Fault;
use crate::domain::people::presence::State;
use crate::domain::programme::project::Project;
use crate::services::Refusal;
use crate::services::people::adding::{self, Added, Typed};
use crate::services::people::everybody::{self as model, By, Everybody, Listed, Post, Wanted};
use crate::services::people::inviting::{self, Sent};
use crate::web::kit::form::Form;
use crate::web::kit::forms::Posted;
use crate::web::kit::page::Page;
use crate::web::kit::sorting::{self, Head};
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::programme::steps::StepsView;
use crate::web::{Error, Site};

/// How many people a page lists.
const PAGE: usize = 50;
/// Nobody has as many pages of people.
const LAST_PAGE: usize = 1_000_000;

/// What is asked of the list: texts and names of values; empty: all.
#[derive(Deserialize, Default, Clone)]
pub struct Filter {
    #[serde(default)]
    q: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    on: String,
    #[serde(default)]
    state: String,
    /// Anything: those of archived promotions, too.
    #[serde(default)]
    archived: String,
    /// One of [`COLUMNS`], as [`sorting::read`] reads it.
    #[serde(default)]
    sort: String,
    #[serde(default)]
    page: usize,
    /// The slug of a project to which people are to be added.
    #[serde(default)]
    add: String,
}

/// The columns, each with the key of its word.
const COLUMNS: [(&str, &str); 3] = [("name", "name"), ("roles", "roles"), ("state", "person-state")];

impl Filter {
    pub fn wanted(&self) -> Wanted {
        let (column, backwards) = sorting::read(&self.sort);
        Wanted {
            text: self.q.clone(),
            post: match self.role.as_str() {
                choices::COORDINATOR => Some(Post::Coordinator),
                choices::NOTHING => Some(Post::Nothing),
                role => role.parse().ok().map(Post::Role),
            },
            project: self.on.clone(),
            state: self.state.parse().ok(),
            archived: !self.archived.is_empty(),
            by: match column {
                "roles" => By::Roles,
                "state" => By::State,
                _ => By::Name,
            },
            backwards,
        }
    }

    /// A page that is asked for in the same way, from its beginning.
    pub fn address(&self, path: &str) -> String {
        self.address_of(path, 0)
    }

    fn address_of(&self, path: &str, page: usize) -> String {
        let page = if page == 0 { String::new() } else { page.to_string() };
        let Filter { q, role, on, state, archived, sort, .. } = self;
        let asked = [("q", q), ("role", role), ("on", on), ("state", state), ("archived", archived)];
        let fields = asked.into_iter().chain([("sort", sort), ("page", &page)]);
        let set: Vec<(&str, &str)> =
            fields.filter(|(_, value)| !value.is_empty()).map(|(n, v)| (n, v.as_str())).collect();
        if set.is_empty() { path.to_owned() } else { view::address(path, &set) }
    }
}

#[derive(Serialize)]
pub struct PeoplePage {
    people: Vec<Row>,
    heads: Vec<Head>,
    /// How it is sorted, for whoever asks for others.
    sort: String,
    /// How many there are on all pages.
    count: usize,
    /// How many of those have not come yet, and how many of those are invited, and where.
    awaited: usize,
    to_invite: usize,
    invitations: String,
    /// Whether there is a project on which a role can be given.
    has_projects: bool,
    invite: bool,
    /// Whether the form in which people are added is unfolded.
    adds: bool,
    /// Whether something was asked for.
    filtered: bool,
    /// None: nobody was on archived projects alone.
    archived: Option<ArchivedView>,
    filter: Form,
    form: Form,
    setup: Option<StepsView>,
    previous: Option<String>,
    next: Option<String>,
}

/// Those who were on archived projects alone: whether they are listed, and where they are.
#[derive(Serialize)]
struct ArchivedView {
    listed: bool,
    href: String,
}

/// Somebody in a list.
#[derive(Serialize)]
pub struct Row {
    id: i64,
    name: String,
    email: String,
    coordinator: bool,
    roles: Vec<RoleView>,
    stands_in_for: Vec<StoodFor>,
    /// In words.
    state: String,
    silent: bool,
}

/// A mentor in whose place somebody reads, until that day in words.
#[derive(Serialize)]
struct StoodFor {
    name: String,
    until: String,
}

impl Row {
    pub fn new(site: &Site, visitor: &Visitor, listed: Listed) -> Result<Row, Error> {
        let Listed { person, roles, stands_in_for, standing, is_silent } = listed;
        let today = visitor.now.with_timezone(&site.services.config.programme.timezone).date_naive();
        let stood_for = |(name, until)| StoodFor { name, until: words::day(visitor, until) };
        Ok(Row {
            id: person.id.0,
            name: person.name,
            email: person.email.to_string(),
            coordinator: person.coordinator,
            roles: RoleView::all(visitor, roles, today)?,
            stands_in_for: stands_in_for.into_iter().map(stood_for).collect(),
            state: words::standing(site, visitor, standing)?,
            silent: is_silent,
        })
    }

    #[cfg(test)]
    pub fn sample(coordinator: bool, roles: Vec<RoleView>) -> Row {
        let stood_for = || StoodFor { name: "Mina".into(), until: "12 mars 2026".into() };
        Row {
            id: 1,
            name: "Ada".into(),
            email: "ada@x.example".into(),
            coordinator,
            roles,
            stands_in_for: coordinator.then(stood_for).into_iter().collect(),
            state: "invité".into(),
            silent: coordinator,
        }
    }
}

impl Page for PeoplePage {
    const TEMPLATE: &'static str = "pages/people/everybody";

    #[cfg(test)]
    fn samples() -> Vec<PeoplePage> {
        let choice = || vec![Choice { value: "eig".into(), text: "EIG".into(), chosen: true }];
        let filter = || {
            ["role", "on", "state"].into_iter().fold(Form::new([("q", "x")]), |f, n| f.choosing(n, choice()))
        };
        let form = || {
            Form::new([("lines", "Ada <ada@x.example>")])
                .choosing("post", choice())
                .choosing("project", choice())
                .choosing("locale", Choice::locales(crate::domain::people::Locale::Fr))
        };
        let page = |people: Vec<Row>, form, adds| PeoplePage {
            count: people.len(),
            people,
            heads: sorting::heads(&COLUMNS, if adds { "-state" } else { "" }, |sort| {
                view::address("/admin/people", &[("sort", sort)])
            }),
            sort: if adds { "-state".into() } else { String::new() },
            awaited: usize::from(adds),
            to_invite: usize::from(adds),
            invitations: "/admin/invitations".into(),
            has_projects: adds,
            invite: !adds,
            adds,
            filtered: adds,
            archived: Some(ArchivedView { listed: adds, href: "/admin/people?archived=1".into() }),
            filter: filter(),
            form,
            setup: adds.then(StepsView::sample),
            previous: None,
            next: adds.then(|| "/admin/people?page=1".into()),
        };
        let people = vec![Row::sample(true, vec![RoleView::sample()]), Row::sample(false, Vec::new())];
        let refused = form().sample_fault("lines").sample_fault("post");
        let just_invited = PeoplePage { awaited: 1, ..page(Vec::new(), form(), false) };
        let last = PeoplePage {
            previous: Some("/admin/people".into()),
            archived: None,
            ..page(Vec::new(), form(), false)
        };
        vec![page(Vec::new(), form(), false), page(people, refused, true), just_invited, last]
    }
}

fn filter_form(visitor: &Visitor, filter: &Filter, projects: &[Project]) -> Result<Form, Error> {
    let state = |state: State| {
        let text = view::text(visitor, &format!("people-{state}"), &[])?;
        Ok(Choice { value: state.to_string(), text, chosen: state.as_str() == filter.state })
    };
    let states = State::ALL.into_iter().map(state).collect::<Result<Vec<_>, Error>>()?;
    Ok(Form::new([("q", filter.q.as_str())])
        .choosing("role", any(visitor, "people-all-roles", posts(visitor, &filter.role)?)?)
        .choosing(
            "on",
            any(visitor, "people-all-projects", choices::of_projects(projects.iter(), &filter.on))?,
        )
        .choosing("state", any(visitor, "people-everybody", states)?))
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    filter: web::Query<Filter>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let filter = filter.into_inner();
    let project = filter.add.clone();
    let sent = PeopleForm { invite: Some(String::new()), project, ..PeopleForm::default() };
    respond(&site, &req, &coordinator.visitor, StatusCode::OK, filter, (&sent, &[])).await
}

async fn respond(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    status: StatusCode,
    filter: Filter,
    (sent, faults): (&PeopleForm, &[Fault]),
) -> Result<HttpResponse, Error> {
    let (wanted, number) = (filter.wanted(), filter.page.min(LAST_PAGE));
    let part = (number * PAGE, PAGE);
    let found = site.services.read(move |scope| model::list(scope, &wanted, part)).await?;
    let Everybody { people, count, awaited, to_invite, has_archived, projects } = found;
    let at = |number| filter.address_of("/admin/people", number);
    let joinable: Vec<&Project> = model::joinable(&projects).collect();
    let locale = sent.locale.parse().unwrap_or(site.services.config.programme.language);
    // Where there is no project, what is missing is told where a role was chosen.
    let place = |field: &'static str| if joinable.is_empty() && field == "project" { "post" } else { field };
    let placed = |fault: &Fault| Fault { field: place(fault.field), wrong: fault.wrong.clone() };
    let faults: Vec<Fault> = faults.iter().map(placed).collect();
    let form = Form::new([("lines", sent.lines.as_str())])
        .choosing("post", any(visitor, "role-choose", posts(visitor, &sent.post)?)?)
        .choosing("project", one_project(visitor, joinable.iter().copied(), &sent.project)?)
        .choosing("locale", Choice::locales(locale));
    let people = people.into_iter().map(|listed| Row::new(site, visitor, listed));
    let page = PeoplePage {
        people: people.collect::<Result<_, _>>()?,
        heads: sorting::heads(&COLUMNS, &filter.sort, |sort| {
            Filter { sort: sort.to_owned(), ..filter.clone() }.address("/admin/people")
        }),
        sort: filter.sort.clone(),
        count,
        previous: number.checked_sub(1).map(at),
        next: ((number + 1) * PAGE < count).then(|| at(number + 1)),
        awaited,
        to_invite,
        invitations: Filter { state: String::new(), sort: String::new(), ..filter.clone() }
            .address("/admin/invitations"),
        has_projects: !joinable.is_empty(),
        invite: sent.invite.is_some(),
        adds: !faults.is_empty() || !filter.add.is_empty(),
        archived: has_archived.then(|| ArchivedView {
            listed: !filter.archived.is_empty(),
            href: Filter { archived: "1".into(), ..filter.clone() }.address("/admin/people"),
        }),
        filtered: Filter { sort: String::new(), ..filter.clone() }.address("/") != "/",
        filter: filter_form(visitor, &filter, &projects)?,
        form: form.refused(visitor, &faults)?,
        setup: StepsView::left(site, req).await?,
    };
    view::show_with_status(site, req, visitor, status, &page)
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

/// What is said of invitations that were just sent: a link that was sent before works no more.
pub fn invited(sent: Sent) -> &'static str {
    if sent.anew > 0 { "done-invited-anew" } else { "done-invited" }
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
            return respond(&site, &req, &visitor, status, Filter::default(), (&sent, &faults)).await;
        }
        Err(refusal) => return Err(refusal.into()),
    };
    if sent.invite.is_none() {
        return Ok(view::done("/admin/people", "done-added"));
    }
    let Added { awaited, known } = added;
    if awaited.is_empty() {
        return Ok(view::done_with("/admin/people", "done-added-known", [known, known, 0]));
    }
    let sent = inviting::invite(services, claim, awaited).await?;
    match known {
        0 => Ok(view::done_times("/admin/people", invited(sent), sent.count)),
        known => Ok(view::done_with("/admin/people", "done-invited-others", [sent.count, known, 0])),
    }
}
