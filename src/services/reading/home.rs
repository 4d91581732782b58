//! Where somebody begins: with what they came for.

use super::visible::Visible;
use crate::domain::calendar::Week;
use crate::domain::people::{Member, Role};
use crate::domain::programme::project::Project;
use crate::domain::reading::sight::Reader;
use crate::services::{Error, Scope};

/// What is the first thing for somebody who is signed in.
pub enum Home {
    /// For coordinators.
    Dashboard,
    /// An EIG's form of this week.
    Form(Project, Week),
    /// What mentors, and all who do not file, can read: the latest week that was published.
    Latest(Week),
    /// To choose for which project to file this week; there may be none.
    Choice(Vec<Project>, Week),
}

pub fn of(scope: &mut Scope<'_>, member: &Member) -> Result<Home, Error> {
    if member.person.coordinator {
        return Ok(Home::Dashboard);
    }
    let week = scope.week();
    let latest = scope.calendar.latest_published_week(scope.now).unwrap_or(week);
    let mut own = Visible::to(Reader::Member(member), scope).projects()?;
    own.retain(|project| project.is_active_in(week) && member.has_role(Role::Eig, project.id));
    let files = member.projects_as(Role::Eig).next().is_some();
    let reads = member.mentored().next().is_some() || !(files || member.memberships.is_empty());
    Ok(match own.pop() {
        Some(only) if own.is_empty() => Home::Form(only, week),
        Some(last) => Home::Choice(own.into_iter().chain([last]).collect(), week),
        None if reads => Home::Latest(latest),
        None => Home::Choice(Vec::new(), week),
    })
}
