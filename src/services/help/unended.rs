//! All requests that nobody has closed, with what decides over their nags.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::calendar::Calendar;
use crate::domain::help::nagging::Case;
use crate::domain::help::{Event, Request, RequestId};
use crate::domain::people::{Member, Person};
use crate::domain::programme::project::Project;
use crate::mail::nags::Nag;
use crate::services::Scope;
use crate::services::calendar::absences;
use crate::store::help::{events, requests};
use crate::store::{self, people};

/// As they stand at one moment.
pub(super) struct Unended {
    /// First that of which everybody has known for longest.
    requests: Vec<Request>,
    stories: BTreeMap<RequestId, Vec<Event>>,
    pub projects: Vec<Project>,
    members: Vec<Member>,
    calendar: Calendar,
    pub now: DateTime<Utc>,
}

impl Unended {
    pub fn gather(scope: &mut Scope<'_>) -> store::Result<Unended> {
        let (calendar, now) = (scope.calendar.clone(), scope.now);
        let mut requests = requests::unended(scope.conn)?;
        requests.sort_by_key(|request| (request.public_at(&calendar), request.id));
        let ids: Vec<RequestId> = requests.iter().map(|request| request.id).collect();
        let named = requests.iter().map(|request| request.project).collect();
        let (stories, projects) = (events::of(scope.conn, &ids)?, absences::projects_named(scope, &named)?);
        let members = people::members(scope.conn, scope.today())?;
        Ok(Unended { requests, stories, projects, members, calendar, now })
    }

    pub fn cases(&self) -> impl Iterator<Item = Case<'_>> {
        self.requests.iter().filter_map(|request| {
            let project = self.projects.iter().find(|project| project.id == request.project)?;
            let story = self.stories.get(&request.id).map_or(&[][..], Vec::as_slice);
            Some(Case { request, story, project, calendar: &self.calendar })
        })
    }

    /// How a mail tells it.
    pub fn told<'a>(&'a self, case: &Case<'a>, link: String) -> Nag<'a> {
        let team = self.members.iter().filter(|member| member.asks_for(case.project.id));
        let referent = case.project.referent;
        Nag {
            project: case.project,
            request: case.request,
            team: team.map(|member| &member.person).collect(),
            referent: self.people().find(|person| referent == Some(person.id)),
            days: case.request.age(case.calendar, self.now),
            last_due: case.last_due(self.now),
            link,
        }
    }

    fn people(&self) -> impl Iterator<Item = &Person> {
        self.members.iter().map(|member| &member.person)
    }
}
