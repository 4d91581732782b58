//! Whatever is tapped, in whatever order: each promise has one end at the most, and each key date one story.

use std::collections::BTreeMap;
use std::sync::Arc;

use bulletins::domain::calendar::Week;
use bulletins::domain::filing::key_date::{Announced, KeyDateId};
use bulletins::domain::filing::outcomes::{DayOutcome, PromiseOutcome, PromiseTold};
use bulletins::domain::filing::taps::{PROMISE, Taps};
use bulletins::domain::filing::typed::{KEY_DATE, KEY_DATE_DESCRIPTION, MOOD, QUIET_LINE, Typed, VERSION};
use bulletins::domain::programme::project::ProjectId;
use bulletins::services::filing::place::{Desk, Place};
use bulletins::services::filing::submitting::{self, NotFiled, Sent};
use bulletins::services::filing::writers::Writer;
use bulletins::services::{Scope, Services};
use bulletins::store::filing::{bulletins as filed, key_dates};
use bulletins::store::people;
use bulletins::store::programme::projects;
use chrono::{Days, TimeDelta};
use chrono_tz::Tz;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::story;

/// Two teams: what one taps of the other's is left alone.
const TEAMS: [(&str, &str); 2] = [("cartobio", "ada@cartobio.example"), ("karfu-r", "chloe@karfur.example")];
/// Of how many key dates, the latest ones, whosever they are, somebody may tap.
const DAYS: usize = 6;

/// A form that is sent.
#[derive(Debug, Clone)]
struct Step {
    /// So many weeks after the one before.
    later: usize,
    team: usize,
    late: bool,
    quiet: bool,
    /// As if they had not seen what is filed.
    stale: bool,
    promise: Option<PromiseOutcome>,
    days: Vec<(usize, DayOutcome, Option<u64>)>,
    announces: Option<u64>,
}

fn step() -> impl Strategy<Value = Step> {
    let when = (prop_oneof![3 => Just(0usize), 2 => Just(1), 1 => Just(2)], 0..TEAMS.len());
    let how = (prop::bool::weighted(0.2), prop::bool::weighted(0.25), prop::bool::weighted(0.15));
    let promise = prop::option::weighted(0.7, prop::sample::select(&PromiseOutcome::ALL[..]));
    let outcome = prop_oneof![3 => Just(DayOutcome::Moved), 1 => Just(DayOutcome::Happened), 1 => Just(DayOutcome::CalledOff)];
    let days = prop::collection::vec((0..DAYS, outcome, prop::option::weighted(0.8, 0u64..40)), 0..6);
    let announces = prop::option::weighted(0.5, 0u64..30);
    (when, how, promise, days, announces).prop_map(
        |((later, team), (late, quiet, stale), promise, days, announces)| Step {
            later,
            team,
            late,
            quiet,
            stale,
            promise,
            days,
            announces,
        },
    )
}

impl Step {
    fn typed(&self, week: Week, desk: &Desk, known: &[Announced]) -> Typed {
        let day = |offset: u64| (week.monday() + Days::new(offset)).to_string();
        // Some of them are over.
        let to_day = |offset: u64| (week.monday() - Days::new(10) + Days::new(offset)).to_string();
        let taps = self.promise.iter().fold(Taps::default(), |taps, it| taps.with(PROMISE, it.as_str()));
        let mut ids: Vec<KeyDateId> = known.iter().map(|announced| announced.id).collect();
        ids.sort();
        let taps = self.days.iter().fold(taps, |taps, (back, outcome, to)| {
            let Some(id) = ids.iter().rev().nth(*back) else { return taps };
            let taps = taps.with(&Taps::of_day(*id), outcome.as_str());
            taps.with(&Taps::of_day_to(*id), to.map(to_day).unwrap_or_default())
        });
        let version = desk.filed.as_ref().map(|filed| filed.bulletin.version.to_string());
        let typed = Typed::default()
            .with(MOOD, "3")
            .with(VERSION, version.filter(|_| !self.stale).unwrap_or_default())
            .tapped(taps);
        let typed = match self.quiet {
            true => typed.with(QUIET_LINE, "Calme"),
            false => typed.with("priorities", format!("Ce que {week} promet")).with("ups_and_downs", "Haut"),
        };
        match self.announces {
            Some(offset) => {
                typed.with(KEY_DATE, day(offset)).with(KEY_DATE_DESCRIPTION, format!("De {week}"))
            }
            None => typed,
        }
    }
}

/// What is told: of which week's priorities, and of which key date in which week.
type Facts = (BTreeMap<(ProjectId, Week), PromiseTold>, Vec<Announced>);

fn facts(scope: &mut Scope<'_>) -> Result<Facts, NotFiled> {
    let mut facts = Facts::default();
    for project in projects::all(scope.conn)? {
        let all = filed::of_project(scope.conn, project.id)?;
        for bulletin in &all {
            let Some(told) = bulletin.promise else { continue };
            assert!(!bulletin.content.quiet, "a quiet week promises nothing");
            let teller = all.iter().find(|teller| teller.week == told.told_week);
            let teller = teller.expect("who tells has filed");
            assert_eq!(teller.reported.promise, Some((bulletin.week, told.outcome)));
            assert!(teller.week > bulletin.week, "nobody tells of what is to come");
            facts.0.insert((project.id, bulletin.week), told);
        }
        let told = all.iter().filter(|bulletin| bulletin.reported.promise.is_some()).count();
        let ended = all.iter().filter(|bulletin| bulletin.promise.is_some()).count();
        assert_eq!(told, ended, "each is told of in one bulletin, and each tells of one");
        for announced in key_dates::of_project(scope.conn, project.id)? {
            let tellers = all.iter().rev().map(|bulletin| bulletin.week);
            let tellers: Vec<Week> =
                tellers.filter(|week| announced.story.told_in(*week).is_some()).collect();
            for (at, week) in tellers.iter().enumerate() {
                let told = announced.story.told_in(*week).unwrap();
                assert!(announced.week.is_none_or(|of| of < *week), "it was announced before");
                assert!(told.to.is_none_or(|to| to >= week.monday()), "nothing moves into the past");
                let is_last = at + 1 == tellers.len();
                assert!(
                    is_last || told.outcome == DayOutcome::Moved,
                    "nothing follows an end: {announced:?}"
                );
            }
            facts.1.push(announced);
        }
    }
    Ok(facts)
}

fn without(mut facts: Facts, project: ProjectId, week: Week) -> Facts {
    facts.0.retain(|(of, _), told| (*of, told.told_week) != (project, week));
    // Its own key date is written anew with each revision.
    facts.1.retain(|announced| (announced.project, announced.week) != (project, Some(week)));
    for announced in facts.1.iter_mut().filter(|announced| announced.project == project) {
        announced.story = std::mem::take(&mut announced.story).as_told_in(|told| told != week);
    }
    facts
}

/// Sends the form, and looks whether it did what it says, and nothing else.
fn go(scope: &mut Scope<'_>, step: &Step, week: Week) -> Result<(), NotFiled> {
    let (slug, address) = TEAMS[step.team];
    let hours = if step.late { 5 * 24 + 12 } else { 30 };
    scope.now = week.starts_at(Tz::Europe__Paris) + TimeDelta::hours(hours);
    let author = people::by_email(scope.conn, &address.parse().unwrap())?.unwrap().id;
    let member = people::member(scope.conn, author, scope.today())?.unwrap();
    let Place::Desk(desk) = Place::find(scope, &member, slug, week)? else { panic!("it is their own") };
    let project = desk.project.id;
    let before = facts(scope)?;
    let typed = step.typed(week, &desk, &before.1);
    let writer = Writer { project: desk.project.clone(), week, member };
    let sent = Sent { quiet: step.quiet, ..Sent::default() };
    let version = submitting::file(scope, &writer, &typed, sent)?.version;
    let bulletin = filed::find(scope.conn, project, week)?.unwrap();
    assert_eq!(bulletin.version, version);
    assert_eq!(desk.last_week.told_by(&bulletin.reported), desk.last_week.told(typed.taps()));
    let after = facts(scope)?;
    // Sent again, it is the same.
    assert_eq!(submitting::file(scope, &writer, &typed, sent)?.version, version);
    assert_eq!(filed::find(scope.conn, project, week)?.unwrap(), bulletin);
    assert_eq!(facts(scope)?, after);
    assert_eq!(without(after, project, week), without(before, project, week), "it tells for itself alone");
    Ok(())
}

async fn live(services: &Arc<Services>, steps: Vec<Step>, first: Week) -> Result<(Week, Facts), NotFiled> {
    let mut week = first;
    for step in steps {
        week = (0..step.later).fold(week, |week, _| week.next());
        let filed = services.write(move |scope: &mut Scope<'_>| go(scope, &step, week)).await;
        match filed {
            Ok(()) | Err(NotFiled::Closed | NotFiled::Conflict | NotFiled::Faults(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok((week.next(), services.read(facts).await?))
}

/// The same lives each time: a fault that was seen is seen again.
fn lives(count: usize) -> Vec<Vec<Step>> {
    let mut runner = TestRunner::deterministic();
    let life = prop::collection::vec(step(), 20..30);
    (0..count).map(|_| life.new_tree(&mut runner).unwrap().current()).collect()
}

story!(no_sequence_of_taps_gives_a_promise_two_ends, "2026-01-06 09:00", |app| {
    let (mut week, mut told) = ("2026-W02".parse().unwrap(), Facts::default());
    for steps in lives(2) {
        let life = format!("{steps:?}");
        match live(&app.app.services, steps, week).await {
            Ok(lived) => (week, told) = lived,
            Err(error) => panic!("{error:?} after {life}"),
        }
    }
    let moved = told.1.iter().map(|announced| announced.story.moves()).max();
    assert!(told.0.len() > 5 && moved > Some(1), "something was told: {told:?}");
});
