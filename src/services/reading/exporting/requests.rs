//! Requests for help as they are taken out: what was asked, who took it, and how it ended. People are told by what they
//! are to the programme, not by name.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Serialize;

use crate::domain::help::{Request, Taking};
use crate::domain::people::Member;
use crate::domain::programme::project::{Project, by_id};
use crate::services::Error;
use crate::services::reading::visible::Visible;

/// A request that is taken out.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    project: String,
    #[serde(skip)]
    pub name: String,
    pub week: String,
    pub text: String,
    /// Asked at once, rather than told with its week.
    at_once: bool,
    pub asked_at: DateTime<Utc>,
    pub taken_at: Option<DateTime<Utc>>,
    pub taken_by: Vec<&'static str>,
    pub ended_at: Option<DateTime<Utc>>,
    pub ending: Option<&'static str>,
}

/// Those of that reader's projects, oldest first.
pub(super) fn of(visible: &mut Visible<'_, '_>, projects: &[Project]) -> Result<Vec<Line>, Error> {
    let asked = visible.requests(projects)?;
    let takings = asked.iter().flat_map(|request| &request.takings);
    let takers = visible.members(takings.filter_map(|taking| taking.person))?;
    let projects = by_id(projects);
    let line = |request: Request| {
        let project = *projects.get(&request.project)?;
        let taken_by = request.takings.iter().map(|taking| role_of(taking, project, &takers));
        Some(Line {
            project: project.slug.clone(),
            name: project.name.clone(),
            week: request.week.to_string(),
            text: request.text.to_string(),
            at_once: request.at_once,
            asked_at: request.asked_at,
            taken_at: request.takings.first().map(|taking| taking.taken_at),
            taken_by: taken_by.collect(),
            ended_at: request.end.map(|end| end.at),
            ending: request.end.map(|end| end.ending.as_str()),
        })
    };
    Ok(asked.into_iter().filter_map(line).collect())
}

/// What who took it is to the project, or to the programme.
fn role_of(taking: &Taking, project: &Project, takers: &[Member]) -> &'static str {
    let Some(person) = taking.person else {
        return if taking.email.is_some() { "outside" } else { "former-member" };
    };
    let Some(member) = takers.iter().find(|member| member.person.id == person) else {
        return "former-member";
    };
    let held = member.memberships.iter();
    let on_project = held.clone().find(|held| held.project == project.id);
    match on_project.or(held.clone().next()) {
        _ if member.person.coordinator => "coordinator",
        Some(held) => held.role.as_str(),
        None => "other",
    }
}

/// The headings of the table.
pub const HEADINGS: [&str; 9] =
    ["project", "week", "help", "at_once", "asked_at", "taken_at", "taken_by", "ended_at", "ending"];

/// What stands in a line of the table; moments are told on the programme's clocks.
pub fn cells(line: &Line, zone: Tz) -> [String; 9] {
    let moment = |at: DateTime<Utc>| at.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S").to_string();
    [
        line.name.clone(),
        line.week.clone(),
        line.text.clone(),
        line.at_once.to_string(),
        moment(line.asked_at),
        line.taken_at.map(moment).unwrap_or_default(),
        line.taken_by.join(" "),
        line.ended_at.map(moment).unwrap_or_default(),
        line.ending.unwrap_or_default().to_owned(),
    ]
}
