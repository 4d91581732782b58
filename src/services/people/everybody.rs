//! Who there is, as coordinators see it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::standing_in::{self, Pair, mentors_of};
use crate::domain::kit::by_name;
use crate::domain::people::presence::{Standing, State, Trace};
use crate::domain::people::{Member, Membership, Person, PersonId, Role};
use crate::domain::programme::ids::ProjectId;
use crate::domain::programme::project::{Project, Promotion, Stage, by_id};
use crate::domain::reading::search::fold;
use crate::services::identity::second_factors;
use crate::services::{Error, Refusal, Scope};
use crate::store;
use crate::store::identity::link_tokens;
use crate::store::people::{self, traces};
use crate::store::post::outbox;
use crate::store::programme::projects;

/// Who has just been invited is not at once invited again with all others: a form that is sent twice sends one mail.
pub const BETWEEN_INVITATIONS: TimeDelta = TimeDelta::days(1);

/// A role that somebody holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub membership: Membership,
    /// The project's name and slug.
    pub project: String,
    pub slug: String,
}

impl Held {
    fn all(member: &Member, projects: &BTreeMap<ProjectId, &Project>) -> Vec<Held> {
        let held = |membership: &Membership| Held::of(*membership, projects);
        member.own_roles().filter_map(held).collect()
    }

    fn of(membership: Membership, projects: &BTreeMap<ProjectId, &Project>) -> Option<Held> {
        let project = projects.get(&membership.project)?;
        Some(Held { membership, project: project.name.clone(), slug: project.slug.clone() })
    }
}

/// Without the help for which they were added to stand in: that they do is said instead.
fn said_of(member: &Member, mut roles: Vec<Held>) -> Vec<Held> {
    roles.retain(|held| !member.only_stands_in_by(&held.membership));
    roles
}

/// What somebody may be, beside or instead of having a role on a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Post {
    Role(Role),
    Coordinator,
    /// Neither.
    Nothing,
}

/// By what people are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// Who is kept out comes last.
    #[default]
    Name,
    /// Coordinators first, then by role and project.
    Roles,
    /// Who was never invited first, then who has not been heard of for longest.
    State,
}

/// Which people are wanted, and in which order.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// A part of a name, an address or a project's name.
    pub text: String,
    pub post: Option<Post>,
    /// A project's slug.
    pub project: String,
    pub state: Option<State>,
    /// Those who were on archived projects alone, too: of many years they are nearly all.
    pub archived: bool,
    pub by: By,
    /// The last first.
    pub backwards: bool,
}

impl Wanted {
    fn fits(&self, member: &Member, roles: &[Held]) -> bool {
        let (folded, address) = (fold(&self.text), self.text.trim().to_lowercase());
        let names = |text: &str| !folded.is_empty() && fold(text).contains(&folded);
        let is_named = member.person.email.as_str().contains(&address)
            || names(&member.person.name)
            || roles.iter().any(|held| names(&held.project));
        is_named && self.is_held(member, roles)
    }

    /// Whether they are that on that project; of who only left, that is asked too.
    fn is_held(&self, member: &Member, roles: &[Held]) -> bool {
        let on_project = |held: &&Held| self.project.is_empty() || held.slug == self.project;
        let mut there = roles.iter().filter(on_project);
        match self.post {
            Some(Post::Role(role)) => there.any(|held| held.membership.role == role),
            Some(Post::Coordinator) => {
                member.person.coordinator && (self.project.is_empty() || there.next().is_some())
            }
            Some(Post::Nothing) => self.project.is_empty() && roles.is_empty() && !member.person.coordinator,
            None => self.project.is_empty() || there.next().is_some(),
        }
    }
}

/// A person and what they do.
pub struct Listed {
    pub person: Person,
    pub roles: Vec<Held>,
    /// The mentors' names, each with the last day.
    pub stands_in_for: Vec<(String, NaiveDate)>,
    pub standing: Standing,
    /// Neither seen nor heard of for a month.
    pub is_silent: bool,
}

/// People, and the projects that can be asked for.
pub struct Everybody {
    /// One page of them.
    pub people: Vec<Listed>,
    /// How many there are on all pages.
    pub count: usize,
    /// How many of those have not come yet.
    pub awaited: usize,
    /// How many of those have not just been invited.
    pub to_invite: usize,
    /// Whether there is anybody who was on archived projects alone.
    pub has_archived: bool,
    /// Those that are not archived, by name.
    pub projects: Vec<Project>,
}

/// What is known of those who may be wanted.
struct Known {
    members: Vec<Member>,
    projects: Vec<Project>,
    traces: BTreeMap<PersonId, Trace>,
    /// The projects that are not over, and those of them that have begun.
    to_come_to: BTreeSet<ProjectId>,
    under_way: BTreeSet<ProjectId>,
    now: DateTime<Utc>,
}

impl Known {
    fn gather_all(scope: &mut Scope<'_>) -> store::Result<Known> {
        let members = people::everybody(scope.conn, scope.today())?;
        Known::of(scope, members)
    }

    /// Of those alone of whom something can be wanted still: nobody else has not come yet, or is silent.
    fn gather_present(scope: &mut Scope<'_>) -> store::Result<Known> {
        let members = people::present_members(scope.conn, scope.today())?;
        Known::of(scope, members)
    }

    fn of(scope: &mut Scope<'_>, members: Vec<Member>) -> store::Result<Known> {
        let today = scope.today();
        let ids: Vec<PersonId> = members.iter().map(|member| member.person.id).collect();
        let named = members.iter().flat_map(Member::projects).collect();
        let projects = projects::of_promotions_and(scope.conn, Promotion::is_present, &named)?;
        // Whoever is invited while it is prepared may come before it is opened.
        let to_come_to = projects.iter().filter(|project| {
            matches!(project.stage, Stage::Draft | Stage::Open) && project.ends_on >= today
        });
        let is_begun = |project: &&Project| project.stage == Stage::Open && project.starts_on <= today;
        let begun = to_come_to.clone().filter(is_begun);
        Ok(Known {
            members,
            traces: traces(scope, &ids)?,
            to_come_to: to_come_to.map(|project| project.id).collect(),
            under_way: begun.map(|project| project.id).collect(),
            projects,
            now: scope.now,
        })
    }

    fn is_in(&self, member: &Member, state: State) -> bool {
        let trace = self.traces.get(&member.person.id);
        // Who is awaited may come before it begins.
        let projects = if state == State::Awaited { &self.to_come_to } else { &self.under_way };
        trace.is_some_and(|trace| member.is_in(state, trace, projects, self.now))
    }

    /// Whether they are left alone for now: their invitation can still be accepted for long.
    fn was_just_invited(&self, member: &Member) -> bool {
        let trace = self.traces.get(&member.person.id);
        let invited_at = trace.and_then(|trace| trace.invited_at);
        invited_at.is_some_and(|at| at > self.now - BETWEEN_INVITATIONS)
    }

    /// Those who are wanted, in the order in which they are.
    fn found(&self, wanted: &Wanted) -> Vec<(&Member, Vec<Held>)> {
        let projects = by_id(&self.projects);
        let with_roles = self.members.iter().map(|member| (member, Held::all(member, &projects)));
        let mut found: Vec<_> = with_roles
            .filter(|(member, roles)| wanted.fits(member, roles))
            .filter(|(member, _)| wanted.state.is_none_or(|state| self.is_in(member, state)))
            .collect();
        // Where what they are sorted by says nothing, the name does.
        found.sort_by_cached_key(|(member, _)| by_name(&member.person.name, member.person.id));
        match wanted.by {
            By::Name => found.sort_by_key(|(member, _)| !member.person.active),
            By::Roles => found.sort_by_cached_key(|(member, roles)| by_roles(member, roles)),
            By::State => found.sort_by_cached_key(|(member, _)| {
                self.traces.get(&member.person.id).map(|trace| member.standing(trace).rank())
            }),
        }
        if wanted.backwards {
            found.reverse();
        }
        found
    }

    fn listed(&self, member: &Member, roles: Vec<Held>) -> Option<Listed> {
        let mentors = mentors_of(member, &self.members).into_iter();
        Some(Listed {
            stands_in_for: mentors.map(|(mentor, until)| (mentor.name.clone(), until)).collect(),
            standing: member.standing(self.traces.get(&member.person.id)?),
            is_silent: self.is_in(member, State::Silent),
            person: member.person.clone(),
            roles: said_of(member, roles),
        })
    }
}

fn by_roles(member: &Member, roles: &[Held]) -> (bool, bool, Option<(usize, String)>) {
    let place = |role: Role| Role::ALL.iter().position(|one| *one == role).unwrap_or_default();
    let first = roles.iter().map(|held| (place(held.membership.role), fold(&held.project))).min();
    (!member.person.coordinator, first.is_none(), first)
}

fn traces(scope: &mut Scope<'_>, of: &[PersonId]) -> store::Result<BTreeMap<PersonId, Trace>> {
    let invited: BTreeMap<PersonId, DateTime<Utc>> =
        link_tokens::invited_people(scope.conn, scope.now)?.into_iter().collect();
    let heard = traces::heard(scope.conn, of)?.into_iter();
    let trace = |(id, heard): (PersonId, traces::Heard)| {
        let invited_at = invited.get(&id).copied();
        (id, Trace { silent_since: heard.silent_since(), heard_at: heard.heard_at, invited_at })
    };
    Ok(heard.map(trace).collect())
}

/// Those who are wanted: at most so many, after the first ones.
pub fn list(
    scope: &mut Scope<'_>,
    wanted: &Wanted,
    (first, most): (usize, usize),
) -> Result<Everybody, Error> {
    let known = if wanted.archived { Known::gather_all(scope) } else { Known::gather_present(scope) }?;
    let has_archived = wanted.archived || people::count(scope.conn)? > known.members.len();
    let found = known.found(wanted);
    let awaited: Vec<_> = found.iter().filter(|(member, _)| known.is_in(member, State::Awaited)).collect();
    let to_invite = awaited.iter().filter(|(member, _)| !known.was_just_invited(member)).count();
    let (count, awaited) = (found.len(), awaited.len());
    let page = found.into_iter().skip(first).take(most);
    let people = page.filter_map(|(member, roles)| known.listed(member, roles)).collect();
    let mut projects = known.projects;
    projects.retain(|project| project.stage != Stage::Archived);
    Ok(Everybody { people, count, awaited, to_invite, has_archived, projects })
}

/// How many people there are of whom something can be wanted still.
pub struct Count {
    pub present: usize,
    /// How many of them have not come yet.
    pub awaited: usize,
    /// How many of them have not been heard of for a month.
    pub silent: usize,
}

pub fn count(scope: &mut Scope<'_>) -> Result<Count, Error> {
    let known = Known::gather_present(scope)?;
    let count = |state| known.members.iter().filter(|member| known.is_in(member, state)).count();
    Ok(Count { present: known.members.len(), awaited: count(State::Awaited), silent: count(State::Silent) })
}

/// Those of whom are wanted who have not come yet.
pub struct ToInvite {
    pub people: Vec<Listed>,
    /// How many more have just been invited, and are left alone.
    pub just_invited: usize,
}

/// Whom an invitation of all would reach.
pub fn to_invite(scope: &mut Scope<'_>, wanted: &Wanted) -> Result<ToInvite, Error> {
    let known = Known::gather_present(scope)?;
    let mut found = known.found(wanted);
    found.retain(|(member, _)| known.is_in(member, State::Awaited));
    let awaited = found.len();
    found.retain(|(member, _)| !known.was_just_invited(member));
    let just_invited = awaited - found.len();
    let people = found.into_iter().filter_map(|(member, roles)| known.listed(member, roles)).collect();
    Ok(ToInvite { people, just_invited })
}

/// Those in which a role can be given: in preparation or under way, by name.
pub fn joinable(projects: &[Project]) -> impl Iterator<Item = &Project> {
    projects.iter().filter(|project| matches!(project.stage, Stage::Draft | Stage::Open))
}

/// A role that somebody has in a mentor's place.
pub struct Stood {
    pub held: Held,
    pub mentor: String,
}

/// One person, and what can be done with them.
pub struct Found {
    pub person: Person,
    pub today: NaiveDate,
    pub roles: Vec<Held>,
    /// Nobody's to give or to take.
    pub stood: Vec<Stood>,
    /// Who has their mails too.
    pub stand_in: Option<Pair>,
    pub standing: Standing,
    /// Whether a mail came back from their address, since nobody is there.
    pub unreached: bool,
    pub projects: Vec<Project>,
    pub second_factor: bool,
}

/// One of them.
///
/// # Errors
/// [`Refusal::Gone`] where there is none such.
pub fn find(scope: &mut Scope<'_>, id: PersonId) -> Result<Found, Refusal> {
    let member = people::member(scope.conn, id, scope.today())?.ok_or(Refusal::Gone)?;
    let projects = projects::of_promotions_and(scope.conn, Promotion::is_present, &member.projects())?;
    let known = by_id(&projects);
    let trace = traces(scope, &[id])?.remove(&id).ok_or(Refusal::Gone)?;
    let mut stood = Vec::new();
    for role in member.memberships.iter().filter(|role| role.for_whom.is_some()) {
        let mentor = role.for_whom.map_or(Ok(None), |mentor| people::by_id(scope.conn, mentor))?;
        if let Some((held, mentor)) = Held::of(*role, &known).zip(mentor) {
            stood.push(Stood { held, mentor: mentor.name });
        }
    }
    Ok(Found {
        today: member.today,
        roles: said_of(&member, Held::all(&member, &known)),
        stood,
        stand_in: standing_in::present(scope, id)?,
        standing: member.standing(&trace),
        unreached: outbox::count_returned(scope.conn, member.person.email.as_str())? > 0,
        person: member.person,
        projects,
        second_factor: second_factors::has_one(scope, id)?,
    })
}
