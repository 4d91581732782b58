//! A request as somebody reads it, with the names that it does not keep itself.

use std::collections::BTreeSet;

use crate::domain::help::{Request, Standing};
use crate::domain::programme::project::Project;
use crate::domain::reading::sight::{Reader, Sight};
use crate::services::{Error, Scope};
use crate::store::help::requests;
use crate::store::people;

/// A request with its project and its people.
#[derive(Debug, Clone)]
pub struct Seen {
    pub project: Project,
    pub request: Request,
    /// None: a former member.
    pub asker: Option<String>,
    /// Those who see to it, in the order of its takings.
    pub takers: Vec<Who>,
    /// Whether everybody knows of it, so that anybody may take it.
    pub is_public: bool,
    /// For how many days everybody has known of it; none: since today.
    pub days: i64,
}

/// Somebody who sees to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    Named(String),
    FormerMember,
}

/// Adds what their people are called.
pub fn with_names(scope: &mut Scope<'_>, found: Vec<(Project, Request)>) -> Result<Vec<Seen>, Error> {
    let ids = |request: &Request| {
        request.takings.iter().filter_map(|taking| taking.person).chain(request.asked_by).collect::<Vec<_>>()
    };
    let ids: BTreeSet<_> = found.iter().flat_map(|(_, request)| ids(request)).collect();
    let names = people::names(scope.conn, &ids)?;
    let everybody = Sight::of(Reader::List, &scope.calendar, scope.now);
    let seen = |(project, request): (Project, Request)| Seen {
        asker: request.asked_by.and_then(|id| names.get(&id).cloned()),
        takers: request
            .takings
            .iter()
            .map(|taking| {
                let name = taking.person.and_then(|id| names.get(&id)).or(taking.name.as_ref());
                name.map_or(Who::FormerMember, |name| Who::Named(name.clone()))
            })
            .collect(),
        is_public: request.is_told_to(&everybody, &project),
        days: request.age(&scope.calendar, scope.now),
        project,
        request,
    };
    Ok(found.into_iter().map(seen).collect())
}

/// How many requests wait for somebody who takes them: as many as [`by_standing`] finds waiting among all there are.
pub fn count_untaken(scope: &mut Scope<'_>) -> Result<i64, Error> {
    let last = scope.calendar.last_public_week(scope.now);
    Ok(requests::count_untaken(scope.conn, last)?)
}

/// Requests that nobody has closed, by what they wait for, each in the order in which they came.
pub struct ByStanding<'a> {
    /// For somebody who takes them.
    pub waiting: Vec<&'a Seen>,
    /// To be told with their week, or their promotion: nobody may take them yet.
    pub untold: Vec<&'a Seen>,
    /// For whoever sees to them.
    pub taken: Vec<&'a Seen>,
}

/// The one place that says which of them wait for somebody: whatever counts or lists them asks here.
pub fn by_standing(seen: &[Seen]) -> ByStanding<'_> {
    let (open, taken): (Vec<&Seen>, Vec<&Seen>) =
        seen.iter().partition(|seen| seen.request.standing() == Standing::Open);
    let (waiting, untold) = open.into_iter().partition(|seen| seen.is_public);
    ByStanding { waiting, untold, taken }
}

#[cfg(test)]
impl Seen {
    /// One that nobody has taken, one that two see to, and one that nobody may take yet.
    pub fn samples() -> [Seen; 3] {
        use crate::domain::help::{Taking, TakingId};
        use crate::domain::people::PersonId;
        use crate::domain::samples;
        let untaken = Seen {
            project: samples::project(1),
            request: samples::request(1, "2026-W09"),
            asker: Some("Ada".into()),
            takers: Vec::new(),
            is_public: true,
            days: 9,
        };
        let taking = |id| Taking {
            id: TakingId(id),
            person: Some(PersonId(id)),
            name: None,
            email: None,
            taken_at: untaken.request.asked_at,
        };
        let taken = Seen {
            project: samples::project(2),
            request: Request { takings: vec![taking(1), taking(2)], ..samples::request(2, "2026-W10") },
            asker: None,
            takers: vec![Who::Named("Mina".into()), Who::FormerMember],
            is_public: true,
            days: 0,
        };
        let untold = Seen { is_public: false, days: 0, ..untaken.clone() };
        [untaken, taken, untold]
    }

    /// One for each way in which it can have ended.
    pub fn ended_samples() -> Vec<Seen> {
        use crate::domain::help::{End, Ending};
        let [untaken, taken, _] = Seen::samples();
        let ended = |seen: &Seen, ending| Seen {
            request: Request { end: Some(End { ending, at: seen.request.asked_at }), ..seen.request.clone() },
            ..seen.clone()
        };
        Ending::ALL.into_iter().flat_map(|ending| [ended(&taken, ending), ended(&untaken, ending)]).collect()
    }
}
