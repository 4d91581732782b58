//! Puts the demo's people and past into its database.

use std::sync::Arc;

use anyhow::{Context, anyhow};
use chrono::{DateTime, Days, TimeDelta, Utc};

use super::content::Quiet;
use super::{WEEKS, answers, content, outcomes, readings};
use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::Content;
use crate::domain::filing::key_date::KeyDate;
use crate::domain::filing::questions::{Answers, QUESTIONS};
use crate::domain::filing::text::Text;
use crate::domain::people::absence::Away;
use crate::domain::people::{Member, Membership, PersonId, Role};
use crate::domain::programme::project::Project;
use crate::services::help::bringing;
use crate::services::programme::importing::{self, File, Refused};
use crate::services::{Scope, Services};
use crate::store::calendar::team_absences;
use crate::store::filing::bulletins::{self, NewBulletin};
use crate::store::filing::key_dates;
use crate::store::people::absences;
use crate::store::people::stand_ins::{self, StandIn};
use crate::store::privacy::audit::Actor;
use crate::store::programme::projects;
use crate::store::{self, people};

/// A mentor, and who stands in for them.
const MENTOR: &str = "mentor1.karfu-r@administration.example";
const STAND_IN: &str = "remplacement.karfu-r@administration.example";

/// A team that is away, and one of which somebody is.
const AWAY: &str = "explocode";
const ONE_AWAY: &str = "datareg";

/// The fifteen projects, forty weeks of bulletins, and the first ones of this week.
pub async fn fill(services: &Arc<Services>, now: DateTime<Utc>) -> anyhow::Result<()> {
    let file = shifted(&services.rules, now)?;
    services.write(move |scope| write(scope, &file)).await.context("the demo cannot be filled")
}

/// The promotion of 2019, moved so that its fortieth week is the last one.
fn shifted(calendar: &Calendar, now: DateTime<Utc>) -> anyhow::Result<File> {
    let mut file = File::read(include_bytes!("../../config/demo/promotion.yml"))
        .map_err(|faults| anyhow!("config/demo/promotion.yml: {faults:?}"))?;
    let first = calendar.week_at(now).monday() - Days::new(7 * WEEKS);
    let by = first - Week::of(file.starts_on).monday();
    file.starts_on += by;
    file.ends_on += by;
    for role in file.projects.iter_mut().flat_map(|project| &mut project.roles) {
        role.from = role.from.map(|day| day + by);
        role.until = role.until.map(|day| day + by);
    }
    Ok(file)
}

fn write(scope: &mut Scope<'_>, file: &File) -> Result<(), Refused> {
    importing::import(scope, file, Actor::CommandLine)?;
    let everybody = people::members(scope.conn, scope.today())?;
    name_stand_in(scope, &everybody)?;
    mark_absences(scope, &everybody)?;
    let present = scope.week();
    for (index, project) in projects::all(scope.conn)?.iter().enumerate() {
        let mut week = Week::of(file.starts_on);
        for number in 0..WEEKS {
            write_past(scope, &everybody, (project, week), number)?;
            week = week.next();
        }
        // A few have filed this week already, so that there is somebody left to remind.
        if is_early(index) {
            let at = early(scope, present, index).min(scope.now);
            write_bulletin(scope, &everybody, (project, present), WEEKS, at, None)?;
        }
        outcomes::write(scope, project)?;
    }
    Ok(answers::ask_at_once(scope, &everybody)?)
}

/// Whether the team of that place files on the second day of a week; all others do so shortly before it closes.
pub(super) fn is_early(index: usize) -> bool {
    index.is_multiple_of(3)
}

/// When it does.
pub(super) fn early(scope: &Scope<'_>, week: Week, index: usize) -> DateTime<Utc> {
    week.starts_at(scope.calendar.zone) + TimeDelta::hours(33) + TimeDelta::minutes(index as i64)
}

/// How long before a week closes the others file.
pub(super) fn before_closing(project: &Project, number: u64) -> TimeDelta {
    TimeDelta::minutes((project.id.0 * 17 + number as i64 * 7) % 170)
}

/// Who has come in a mentor's place, for as long as their role lasts.
fn name_stand_in(scope: &mut Scope<'_>, everybody: &[Member]) -> store::Result<()> {
    let find = |address: &str| everybody.iter().find(|member| member.person.email.as_str() == address);
    let (Some(mentor), Some(stand_in)) = (find(MENTOR), find(STAND_IN)) else { return Ok(()) };
    let Some(until) = stand_in.own_roles().find_map(|held| held.until_day) else { return Ok(()) };
    let named = StandIn { mentor: mentor.person.id, stand_in: stand_in.person.id, until };
    stand_ins::put(scope.conn, named, scope.now)
}

/// One team is not there next week, nor is somebody of another one.
fn mark_absences(scope: &mut Scope<'_>, everybody: &[Member]) -> store::Result<()> {
    let next_week = scope.week().next();
    let of_team = |slug: &str, projects: &[Project]| {
        let project = projects.iter().find(|project| project.slug == slug)?.id;
        let eig = everybody.iter().find(|member| member.has_role(Role::Eig, project))?;
        Some((project, eig.person.id))
    };
    let projects = projects::all(scope.conn)?;
    if let Some((project, by)) = of_team(AWAY, &projects) {
        team_absences::insert(scope.conn, project, next_week, Some(by), scope.now)?;
    }
    if let Some((_, person)) = of_team(ONE_AWAY, &projects) {
        let away = Away { first: next_week.monday(), last: next_week.sunday() };
        absences::put(scope.conn, person, away)?;
    }
    Ok(())
}

fn write_past(
    scope: &mut Scope<'_>,
    everybody: &[Member],
    (project, week): (&Project, Week),
    number: u64,
) -> store::Result<()> {
    let Some(closing) = scope.calendar.closing(week) else { return Ok(()) };
    let late = content::planned(&project.slug, number).is_some_and(|planned| planned.late);
    let minutes = before_closing(project, number);
    let at = if late { closing.published_at + minutes } else { closing.at - minutes - TimeDelta::minutes(2) };
    write_bulletin(scope, everybody, (project, week), number, at, Some(closing.published_at))
}

pub(super) fn write_bulletin(
    scope: &mut Scope<'_>,
    everybody: &[Member],
    (project, week): (&Project, Week),
    number: u64,
    filed_at: DateTime<Utc>,
    digested_at: Option<DateTime<Utc>>,
) -> store::Result<()> {
    let Some(planned) = content::planned(&project.slug, number) else { return Ok(()) };
    let key_date = planned
        .key_date
        .map(|(days, description)| KeyDate::written(week.monday() + Days::new(days), description));
    let content = match planned.quiet {
        Some(Quiet { line, mood }) => {
            let answers = Answers::find(|question| Text::of(line).filter(|_| *question == QUESTIONS[0]));
            Content { mood, quiet: true, answers, key_date }
        }
        None => {
            let answers = Answers::find(|question| Text::of(planned.answer(question.name)?));
            Content { mood: Some(planned.mood), quiet: false, answers, key_date }
        }
    };
    let author = author(everybody, project, (week, number));
    let late = filed_at >= scope.calendar.published_at(week);
    let new = NewBulletin {
        project: project.id,
        week,
        content: &content,
        late,
        author,
        filed_at,
        opened_at: readings::opened_at(filed_at, content::mix(project.id.0.unsigned_abs() * 100 + number)),
        digested_at,
    };
    if let Some(id) = bulletins::insert(scope.conn, &new)? {
        if let Some(request) = bringing::ask(scope, &new, id)? {
            answers::write(scope, everybody, request, WEEKS.saturating_sub(number))?;
        }
        // A day that an earlier bulletin announced stays with that one.
        readings::write(scope, everybody, id)?;
        key_dates::announce(scope.conn, project.id, id, content.key_date.as_ref(), filed_at)?;
    }
    Ok(())
}

/// Its EIGs take turns; one who has left is named in what they filed.
fn author(everybody: &[Member], project: &Project, (week, number): (Week, u64)) -> Option<PersonId> {
    let filed = |held: &&Membership| {
        held.role == Role::Eig && held.project == project.id && held.serves_on(week.monday())
    };
    let team: Vec<_> = everybody.iter().filter_map(|member| member.own_roles().find(filed)).collect();
    Some(team.get(number as usize % team.len().max(1))?.person)
}
