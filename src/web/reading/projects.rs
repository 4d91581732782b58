//! Projects and their history.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::Month;
use crate::domain::people::{Email, Role};
use crate::domain::programme::project::Project;
use crate::domain::reading::acknowledging::SOON;
use crate::domain::reading::measures::Share;
use crate::services::help::listing::Requests;
use crate::services::help::seeing::Seen;
use crate::services::reading::histories::History;
use crate::services::reading::projects::{self, InTouch, Listed, Read, Summary};
use crate::views::history::Told;
use crate::views::{HistoryView, MoodView, ProjectView, mailto};
use crate::web::calendar::team_absences::AbsencesView;
use crate::web::help::seen_view::SeenView;
use crate::web::kit::page::Page;
use crate::web::kit::visitor::SignedIn;
use crate::web::kit::{switch, view};
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct ProjectsPage {
    active: Vec<SummaryView>,
    ended: Vec<ProjectView>,
    /// The week whose moods are told; none: none is published yet.
    week: Option<String>,
}

/// A project in a line or two.
#[derive(Serialize)]
struct SummaryView {
    project: ProjectView,
    mood: Option<MoodView>,
    /// The sign and the key of what is told instead of a mood.
    sign: &'static str,
    key: &'static str,
    team: Vec<String>,
}

impl Page for ProjectsPage {
    const TEMPLATE: &'static str = "pages/reading/projects";

    #[cfg(test)]
    fn samples() -> Vec<ProjectsPage> {
        use crate::domain::filing::bulletin::Mood;
        use crate::domain::samples::{project, spirit, week};
        let week = week("2026-W10");
        let summary = |id, mood: Option<Option<Mood>>| {
            let project = project(id);
            let spirit = mood.map(|mood| spirit(id, "2026-W10", mood));
            let (away, asked) = (id == 3, id < 3);
            Summary { spirit, away, asked, team: vec!["Ada".into(), "Ben".into()], project }
        };
        let active = vec![
            summary(1, Some(Some(Mood::Good))),
            summary(2, Some(None)),
            summary(3, None),
            summary(4, None),
        ];
        let page = |active, week| ProjectsPage::from(&Listed { active, ended: vec![project(4)], week });
        let begun = vec![summary(4, None)];
        vec![page(Vec::new(), None), page(begun, None), page(active, Some(week))]
    }
}

impl From<&Listed> for ProjectsPage {
    fn from(listed: &Listed) -> Self {
        let summary = |summary: &Summary| {
            let (sign, key) = match (summary.spirit, summary.away, summary.asked) {
                (Some(_), ..) => ("quiet", "quiet-week"),
                (None, true, _) => ("away", "away"),
                (None, false, false) => ("unasked", "nothing-asked-short"),
                (None, false, true) => ("silent", "not-heard-of"),
            };
            SummaryView {
                project: (&summary.project).into(),
                mood: summary.spirit.and_then(|spirit| spirit.mood).map(MoodView::from),
                sign,
                key,
                team: summary.team.clone(),
            }
        };
        ProjectsPage {
            active: listed.active.iter().map(summary).collect(),
            ended: views(&listed.ended),
            week: listed.week.map(|week| week.to_string()),
        }
    }
}

fn views(projects: &[Project]) -> Vec<ProjectView> {
    projects.iter().map(ProjectView::from).collect()
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    wanted: web::Query<switch::Wanted>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let listed = site.services.read(move |scope| projects::list(scope, &member, wanted.id())).await?;
    view::show(&site, &req, &visitor, &ProjectsPage::from(&listed))
}

#[derive(Serialize)]
pub struct ProjectPage {
    project: ProjectView,
    ends_on: String,
    /// Its last day has gone by.
    is_past: bool,
    /// It goes on, and nothing is asked of it this week.
    is_paused: bool,
    requests: RequestsView,
    people: Vec<PersonView>,
    /// The address of a mail to its team; none: its reader has no reason to write to them.
    write: Option<String>,
    /// Where it is managed; none: by somebody else.
    manage: Option<String>,
    /// How many of its bulletins were read soon; for coordinators.
    read_soon: Option<Share>,
    /// Within so many days.
    soon: i64,
    history: HistoryView,
    /// Whether weeks lead on to their own pages.
    linked: bool,
    /// Where it is.
    at: String,
    /// The others, to go on to, and those beside it by name.
    others: Vec<ProjectView>,
    previous: Option<ProjectView>,
    next: Option<ProjectView>,
    /// This week, where this person can file for it.
    file: Option<String>,
    /// The coming absences, for those who say them.
    absences: Option<AbsencesView>,
    can_share: bool,
    /// The address of the key dates for calendar programs, and how these are told to keep to it.
    feed: String,
    subscription: String,
    /// The month of which a sheet is offered: the one that is looked at, or else the latest.
    sheet: Option<String>,
}

/// What a project asks for, and the last that it asked for.
#[derive(Serialize)]
pub struct RequestsView {
    unended: Vec<SeenView>,
    /// Those that follow, which come at a tap.
    more: Vec<SeenView>,
    ended: Vec<SeenView>,
}

/// So many open requests stand in sight.
const IN_SIGHT: usize = 3;

impl RequestsView {
    pub fn new(requests: &Requests, view: impl Fn(&Seen) -> SeenView) -> RequestsView {
        RequestsView {
            unended: requests.unended.iter().take(IN_SIGHT).map(&view).collect(),
            more: requests.unended.iter().skip(IN_SIGHT).map(&view).collect(),
            ended: requests.ended.iter().map(&view).collect(),
        }
    }

    #[cfg(test)]
    pub fn samples() -> [RequestsView; 2] {
        let calendar = crate::domain::samples::calendar();
        let nothing = Requests { unended: Vec::new(), ended: Vec::new() };
        let unended = [Seen::samples(), Seen::samples()].concat();
        let much = Requests { unended, ended: Seen::ended_samples() };
        [nothing, much].map(|requests| RequestsView::new(&requests, |seen| SeenView::new(seen, &calendar)))
    }
}

/// Somebody of the project.
#[derive(Serialize)]
struct PersonView {
    name: String,
    /// The key of what they are to it.
    role: String,
    /// The mentor in whose place they are that, and until when.
    stands_in_for: Option<StoodFor>,
    /// Who does that in theirs, and until when.
    stood_for_by: Option<StoodFor>,
    email: String,
    /// The address of a mail to them that says which project it is about.
    write: String,
}

#[derive(Serialize)]
struct StoodFor {
    name: String,
    until: String,
}

impl From<&(String, NaiveDate)> for StoodFor {
    fn from((name, until): &(String, NaiveDate)) -> Self {
        StoodFor { name: name.clone(), until: until.to_string() }
    }
}

impl PersonView {
    fn new(person: &InTouch, subject: &str) -> PersonView {
        PersonView {
            name: person.name.clone(),
            role: person.role.map_or_else(|| "referent".into(), |role| format!("role-{role}")),
            stands_in_for: person.stands_in_for.as_ref().map(StoodFor::from),
            stood_for_by: person.stood_for_by.as_ref().map(StoodFor::from),
            email: person.email.to_string(),
            write: mailto([&person.email], Some(subject)),
        }
    }
}

impl Page for ProjectPage {
    const TEMPLATE: &'static str = "pages/reading/project";

    #[cfg(test)]
    fn samples() -> Vec<ProjectPage> {
        use crate::domain::filing::bulletin::BulletinId;
        use crate::domain::people::PersonId;
        use crate::domain::reading::acknowledging::{ReadBy, Readers};
        use crate::domain::samples::{self, project};
        let page = |history, requests| ProjectPage {
            project: (&project(1)).into(),
            ends_on: "2026-12-31".into(),
            is_past: false,
            is_paused: true,
            requests,
            people: Vec::new(),
            write: None,
            manage: None,
            read_soon: None,
            soon: SOON.num_days(),
            history,
            linked: true,
            at: "/projects/p01".into(),
            others: Vec::new(),
            previous: None,
            next: None,
            file: None,
            absences: None,
            can_share: false,
            feed: "http://127.0.0.1/feeds/x/projects/p01.ics".into(),
            subscription: "webcal://127.0.0.1/feeds/x/projects/p01.ics".into(),
            sheet: None,
        };
        let [nobody_away, some_away] = AbsencesView::samples();
        let [nothing, much] = HistoryView::samples();
        let read =
            ReadBy { reader: PersonId(2), name: "Mina".into(), at: "2026-03-09T09:00:00Z".parse().unwrap() };
        let readers = Readers::from([(BulletinId(1), vec![read.clone(), read])]);
        let much = much.with_readers(&readers, &samples::calendar(), PersonId(1));
        let [no_requests, requests] = RequestsView::samples();
        let until = "2026-03-12".parse().ok();
        let in_touch = |role: Option<Role>| InTouch {
            name: "Ada".into(),
            email: "ada@example.org".parse().unwrap(),
            role,
            stands_in_for: role.filter(|role| role.is_mentor()).map(|_| "Mina".into()).zip(until),
            stood_for_by: role
                .filter(|role| *role == Role::StrategicMentor)
                .map(|_| "Marc".into())
                .zip(until),
        };
        let roles = Role::ALL.map(Some).into_iter().chain([None]);
        let people = roles.map(|role| PersonView::new(&in_touch(role), "P01")).collect();
        let described =
            Project { description: "Un registre.".into(), logo: Some("x.png".into()), ..samples::project(1) };
        vec![
            ProjectPage { absences: Some(nobody_away), ..page(nothing, no_requests) },
            ProjectPage {
                people,
                write: Some("mailto:ada@example.org".into()),
                manage: Some("/admin/projects/p01".into()),
                read_soon: Some(Share { some: 9, all: 12 }),
                project: (&described).into(),
                is_past: true,
                is_paused: false,
                others: vec![(&project(2)).into()],
                previous: Some((&project(2)).into()),
                next: Some((&project(3)).into()),
                file: Some("2026-W10".into()),
                absences: Some(some_away),
                can_share: true,
                sheet: Some("2026-03".into()),
                ..page(much, requests)
            },
        ]
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    wanted: web::Query<Wanted>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let (reader, month) = (member.clone(), wanted.month());
    let read = site.services.read(move |scope| projects::show(scope, &reader, &path, month)).await?;
    let Read { history, requests, readers, read_soon, people, others, before, .. } = read;
    let project = &history.project;
    let team: Vec<&Email> =
        people.iter().filter(|person| person.role == Some(Role::Eig)).map(|person| &person.email).collect();
    let writes = !team.is_empty() && (member.person.coordinator || member.mentored().next().is_some());
    let subject = view::text(&visitor, "request-subject", &[("project", project.name.as_str())])?;
    let request =
        |seen: &Seen| SeenView::to_member(seen, &member, &site.services.rules).with_mail_to(&team, &subject);
    let feed = site.services.config.link(&format!("/feeds/{}/projects/{}.ics", read.feed, project.slug));
    let page = ProjectPage {
        subscription: feed
            .split_once("://")
            .map_or_else(|| feed.clone(), |(_, rest)| format!("webcal://{rest}")),
        feed,
        requests: RequestsView::new(&requests, request),
        people: people.iter().map(|person| PersonView::new(person, &project.name)).collect(),
        write: writes.then(|| mailto(team.iter().copied(), Some(&project.name))),
        manage: member.person.coordinator.then(|| format!("/admin/projects/{}", project.slug)),
        project: project.into(),
        ends_on: project.ends_on.to_string(),
        is_past: history.is_past(),
        is_paused: history.is_paused(),
        read_soon,
        soon: SOON.num_days(),
        history: view_of(&history).with_readers(&readers, &history.calendar, member.person.id),
        linked: true,
        at: format!("/projects/{}", project.slug),
        previous: before.checked_sub(1).and_then(|place| others.get(place)).map(ProjectView::from),
        next: others.get(before).map(ProjectView::from),
        others: views(&others),
        file: read.can_file.map(|week| week.to_string()),
        absences: read.absences.as_ref().map(AbsencesView::from),
        can_share: read.can_share,
        sheet: history.month().or_else(|| history.months().last().copied()).map(|month| month.to_string()),
    };
    view::show(&site, &req, &visitor, &page)
}

/// Which part of a history is looked at.
#[derive(Deserialize)]
pub struct Wanted {
    /// Such as `2026-03`; anything else: the newest part.
    #[serde(default)]
    month: String,
}

impl Wanted {
    pub fn month(&self) -> Option<Month> {
        self.month.parse().ok()
    }
}

/// A history as pages show it.
pub fn view_of(history: &History) -> HistoryView {
    HistoryView::new(&Told {
        project: &history.project,
        glances: &history.glances,
        entries: history.entries(),
        key_dates: &history.key_dates,
        requests: &history.requests,
        calendar: &history.calendar,
        today: history.today,
        month: history.month(),
        older: history.older,
        newer: history.newer,
    })
}
