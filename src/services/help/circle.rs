//! Those whom a request brings together: who asks, and who sees to it.

use super::links::Holder;
use crate::domain::help::{Request, Taking};
use crate::domain::people::{Email, Locale, Member, PersonId};
use crate::domain::programme::project::Project;
use crate::services::Scope;
use crate::services::people::referents;
use crate::store::{self, people};

/// Somebody of them, as a mail reaches them.
#[derive(Debug, Clone)]
pub struct Reached {
    pub holder: Holder,
    pub name: String,
    pub email: Email,
    pub locale: Locale,
}

impl Reached {
    pub fn person(&self) -> Option<PersonId> {
        match self.holder {
            Holder::Person(id) => Some(id),
            Holder::Outsider(_) | Holder::Anybody => None,
        }
    }

    /// Whether it is they who took it then.
    pub fn sees_to_it_by(&self, taking: &Taking) -> bool {
        match self.holder {
            Holder::Person(id) => taking.person == Some(id),
            Holder::Outsider(id) => taking.id == id,
            Holder::Anybody => false,
        }
    }
}

/// Those whom a request brings together.
#[derive(Debug, Clone)]
pub struct Circle {
    /// Who asks; where the team has left, who looks after its project.
    pub team: Vec<Reached>,
    /// Who sees to it, in the order in which they took it.
    pub takers: Vec<Reached>,
}

impl Circle {
    /// As they are now; who has left is not among them.
    pub fn of(scope: &mut Scope<'_>, request: &Request, project: &Project) -> store::Result<Circle> {
        let today = scope.today();
        let programme = scope.services.config.programme.language;
        let reached = |member: &Member| Reached {
            holder: Holder::Person(member.person.id),
            name: member.person.name.clone(),
            email: member.person.email.clone(),
            locale: member.locale(programme),
        };
        let on_it = people::members_of(scope.conn, &[project.id], today)?;
        let mut team: Vec<Reached> =
            on_it.iter().filter(|member| member.asks_for(project.id)).map(reached).collect();
        if team.is_empty() {
            let referents: Vec<PersonId> =
                referents::of(scope, project)?.iter().map(|person| person.id).collect();
            team = people::members_among(scope.conn, &referents, today)?.iter().map(reached).collect();
        }
        let takers: Vec<PersonId> = request.takings.iter().filter_map(|taking| taking.person).collect();
        let mut takers = people::members_among(scope.conn, &takers, today)?;
        takers.retain(|member| member.person.active);
        let taker = |taking: &Taking| match taking.person {
            Some(id) => {
                let member = takers.iter().find(|member| member.person.id == id)?;
                let known = reached(member);
                Some(Reached { name: taking.name.clone().unwrap_or(known.name), ..known })
            }
            None => Some(Reached {
                holder: Holder::Outsider(taking.id),
                name: taking.name.clone()?,
                email: taking.email.clone()?,
                locale: project.locale.unwrap_or(programme),
            }),
        };
        let takers = request.takings.iter().filter_map(taker).collect();
        Ok(Circle { team, takers })
    }

    /// All of them, each once: who looks after the project may see to it, too.
    pub fn everybody(&self) -> impl Iterator<Item = &Reached> {
        let is_new = |taker: &&Reached| !self.team.iter().any(|asker| asker.holder == taker.holder);
        self.team.iter().chain(self.takers.iter().filter(is_new))
    }
}
