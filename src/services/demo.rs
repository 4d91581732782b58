//! What `bulletins demo` shows of its programme: who there is to be, and what there is to come.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};

use crate::domain::calendar::schedule::{Event, EventKind, all_upcoming};
use crate::domain::people::{Member, Membership, Role};
use crate::domain::programme::project::Project;
use crate::services::people::standing_in::mentors_of;
use crate::services::{Error, Scope};
use crate::store::people;
use crate::store::programme::projects;

/// What its teams do by themselves at a scope's moment.
pub type Life = fn(&mut Scope<'_>) -> Result<(), Error>;

/// Everybody, by what they are.
pub struct Cast {
    /// Each with how many projects they are asked about.
    pub coordinators: Vec<(Member, usize)>,
    pub others: Vec<Other>,
    /// Each project with its EIGs and its mentors.
    pub teams: Vec<(Project, Vec<Member>, Vec<Member>)>,
}

/// Somebody who is neither EIG nor mentor of the usual kind, or is one no more.
pub struct Other {
    pub member: Member,
    /// Their role, past or present.
    pub held: Membership,
    /// The mentor for whom they stand in, and the last day.
    pub mentor: Option<(String, NaiveDate)>,
}

/// Who there is.
pub fn cast(scope: &mut Scope<'_>) -> Result<Cast, Error> {
    let everybody = people::members(scope.conn, scope.today())?;
    let those =
        |is: &dyn Fn(&Member) -> bool| everybody.iter().filter(|member| is(member)).cloned().collect();
    let team = |project: Project| {
        let eigs = those(&|member| member.has_role(Role::Eig, project.id));
        let mentors = those(&|member| member.has_role(Role::Mentor, project.id));
        (project, eigs, mentors)
    };
    let projects = projects::all(scope.conn)?;
    let asked = |member: Member| {
        let is_referent = |project: &&Project| project.referent == Some(member.person.id);
        let count = projects.iter().filter(is_referent).count();
        (member, count)
    };
    let coordinators: Vec<Member> = those(&|member| member.person.coordinator);
    Ok(Cast {
        coordinators: coordinators.into_iter().map(asked).collect(),
        others: everybody.iter().filter_map(|member| other(member, &everybody)).collect(),
        teams: projects.into_iter().map(team).collect(),
    })
}

fn other(member: &Member, everybody: &[Member]) -> Option<Other> {
    let is_usual =
        |held: &Membership| matches!(held.role, Role::Eig | Role::Mentor) && !held.is_past(member.today);
    let mentor = mentors_of(member, everybody).into_iter().next();
    let mentor = mentor.map(|(mentor, until)| (mentor.name.clone(), until));
    let held = *member.own_roles().find(|held| mentor.is_some() || !is_usual(held))?;
    Some(Other { member: member.clone(), held, mentor })
}

/// Everybody's name by their address, as mails are addressed.
pub fn names(scope: &mut Scope<'_>) -> Result<BTreeMap<String, String>, Error> {
    let named = |member: Member| (member.person.email.as_str().to_owned(), member.person.name);
    Ok(people::members(scope.conn, scope.today())?.into_iter().map(named).collect())
}

/// This week's course, past and to come, until the next one opens; and with it what comes between on other days.
pub fn week(scope: &mut Scope<'_>) -> Result<Vec<Event>, Error> {
    let week = scope.week();
    let before = week.starts_at(scope.calendar.zone) - TimeDelta::seconds(1);
    let all = all_upcoming(&scope.services.config.schedule, &scope.calendar, before);
    let opening = all.iter().position(|event| event.kind == EventKind::Opening && event.week > week);
    Ok(all.into_iter().take(opening.map_or(usize::MAX, |last| last + 1)).collect())
}

/// What comes next, in order.
pub fn events(scope: &mut Scope<'_>) -> Result<Vec<Event>, Error> {
    Ok(all_upcoming(&scope.services.config.schedule, &scope.calendar, scope.now))
}
