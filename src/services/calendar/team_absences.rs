//! A team says in which of the coming weeks it is away; who is asked about its project is told by mail.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::absences;
use crate::domain::calendar::Week;
use crate::domain::people::absence::Away;
use crate::domain::people::{Member, Person};
use crate::domain::post::kind::Kind;
use crate::domain::privacy::audit::Action;
use crate::domain::programme::project::Project;
use crate::mail::away;
use crate::mail::messages::To;
use crate::services::help::asking;
use crate::services::people::referents;
use crate::services::post::outgoing::Outgoing;
use crate::services::{Denied, Error, Refusal, Scope};
use crate::store::calendar::team_absences;
use crate::store::people::{absences as days, memberships};
use crate::store::post::unsubscriptions;
use crate::store::privacy::audit::{self, Entry};
use crate::store::programme::projects;
use crate::store::{self, people};

/// How many weeks can be marked beside the present one.
const WEEKS_AHEAD: usize = 8;

/// For so long it is good to know.
const VALIDITY: TimeDelta = TimeDelta::days(7);

/// The coming weeks of a team, to be marked.
pub struct Weeks {
    pub project: Project,
    pub weeks: Vec<Offered>,
    /// The one that it is.
    pub present: Week,
    /// Who of the team is away when, in the order of their days.
    pub people: Vec<(String, Away)>,
}

/// A week that can be marked.
pub struct Offered {
    pub week: Week,
    pub is_marked: bool,
    /// Each of the team is away on the day on which it closes: it need not be marked.
    pub all_are_away: bool,
}

/// What its team and the coordinators know of a project's coming absences.
#[derive(Default)]
pub struct ToCome {
    /// This one and those to come.
    pub weeks: Vec<Week>,
    /// As in [`Weeks`].
    pub people: Vec<(String, Away)>,
}

/// The weeks of a project.
///
/// # Errors
/// [`Refusal::Gone`] where there is no such project for this person, [`Denied::Forbidden`] where they file nothing for it.
pub fn show(scope: &mut Scope<'_>, member: &Member, slug: &str) -> Result<Weeks, Refusal> {
    let project = find(scope, member, slug)?;
    let mut noted = [project.clone()];
    absences::note(scope.conn, &scope.calendar, &mut noted)?;
    let offered = |week| Offered {
        week,
        is_marked: project.away.contains(&week),
        all_are_away: !project.away.contains(&week) && noted[0].away.contains(&week),
    };
    let weeks = open_weeks(scope, &project).map(offered).collect();
    let people = people_away(scope, &project)?;
    Ok(Weeks { weeks, present: scope.week(), people, project })
}

/// What is to come of that project, whose weeks [`absences::note`] has noted.
pub fn to_come(scope: &mut Scope<'_>, project: &Project) -> store::Result<ToCome> {
    let this_week = scope.week();
    let weeks = project.away.iter().copied().filter(|week| this_week <= *week && project.is_away_in(*week));
    Ok(ToCome { weeks: weeks.collect(), people: people_away(scope, project)? })
}

/// What somebody has of the weeks.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// Those that were marked when they opened the page.
    pub shown: BTreeSet<Week>,
    /// Those that they want to be.
    pub wanted: BTreeSet<Week>,
}

/// Marks what they marked, and takes back what they took back: what a teammate did since they opened the page stays.
///
/// # Errors
/// As [`show`]; [`Refusal::NotNow`] of a week that cannot be marked.
pub fn change(
    scope: &mut Scope<'_>,
    member: &Member,
    slug: &str,
    Wish { shown, wanted }: &Wish,
) -> Result<(), Refusal> {
    let project = find(scope, member, slug)?;
    // What a teammate does at the same moment is there to be looked at.
    asking::take_turns(scope, &project)?;
    let project = find(scope, member, slug)?;
    let open: BTreeSet<Week> = open_weeks(scope, &project).collect();
    if !shown.symmetric_difference(wanted).all(|week| open.contains(week)) {
        return Err(Refusal::NotNow);
    }
    let is_away = |week: &Week| project.away.contains(week);
    let marked: Vec<Week> = wanted.difference(shown).copied().filter(|week| !is_away(week)).collect();
    let back: Vec<Week> = shown.difference(wanted).copied().filter(is_away).collect();
    for week in &marked {
        team_absences::insert(scope.conn, project.id, *week, Some(member.person.id), scope.now)?;
        let entry = Entry::new(member, Action::TeamAway).on(project.id).with(*week);
        audit::record(scope.conn, &entry, scope.now)?;
    }
    for week in &back {
        team_absences::delete(scope.conn, project.id, *week)?;
        let entry = Entry::new(member, Action::TeamBack).on(project.id).with(*week);
        audit::record(scope.conn, &entry, scope.now)?;
    }
    if marked.is_empty() && back.is_empty() {
        return Ok(());
    }
    Ok(tell(scope, member, &project, (&marked, &back))?)
}

/// A project whose team's absences are this person's to say.
fn find(scope: &mut Scope<'_>, member: &Member, slug: &str) -> Result<Project, Refusal> {
    let project = projects::by_slug(scope.conn, slug)?;
    let project = project.filter(|project| project.is_told_to(member)).ok_or(Refusal::Gone)?;
    if member.may_file_for(project.id) { Ok(project) } else { Err(Error::from(Denied::Forbidden).into()) }
}

/// This week, while nobody has read it, and those to come, as far as bulletins are asked for them.
fn open_weeks<'s>(scope: &'s Scope<'_>, project: &'s Project) -> impl Iterator<Item = Week> + 's {
    let coming = std::iter::successors(Some(scope.week()), |week| Some(week.next())).take(WEEKS_AHEAD + 1);
    coming.filter(|week| {
        let is_open =
            scope.calendar.closing(*week).is_some() && scope.calendar.can_be_paused(*week, scope.now);
        is_open && project.is_active_in(*week)
    })
}

fn people_away(scope: &mut Scope<'_>, project: &Project) -> store::Result<Vec<(String, Away)>> {
    let (today, marked) = (scope.today(), days::of_teams(scope.conn, &[project.id])?);
    let team = memberships::of_teams(scope.conn, &[project.id])?;
    let team = team.iter().filter(|eig| !eig.is_past(today)).map(|eig| eig.person).collect();
    let mut told: Vec<(String, Away)> = Vec::new();
    for (person, name) in people::names(scope.conn, &team)? {
        let own = marked.of(person).into_iter().filter(|away| away.last >= today);
        told.extend(own.map(|away| (name.clone(), away)));
    }
    told.sort_by_key(|(_, away)| *away);
    Ok(told)
}

/// One mail for each of the project's referents who want such mails, or else for all coordinators who do; whoever did it
/// knows.
fn tell(
    scope: &mut Scope<'_>,
    by: &Member,
    project: &Project,
    (marked, back): (&[Week], &[Week]),
) -> Result<(), Error> {
    let stopped = unsubscriptions::of_kind(scope.conn, Kind::TeamAway)?;
    let wanting = |people: Vec<Person>| -> Vec<Person> {
        people.into_iter().filter(|person| !stopped.contains(&person.id)).collect()
    };
    let mut told = wanting(referents::of(scope, project)?);
    if told.is_empty() {
        told = wanting(referents::all(scope)?);
    }
    let services = scope.services;
    let link = services.config.link(&format!("/projects/{}", project.slug));
    let unsubscribe_link = services.unsubscribe_links(Kind::TeamAway);
    for person in told.iter().filter(|person| person.id != by.person.id) {
        let to = To {
            email: &person.email,
            name: Some(&person.name),
            locale: person.locale.unwrap_or(services.config.programme.language),
            unsubscribe: Some(unsubscribe_link(person.id)),
        };
        let news = away::News { project, marked, back, link: &link };
        let write = || away::team_away(&services.letters, &to, &news, scope.now);
        let mail = Outgoing::mail(Kind::TeamAway, to.email, write).to(person.id);
        mail.post(scope, None, scope.now + VALIDITY)?;
    }
    Ok(())
}
