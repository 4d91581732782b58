//! The weeks: all of them, and each as its digest tells it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::visible::Visible;
use crate::domain::calendar::{Month, Week};
use crate::domain::filing::bulletin::{Bulletin, BulletinId, Mood};
use crate::domain::people::Member;
use crate::domain::programme::project::Promotion;
use crate::domain::reading::acknowledging;
use crate::domain::reading::sight::Reader;
use crate::domain::weekly::facts::Facts;
use crate::services::{Error, Refusal, Scope};
use crate::store::programme::{projects, promotions};

/// A published week, and how many projects have filed.
pub struct Listed {
    pub week: Week,
    /// The month of its closing day.
    pub month: Month,
    pub filed: i64,
    /// How many of them told which mood, the best first; none: they told none.
    pub moods: Vec<(Option<Mood>, i64)>,
    /// How many were asked, or filed though they were away; none in a week that was paused.
    pub expected: usize,
}

/// How many weeks are listed at once: all of a promotion's year.
const PAGE: usize = 60;

/// Of so many promotions it is asked at once when their projects began.
const AT_ONCE: usize = 4;

/// The published weeks for which somebody filed or should have, newest first: those before that one, or from the last
/// one on; and before which those come that are older.
pub fn list(
    scope: &mut Scope<'_>,
    reader: &Member,
    before: Option<Week>,
) -> Result<(Vec<Listed>, Option<Week>), Error> {
    let Some(beginning) = beginning(scope, reader)? else { return Ok((Vec::new(), None)) };
    let mut visible = Visible::to(Reader::Member(reader), scope);
    let last = visible.sight().last_public();
    let last = before.map_or(last, |before| before.previous().min(last));
    let back: Vec<Week> = std::iter::successors(Some(last), |week| Some(week.previous()))
        .take_while(|week| *week >= beginning)
        .take(PAGE)
        .collect();
    let Some(first) = back.last().copied() else { return Ok((Vec::new(), None)) };
    let projects = visible.projects_of(|promotion| promotion.spans(first, last))?;
    let counts = visible.published_counts(&projects, first, last)?;
    let unasked = visible.filed_while_away(&projects, first, last)?;
    let asked = |week: Week| match visible.calendar().closing(week) {
        Some(_) => {
            let asked = projects.iter().filter(|project| project.is_asked_in(week)).count();
            asked + unasked.get(&week).copied().unwrap_or_default()
        }
        None => 0,
    };
    let all = back.into_iter().map(|week| {
        let of_week = counts.iter().filter(|count| count.week == week);
        let mut moods: Vec<_> = of_week.map(|count| (count.mood, count.count)).collect();
        moods.sort_by_key(|(mood, _)| std::cmp::Reverse(mood.map(Mood::number)));
        Listed {
            week,
            month: visible.calendar().month_of(week),
            filed: moods.iter().map(|(_, count)| count).sum(),
            moods,
            expected: asked(week),
        }
    });
    // A week in which nobody filed counts too, unless nobody was asked.
    let told = all.filter(|listed| listed.filed > 0 || listed.expected > 0).collect();
    Ok((told, Some(first).filter(|first| beginning < *first)))
}

/// The first week of the first project of which that reader may know; none: there is none.
fn beginning(scope: &mut Scope<'_>, reader: &Member) -> Result<Option<Week>, Error> {
    let followed = reader.follows_only();
    let mut promotions = promotions::all(scope.conn)?;
    promotions.retain(|promotion| promotion.is_told_to(reader));
    promotions.sort_by_key(|promotion| promotion.starts_on);
    let mut first: Option<NaiveDate> = None;
    // The earliest promotions tell: of decades of them no others are asked, but where their projects joined them later.
    for some in promotions.chunks(if followed.is_some() { usize::MAX } else { AT_ONCE }) {
        if first.is_some_and(|first| some.iter().all(|promotion| first <= promotion.starts_on)) {
            break;
        }
        let ids = some.iter().map(|promotion| promotion.id);
        let beginnings = projects::beginnings(scope.conn, ids, followed.as_ref())?;
        let begins = |promotion: &Promotion| {
            let own = beginnings.get(&promotion.id)?;
            Some(own.map_or(promotion.starts_on, |own| own.max(promotion.starts_on)))
        };
        first = first.into_iter().chain(some.iter().filter_map(begins)).min();
    }
    Ok(first.map(Week::of))
}

/// A week with what its reader may see of it.
pub struct Read {
    pub facts: Facts,
    /// What their own projects filed, and they can say that they have read; with when they did.
    pub asked: BTreeMap<BulletinId, Option<DateTime<Utc>>>,
    /// When everybody reads it; none: they do already, or nothing was asked for.
    pub published_at: Option<DateTime<Utc>>,
    /// Paused, or without a working day.
    pub has_no_closing: bool,
    /// None before the first project there was.
    pub previous: Option<Week>,
    pub next: Option<Week>,
}

/// One week.
///
/// # Errors
/// [`Refusal::Gone`] of a week that has not begun, or lies before the first project that there was: there is nothing to
/// tell of it.
pub fn show(scope: &mut Scope<'_>, reader: &Member, week: Week) -> Result<Read, Refusal> {
    let (closing, now, present) = (scope.calendar.closing(week), scope.now, scope.week());
    let first = beginning(scope, reader)?;
    let mut visible = Visible::to(Reader::Member(reader), scope);
    // What lies before would go on for ever.
    let first =
        first.filter(|first| *first <= week && visible.sight().has_begun(week)).ok_or(Refusal::Gone)?;
    let facts = visible.facts(week)?;
    let asked = if now < acknowledging::until(week, visible.calendar().zone) {
        asked(&mut visible, reader, &facts)?
    } else {
        BTreeMap::new()
    };
    Ok(Read {
        facts,
        asked,
        published_at: closing.map(|closing| closing.published_at).filter(|at| now < *at),
        has_no_closing: closing.is_none(),
        previous: (first < week).then(|| week.previous()),
        next: (week < present).then(|| week.next()),
    })
}

/// Of the projects that they accompany: nobody is asked for a word on each of many.
fn asked(
    visible: &mut Visible<'_, '_>,
    reader: &Member,
    facts: &Facts,
) -> Result<BTreeMap<BulletinId, Option<DateTime<Utc>>>, Refusal> {
    let accompanied = reader.accompanied();
    let is_asked = |bulletin: &&Bulletin| {
        accompanied.contains(&bulletin.project) && acknowledging::is_asked(reader, bulletin)
    };
    let mut asked = facts.bulletins.iter().filter(is_asked).peekable();
    if asked.peek().is_none() {
        return Ok(BTreeMap::new());
    }
    let asked: Vec<&Bulletin> = asked.collect();
    let said = visible.readers(asked.iter().copied())?;
    let said_at = |bulletin: &Bulletin| {
        let own = said.get(&bulletin.id)?.iter().find(|read| read.reader == reader.person.id)?;
        Some(own.at)
    };
    Ok(asked.iter().map(|bulletin| (bulletin.id, said_at(bulletin))).collect())
}
