//! What a programme wrote in its first tool is brought over: projects and their teams, bulletins, key dates.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use super::file::{Cell, Ends, Fault, FileFault, What, parse_yaml};
use super::file::{PersonEntry, ProjectEntry, RoleEntry};
use super::{File, Refused, Report, import};
use crate::domain::calendar::{Week, read_day, zone};
use crate::domain::filing::bulletin::{Content, Mood};
use crate::domain::filing::key_date::KeyDate;
use crate::domain::kit::Name;
use crate::domain::people::{Email, Role};
use crate::domain::post::notification::Notification;
use crate::domain::programme::project::{Project, ProjectId};
use crate::services::Scope;
use crate::services::help::bringing;
use crate::store::filing::bulletins::{self, NewBulletin};
use crate::store::filing::key_dates;
use crate::store::privacy::audit::Actor;
use crate::store::programme::original::{Day, Filed};
use crate::store::programme::{projects, promotions};
use crate::store::{self, people};

/// A project of the first tool's file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProject {
    name: Cell,
    notification: Option<Cell>,
    #[serde(default)]
    #[expect(dead_code, reason = "logos were files beside the tool; the field must be known all the same")]
    logo: Option<String>,
    /// Mail addresses or Slack ids.
    #[serde(default)]
    members: Vec<Cell>,
    ends_on: Option<Cell>,
}

/// What the first tool knew.
pub struct Original {
    pub projects: Vec<OriginalProject>,
    pub filed: Vec<Filed>,
    pub days: Vec<Day>,
}

/// A project of its file, checked.
pub struct OriginalProject {
    line: u64,
    name: Name,
    members: Vec<Result<Email, String>>,
    ends_on: Option<NaiveDate>,
    notification: Notification,
}

/// Reads the first tool's file of projects.
///
/// # Errors
/// All that is wrong, each with its line; an unknown notification is an error there too.
pub fn read_projects(bytes: &[u8]) -> Result<Vec<OriginalProject>, Vec<FileFault>> {
    let raw: Vec<RawProject> = parse_yaml(bytes)?;
    let mut faults = Vec::new();
    let mut projects = Vec::new();
    for each in raw {
        // Absent, nobody was reminded.
        let notification = match each.notification.as_ref().map(|way| (way, way.value.as_str())) {
            None => Notification::None,
            Some((_, "email")) => Notification::Email,
            Some((_, "slack")) => Notification::Slack,
            Some((way, _)) => {
                faults.push(way.fault(Fault::UnknownNotification(way.value.clone())));
                Notification::None
            }
        };
        let ends_on = each.ends_on.and_then(|day| {
            let read = read_day(&day.value);
            if read.is_none() {
                faults.push(day.fault(Fault::NotADay(day.value.clone())));
            }
            read
        });
        let members =
            each.members.into_iter().map(|member| member.value.parse().map_err(|_| member.value)).collect();
        match Name::parse(&each.name.value) {
            Ok(name) => {
                let line = each.name.line;
                projects.push(OriginalProject { line, name, members, ends_on, notification });
            }
            Err(_) if each.name.value.trim().is_empty() => {
                faults.push(each.name.fault(Fault::Empty(What::Project)));
            }
            Err(_) => faults.push(each.name.fault(Fault::TooLong(What::Project))),
        }
    }
    if faults.is_empty() { Ok(projects) } else { Err(faults) }
}

/// How many of one kind there were, and what became of them.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub read: usize,
    pub created: usize,
    pub unchanged: usize,
    /// What stands here already, in other words, was kept.
    pub kept: usize,
}

/// What an import did, or would do.
#[derive(Debug, Default)]
pub struct Brought {
    pub projects_and_people: Report,
    pub bulletins: Tally,
    pub key_dates: Tally,
    /// One line each: what has no place here.
    pub unplaced: Vec<String>,
}

/// Brings all of it into the promotion of that name; the caller's transaction decides whether it stays.
pub fn import_original(
    scope: &mut Scope<'_>,
    original: &Original,
    promotion: &Name,
) -> Result<Brought, Refused> {
    let mut brought = Brought::default();
    let placed = place(original, scope.calendar.zone, &mut brought);
    let file = as_file(scope, original, &placed, promotion, &mut brought)?;
    let Some(file) = file else { return Ok(brought) };
    brought.projects_and_people = import(scope, &file, Actor::CommandLine)?;
    let ids: BTreeMap<String, ProjectId> =
        of_promotion(scope, promotion)?.into_iter().map(|p| (p.name, p.id)).collect();
    for bulletin in placed {
        if let Some(project) = ids.get(bulletin.project.trim()) {
            bring_bulletin(scope, *project, &bulletin, &mut brought.bulletins)?;
            // However late it joined here, it was asked in the weeks of which it tells.
            projects::ask_from_the_first_day(scope.conn, *project)?;
        }
    }
    for day in &original.days {
        if let Some(project) = ids.get(day.project.trim()) {
            bring_day(scope, *project, day, &mut brought.key_dates)?;
        }
    }
    Ok(brought)
}

/// A bulletin whose week is known.
struct Placed<'a> {
    project: &'a str,
    week: Week,
    content: Content,
    filed_at: DateTime<Utc>,
}

fn place<'a>(original: &'a Original, zone: Tz, brought: &mut Brought) -> Vec<Placed<'a>> {
    brought.bulletins.read = original.filed.len();
    brought.key_dates.read = original.days.len();
    let mut placed = Vec::new();
    for filed in &original.filed {
        match (week_of(filed, zone), mood_of(&filed.spirit)) {
            (Some(week), Some(mood)) => placed.push(Placed {
                project: &filed.project,
                week,
                content: Content {
                    mood: Some(mood),
                    quiet: false,
                    answers: filed.answers.clone(),
                    key_date: None,
                },
                filed_at: filed.created_at().unwrap_or_else(|| friday_at_three(week, zone)),
            }),
            (None, _) => {
                brought.unplaced.push(format!("report {}: no such week {:?}", filed.id, filed.week_number))
            }
            (_, None) => {
                brought.unplaced.push(format!("report {}: no such mood {:?}", filed.id, filed.spirit))
            }
        }
    }
    placed
}

/// Calendar year and ISO week, which do not go together around New Year: 30 December 2025 was written `2025-01`.
///
/// The moment of filing tells which week is meant; without one, the year is believed.
fn week_of(filed: &Filed, zone: Tz) -> Option<Week> {
    let (year, number) = filed.week_number.split_once('-')?;
    let (year, number): (i32, u32) = (year.parse().ok()?, number.parse().ok()?);
    let candidates = [year, year + 1, year - 1].into_iter().filter_map(|year| Week::new(year, number));
    match filed.created_at() {
        None => Week::new(year, number),
        Some(at) => {
            let monday = Week::at(at, zone).monday();
            candidates.min_by_key(|week| (week.monday() - monday).abs())
        }
    }
}

/// The emoji, with or without the selector that asks for a coloured one.
fn mood_of(spirit: &str) -> Option<Mood> {
    let plain = |text: &str| text.trim_end_matches('\u{fe0f}').to_owned();
    Mood::ALL.into_iter().find(|mood| plain(mood.emoji()) == plain(spirit.trim()))
}

fn friday_at_three(week: Week, zone: Tz) -> DateTime<Utc> {
    let time = NaiveTime::MIN + chrono::TimeDelta::hours(15);
    zone::resolve((week.monday() + Days::new(4)).and_time(time), zone)
}

/// The first and the last day of a promotion, which keeps them where it is here already; none: nothing tells.
fn days_of(
    scope: &mut Scope<'_>,
    original: &Original,
    placed: &[Placed<'_>],
    promotion: &Name,
) -> store::Result<Option<(NaiveDate, NaiveDate)>> {
    if let Some(known) = promotions::by_name(scope.conn, promotion.as_str())? {
        return Ok(Some((known.starts_on, known.ends_on)));
    }
    let weeks = || placed.iter().map(|bulletin| bulletin.week);
    let ends = original.projects.iter().filter_map(|project| project.ends_on);
    Ok(weeks()
        .min()
        .zip(weeks().max())
        .map(|(first, last)| (first.monday(), ends.fold(last.sunday(), NaiveDate::max))))
}

/// Projects and people in the form of a promotion's file; none where nothing was ever filed.
fn as_file(
    scope: &mut Scope<'_>,
    original: &Original,
    placed: &[Placed<'_>],
    promotion: &Name,
    brought: &mut Brought,
) -> store::Result<Option<File>> {
    let Some((starts_on, ends_on)) = days_of(scope, original, placed, promotion)? else {
        brought
            .unplaced
            .push("the database holds no bulletin, so that nothing tells when the promotion was".into());
        return Ok(None);
    };
    let mut entries = Vec::new();
    for project in &original.projects {
        let team = team(scope, project, brought)?;
        entries.push(ProjectEntry {
            notification: Some(project.notification),
            ..entry(project.line, project.name.clone(), project.ends_on, team)
        });
    }
    let in_file: BTreeSet<&str> = original.projects.iter().map(|project| project.name.as_str()).collect();
    let named = placed
        .iter()
        .map(|bulletin| bulletin.project)
        .chain(original.days.iter().map(|day| day.project.as_str()));
    for name in named.map(str::trim).collect::<BTreeSet<_>>().difference(&in_file) {
        let Ok(called) = Name::parse(name) else {
            brought.unplaced.push(format!("project {name:?}: no name that a project can have"));
            continue;
        };
        // Taken out of the file since: it ended with its last bulletin.
        let ended = placed
            .iter()
            .filter(|bulletin| bulletin.project.trim() == *name)
            .map(|bulletin| bulletin.week.sunday())
            .max();
        entries.push(entry(0, called, ended, Vec::new()));
    }
    Ok(Some(File {
        name: promotion.clone(),
        starts_on,
        ends_on,
        coordinators: Vec::new(),
        projects: entries,
    }))
}

fn entry(line: u64, name: Name, ends_on: Option<NaiveDate>, roles: Vec<RoleEntry>) -> ProjectEntry {
    ProjectEntry {
        line,
        name,
        // The first tool did not know it.
        administration: None,
        ends: ends_on.map_or(Ends::WithPromotion, Ends::On),
        notification: None,
        referent: None,
        roles,
    }
}

/// Those members that have a mail address; who is here already keeps their name.
fn team(
    scope: &mut Scope<'_>,
    project: &OriginalProject,
    brought: &mut Brought,
) -> store::Result<Vec<RoleEntry>> {
    let mut team = Vec::new();
    for member in &project.members {
        match member {
            Ok(email) => {
                let known = people::by_email(scope.conn, email)?;
                let local_part = email.as_str().split('@').next().unwrap_or_default();
                let name = known.map_or_else(|| local_part.to_owned(), |person| person.name);
                match Name::parse(&name) {
                    Ok(name) => {
                        let (line, email) = (project.line, email.clone());
                        let person = PersonEntry { line, name, email, language: None };
                        team.push(RoleEntry { role: Role::Eig, from: None, until: None, person });
                    }
                    Err(_) => brought.unplaced.push(format!("a member of {}: no name", project.name)),
                }
            }
            Err(id) => brought.unplaced.push(format!("member {id} of {}: no mail address", project.name)),
        }
    }
    Ok(team)
}

fn of_promotion(scope: &mut Scope<'_>, name: &Name) -> store::Result<Vec<Project>> {
    let Some(promotion) = promotions::by_name(scope.conn, name.as_str())? else { return Ok(Vec::new()) };
    let mut found = projects::all(scope.conn)?;
    found.retain(|project| project.promotion == promotion.id);
    Ok(found)
}

fn bring_bulletin(
    scope: &mut Scope<'_>,
    project: ProjectId,
    placed: &Placed<'_>,
    tally: &mut Tally,
) -> store::Result<()> {
    let new = NewBulletin {
        project,
        week: placed.week,
        content: &placed.content,
        late: false,
        author: None,
        filed_at: placed.filed_at,
        opened_at: None,
        digested_at: Some(placed.filed_at),
    };
    if let Some(id) = bulletins::insert(scope.conn, &new)? {
        tally.created += 1;
        bringing::bring(scope, &new, id)?;
    } else {
        let present = bulletins::find(scope.conn, project, placed.week)?;
        let is_same = present.is_some_and(|b| Content { key_date: None, ..b.content } == placed.content);
        *(if is_same { &mut tally.unchanged } else { &mut tally.kept }) += 1;
    }
    Ok(())
}

fn bring_day(scope: &mut Scope<'_>, project: ProjectId, day: &Day, tally: &mut Tally) -> store::Result<()> {
    let key_date = KeyDate::written(day.date, &day.description);
    if key_dates::insert(scope.conn, project, None, &key_date, scope.now)? {
        tally.created += 1;
    } else {
        let present = key_dates::of_project(scope.conn, project)?;
        let is_same = present.iter().any(|announced| announced.key_date == key_date);
        *(if is_same { &mut tally.unchanged } else { &mut tally.kept }) += 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filed(week_number: &str, created_at: Option<&str>) -> Filed {
        Filed::sample(week_number, created_at.map(|at| at.parse().unwrap()))
    }

    #[test]
    fn the_turn_of_the_year_is_told_by_the_moment_of_filing() {
        let week = |number, at| week_of(&filed(number, at), Tz::Europe__Paris).map(|week| week.to_string());
        for (number, at, expected) in [
            ("2019-23", Some("2019-06-07T13:00:00"), Some("2019-W23")),
            // Written as calendar year and ISO week.
            ("2025-01", Some("2025-12-30T10:00:00"), Some("2026-W01")),
            ("2025-01", Some("2025-01-02T10:00:00"), Some("2025-W01")),
            ("2027-53", Some("2027-01-01T10:00:00"), Some("2026-W53")),
            // Monday in Paris, still Sunday for a tool that reckons in UTC.
            ("2019-23", Some("2019-06-09T22:30:00"), Some("2019-W23")),
            ("2019-23", None, Some("2019-W23")),
            ("2019-54", None, None),
            ("soon", None, None),
        ] {
            assert_eq!(week(number, at).as_deref(), expected, "{number} {at:?}");
        }
    }

    #[test]
    fn a_mood_is_known_however_it_is_encoded() {
        assert_eq!(mood_of("☹️"), Some(Mood::Bad));
        assert_eq!(mood_of("☹"), Some(Mood::Bad));
        assert_eq!(mood_of("😀"), Some(Mood::Great));
        assert_eq!(mood_of("🤷"), None);
    }

    #[test]
    fn an_unknown_notification_is_an_error_with_its_line() {
        let yaml = b"- name: A\n  notification: email\n  members: [a@b.example, U0001]\n- name: B\n  notification: pigeon\n";
        let faults = read_projects(yaml).err().unwrap();
        assert_eq!((faults.len(), faults[0].line), (1, 5));
    }
}
