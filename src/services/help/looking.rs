//! A request as its reader sees it: what is asked, who sees to it, and all that happened.

use chrono::{DateTime, Utc};

use super::asking::is_in_open_form;
use super::circle::{Circle, Reached};
use super::passes::{Found, Pass};
use crate::domain::help::nagging::Case;
use crate::domain::help::{Event, EventKind, Party, Request, Standing, Voice};
use crate::domain::programme::project::Project;
use crate::services::{Refusal, Scope};
use crate::store::help::events;
use crate::store::{self, people};

/// A request with all that belongs to it.
pub struct Whole {
    pub request: Request,
    pub project: Project,
    pub party: Party,
    pub circle: Circle,
    pub story: Vec<Told>,
    /// What its reader may do with it now.
    pub rights: Rights,
    /// The bulletin in whose form it is to be revised, as long as that is open.
    pub in_form: bool,
    /// When everybody will know of it; none: they do.
    pub hidden_until: Option<DateTime<Utc>>,
}

/// What a reader may do with a request as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    pub take: bool,
    pub give_back: bool,
    pub revise: bool,
    /// In whose name.
    pub close: Option<Voice>,
    /// Whether those who ask are asked if it is needed still.
    pub keep_open: bool,
    pub reopen: Option<Voice>,
}

/// Something that happened.
pub struct Told {
    pub event: Event,
    pub by: By,
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    Name(String),
    /// Somebody who has been erased.
    FormerMember,
    Program,
}

/// What they find who come by that pass.
///
/// # Errors
/// Those of [`Pass::look`].
pub fn find(scope: &mut Scope<'_>, pass: &Pass) -> Result<Whole, Refusal> {
    let found = pass.look(scope)?;
    Ok(whole(scope, found)?)
}

/// The same of what was found.
pub fn whole(scope: &mut Scope<'_>, Found { request, project, party }: Found) -> store::Result<Whole> {
    let in_form = is_in_open_form(scope, &request);
    let public_at = request.public_at(&scope.calendar);
    let story = events::of_one(scope.conn, request.id)?;
    let case = Case { request: &request, story: &story, project: &project, calendar: &scope.calendar };
    let rights = Rights::of(&request, &party, (in_form, case.is_asked_if_needed(scope.now)));
    Ok(Whole {
        circle: Circle::of(scope, &request, &project)?,
        story: with_names(scope, story)?,
        rights,
        in_form: in_form && party.may_revise(&request) && request.standing() == Standing::Open,
        hidden_until: Some(public_at).filter(|at| scope.now < *at),
        request,
        project,
        party,
    })
}

impl Whole {
    /// Whether everybody knows of it, and anybody may take it.
    pub fn is_public(&self) -> bool {
        self.hidden_until.is_none() && self.project.stage.is_public()
    }

    /// Whether its reader sees to it.
    pub fn is_taken_by_reader(&self) -> bool {
        self.party.taking(&self.request).is_some()
    }

    /// Who sees to it beside its reader.
    pub fn other_takers(&self) -> impl Iterator<Item = &Reached> {
        let own = self.party.taking(&self.request);
        self.circle.takers.iter().filter(move |taker| !own.is_some_and(|own| taker.sees_to_it_by(own)))
    }

    /// The last thing that closed it.
    pub fn ended_by(&self) -> Option<&Told> {
        let closes = |kind| matches!(kind, EventKind::Solved | EventKind::NotNeeded | EventKind::Unknown);
        self.story.iter().rev().find(|told| closes(told.event.kind)).filter(|_| !self.request.is_unended())
    }
}

impl Rights {
    fn of(request: &Request, party: &Party, (in_form, is_asked_if_needed): (bool, bool)) -> Rights {
        let (is_unended, voice) = (request.is_unended(), party.voice(request));
        let sees_to_it = party.taking(request).is_some();
        Rights {
            take: is_unended && party.may_take(request) && !sees_to_it,
            give_back: is_unended && sees_to_it,
            revise: request.standing() == Standing::Open && party.may_revise(request) && !in_form,
            close: voice.filter(|_| is_unended),
            keep_open: voice == Some(Voice::Team) && is_asked_if_needed,
            reopen: voice.filter(|_| !is_unended),
        }
    }
}

/// All that happened to it, each with who did it.
fn with_names(scope: &mut Scope<'_>, events: Vec<Event>) -> store::Result<Vec<Told>> {
    let ids = events.iter().filter_map(|event| event.by).collect();
    let names = people::names(scope.conn, &ids)?;
    let told = |event: Event| {
        let by = match (event.by, &event.name) {
            (Some(id), _) => names.get(&id).cloned().map_or(By::FormerMember, By::Name),
            (None, Some(name)) => By::Name(name.clone()),
            (None, None) if event.kind.is_done_by_people() => By::FormerMember,
            (None, None) => By::Program,
        };
        Told { event, by }
    };
    Ok(events.into_iter().map(told).collect())
}
