//! Where somebody begins: with what they came for.

use chrono::{DateTime, Utc};

use super::visible::Visible;
use crate::domain::calendar::{Calendar, Week};
use crate::domain::help::Standing;
use crate::domain::people::{Member, Role};
use crate::domain::programme::project::{Project, Stage};
use crate::domain::reading::sight::Reader;
use crate::services::filing::place::Desk;
use crate::services::filing::writers::Writer;
use crate::services::help::seeing::Seen;
use crate::services::{Error, Scope};
use crate::store::filing::bulletins;

/// What is the first thing for somebody who is signed in.
pub enum Home {
    /// For coordinators.
    Dashboard,
    /// An EIG's form of this week.
    Form(Project, Week),
    /// What an EIG waits for whose team has filed.
    Filed(Box<Filed>),
    /// What mentors, and all who do not file, can read: the latest week that was published.
    Latest(Week),
    /// To choose for which project to file this week.
    Choice(Vec<Project>, Week),
    /// Nothing can be filed this week; with what comes next, as far as that is known.
    Nothing(Option<NextForm>),
    /// Nothing is asked of them any more: what they were on has ended.
    Over,
}

/// The form of a week that is to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextForm {
    pub opens_at: DateTime<Utc>,
    pub closes_at: DateTime<Utc>,
}

/// So far ahead a form is looked for: a promotion that is open begins within that.
const WEEKS_AHEAD: usize = 53;

/// What comes back to a team that has filed.
pub struct Filed {
    pub desk: Desk,
    /// What it asks for itself, and nobody has closed.
    pub own: Vec<Seen>,
    /// What others ask for, first what nobody has taken.
    pub others: Vec<Seen>,
    /// How many more of those there are.
    pub more: usize,
}

/// How many requests of others are shown.
const MOST: usize = 4;

pub fn of(scope: &mut Scope<'_>, member: &Member) -> Result<Home, Error> {
    if member.person.coordinator {
        return Ok(Home::Dashboard);
    }
    let week = scope.week();
    let latest = scope.calendar.latest_published_week(scope.now).unwrap_or(week);
    let mut visible = Visible::to(Reader::Member(member), scope);
    let mut own = visible.with_named(Vec::new(), member.projects_as(Role::Eig))?;
    let knows_own = !own.is_empty();
    own.retain(|project| project.stage != Stage::Archived);
    let next = next_form(&scope.calendar, week, &own);
    let files = member.projects_as(Role::Eig).next().is_some();
    let is_over = match own.as_slice() {
        // What is archived is not looked at every day, and what is in preparation is told to nobody.
        [] => knows_own,
        own => own.iter().all(|project| project.has_ended(week.next())),
    };
    own.retain(|project| project.is_active_in(week));
    let reads = member.mentored().next().is_some() || !(files || member.memberships.is_empty());
    Ok(match own.pop() {
        Some(only) if own.is_empty() => match bulletins::find(scope.conn, only.id, week)? {
            Some(_) => Home::Filed(Box::new(Filed::find(scope, member, only, week)?)),
            None => Home::Form(only, week),
        },
        Some(last) => Home::Choice(own.into_iter().chain([last]).collect(), week),
        None if reads => Home::Latest(latest),
        None if is_over => Home::Over,
        None => Home::Nothing(next),
    })
}

/// That of the first week after this one in which a bulletin is asked of one of these projects.
fn next_form(calendar: &Calendar, week: Week, projects: &[Project]) -> Option<NextForm> {
    let ahead = std::iter::successors(Some(week.next()), |week| Some(week.next())).take(WEEKS_AHEAD);
    let mut asked = ahead.filter(|week| projects.iter().any(|project| project.is_asked_in(*week)));
    asked.find_map(|week| {
        let closing = calendar.closing(week)?;
        Some(NextForm { opens_at: week.starts_at(calendar.zone), closes_at: closing.at })
    })
}

impl Filed {
    fn find(scope: &mut Scope<'_>, member: &Member, project: Project, week: Week) -> Result<Filed, Error> {
        let mut visible = Visible::to(Reader::Member(member), scope);
        let projects = visible.present_projects()?;
        let requests = visible.unended_requests(&projects)?;
        let (own, mut others): (Vec<Seen>, Vec<Seen>) =
            requests.into_iter().partition(|seen| seen.project.id == project.id);
        others.sort_by_key(|seen| seen.request.standing() != Standing::Open);
        let more = others.len().saturating_sub(MOST);
        others.truncate(MOST);
        let desk = Desk::of(scope, Writer { project, week, member: member.clone() })?;
        Ok(Filed { desk, own, others, more })
    }
}
