//! How bulletins are filed and read. Told of promotions, never of people or teams.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::acknowledging::{SOON, public_at};
use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::BulletinId;
use crate::domain::filing::outline::Outline;
use crate::domain::kit::Span;

/// Some of many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Share {
    pub some: usize,
    pub all: usize,
}

impl Share {
    fn of(each: impl IntoIterator<Item = bool>) -> Share {
        each.into_iter().fold(Share::default(), |Share { some, all }, is_one| Share {
            some: some + usize::from(is_one),
            all: all + 1,
        })
    }
}

/// How the bulletins of some projects were filed and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measures {
    /// Of the weeks of projects in which a bulletin was asked for, or filed without: where it was there at closing.
    pub on_time: Share,
    /// Of the bulletins: those that told a quiet week.
    pub quiet: Share,
    /// From when the form of a personal link was opened until it was filed by that; none: none was.
    pub link_to_filed: Option<Span>,
    /// Of the weeks' priorities of which a later form asked: those of which it was told what became of them.
    pub closed: Share,
    /// Of the bulletins that everybody could read for so long, or somebody has read: those read so soon.
    pub read_soon: Share,
}

/// What is measured, of all weeks that everybody may read.
pub struct Measured<'a> {
    /// What each project filed, the newest first.
    pub projects: Vec<&'a [Outline]>,
    /// In how many weeks of projects a bulletin was asked for and none was filed.
    pub missing: usize,
    /// When somebody first said that they had read it.
    pub first_read: &'a BTreeMap<BulletinId, DateTime<Utc>>,
    /// Since when readers say so, and forms ask what became of priorities: what is older could not be answered.
    pub since: Since,
}

/// Since when something was answered at all, in the whole promotion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Since {
    /// The first week of which a reader said that they had read its bulletin; none: nobody has.
    pub read: Option<Week>,
    /// The first week whose bulletins told what became of earlier priorities; none: none has.
    pub closed: Option<Week>,
}

impl Since {
    pub fn of<'a>(
        bulletins: impl IntoIterator<Item = &'a Outline>,
        first_read: &BTreeMap<BulletinId, DateTime<Utc>>,
    ) -> Since {
        bulletins.into_iter().fold(Since::default(), |since, bulletin| Since {
            read: earliest(since.read, first_read.get(&bulletin.id).map(|_| bulletin.week)),
            closed: earliest(since.closed, bulletin.told_week),
        })
    }
}

fn earliest(one: Option<Week>, other: Option<Week>) -> Option<Week> {
    one.into_iter().chain(other).min()
}

/// What those come to at that moment.
pub fn measure(measured: Measured<'_>, calendar: &Calendar, now: DateTime<Utc>) -> Measures {
    let Measured { projects, missing, first_read, since } = measured;
    let filed = || projects.iter().copied().flatten();
    let missed = std::iter::repeat_n(false, missing);
    Measures {
        on_time: Share::of(filed().map(|bulletin| !bulletin.late).chain(missed)),
        quiet: Share::of(filed().map(|bulletin| bulletin.quiet)),
        link_to_filed: Span::of(filed().filter_map(|bulletin| bulletin.took).collect()),
        closed: Share::of(projects.iter().flat_map(|project| promises_of(project, since))),
        read_soon: read_soon(filed(), first_read, since.read, calendar, now),
    }
}

/// Of these, as far as they are of the week in which readers began to say so or later: those that were read soon.
pub fn read_soon<'a>(
    filed: impl IntoIterator<Item = &'a Outline>,
    first_read: &BTreeMap<BulletinId, DateTime<Utc>>,
    since: Option<Week>,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Share {
    let filed = filed.into_iter().filter(|bulletin| since.is_some_and(|first| bulletin.week >= first));
    Share::of(filed.filter_map(|bulletin| is_read_soon(bulletin, first_read, calendar, now)))
}

/// Whether it was read soon; none: it is too early to tell.
fn is_read_soon(
    bulletin: &Outline,
    first_read: &BTreeMap<BulletinId, DateTime<Utc>>,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Option<bool> {
    let end = public_at(bulletin.week, bulletin.filed_at, calendar) + SOON;
    match first_read.get(&bulletin.id) {
        Some(at) => Some(*at <= end),
        None => (end < now).then_some(false),
    }
}

/// Of each priorities of a project that a later form asked about: whether it was told what became of them. A quiet week
/// promises nothing.
fn promises_of(filed: &[Outline], since: Since) -> impl Iterator<Item = bool> + use<'_> {
    // Newest first: what was filed after each.
    let next = std::iter::once(None).chain(filed.iter().map(|bulletin| Some(bulletin.week)));
    filed.iter().zip(next).filter_map(move |(bulletin, next)| {
        let asked = since.closed.zip(next).is_some_and(|(first, next)| next >= first);
        (asked && !bulletin.quiet).then_some(bulletin.told_week.is_some())
    })
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::domain::programme::project::ProjectId;
    use crate::domain::samples::{self, week};

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// A bulletin that was filed on time, with what a later one told of its priorities.
    fn bulletin(id: i64, of: &str, told: &str) -> Outline {
        Outline {
            id: BulletinId(id),
            project: ProjectId(1),
            week: week(of),
            quiet: false,
            late: false,
            filed_at: samples::calendar().published_at(week(of)) - TimeDelta::hours(4),
            took: None,
            told_week: told.parse().ok(),
        }
    }

    fn took(seconds: i64, bulletin: Outline) -> Outline {
        Outline { took: Some(TimeDelta::seconds(seconds)), ..bulletin }
    }

    /// Computed by hand, of five weeks of two projects, on Wednesday of the sixth.
    #[test]
    fn measures_are_those_that_a_hand_computes() {
        let late = |bulletin: Outline, at: &str| Outline { late: true, filed_at: moment(at), ..bulletin };
        // One project: its priorities of W05 were written before forms asked, those of W06 and W08 are closed, a quiet
        // W07 promises nothing, and of W09 no form has asked yet.
        let one = [
            late(bulletin(5, "2026-W09", ""), "2026-02-28T10:00:00Z"),
            took(90, bulletin(4, "2026-W08", "2026-W09")),
            Outline { quiet: true, ..bulletin(3, "2026-W07", "") },
            took(30, bulletin(2, "2026-W06", "2026-W07")),
            took(600, bulletin(1, "2026-W05", "")),
        ];
        // The other: nothing in W07, a paused W08; its priorities of W06 were not closed in W09.
        let other = [
            took(120, bulletin(8, "2026-W09", "")),
            bulletin(7, "2026-W06", ""),
            bulletin(6, "2026-W05", ""),
        ];
        let first_read = BTreeMap::from(
            [
                // Friday the 6th of February at 14:05 is when W06 is published: read on Wednesday at the same minute.
                (2, "2026-02-11T14:05:00Z"),
                // A minute later.
                (7, "2026-02-11T14:06:00Z"),
                // W07: nobody. W08: at once. W09: the late one, of Saturday at ten, after four days; the other not yet.
                (4, "2026-02-20T14:05:00Z"),
                (5, "2026-03-04T10:00:00Z"),
            ]
            .map(|(id, at)| (BulletinId(id), moment(at))),
        );
        let since = Since::of(one.iter().chain(&other), &first_read);
        assert_eq!(since, Since { read: Some(week("2026-W06")), closed: Some(week("2026-W07")) });
        let projects = vec![&one[..], &other[..]];
        let measured = Measured { projects, missing: 1, first_read: &first_read, since };
        // W09 was published on Friday the 27th: its five days are over a minute later.
        let measures = measure(measured, &samples::calendar(), moment("2026-03-04T14:04:00Z"));
        assert_eq!(
            measures,
            Measures {
                // Ten weeks, of which one was paused; one late, one silent.
                on_time: Share { some: 7, all: 9 },
                quiet: Share { some: 1, all: 8 },
                link_to_filed: Some(Span {
                    count: 4,
                    median: TimeDelta::seconds(90),
                    ninety: TimeDelta::seconds(600)
                }),
                // W06 and W08 of the one; W06 of the other was asked about in W09.
                closed: Share { some: 2, all: 3 },
                // Of W06 to W09: 2, 4 and 5 soon, 7 too late, 3 never, 8 too early to tell.
                read_soon: Share { some: 3, all: 5 },
            }
        );
    }

    #[test]
    fn what_nobody_could_answer_is_not_measured() {
        let old = [bulletin(2, "2026-W06", ""), bulletin(1, "2026-W05", "")];
        let first_read = BTreeMap::new();
        let measured = Measured {
            projects: vec![&old],
            missing: 0,
            first_read: &first_read,
            since: Since::of(&old, &first_read),
        };
        let measures = measure(measured, &samples::calendar(), moment("2026-03-05T12:00:00Z"));
        assert_eq!(
            (measures.link_to_filed, measures.closed, measures.read_soon),
            (None, Share::default(), Share::default())
        );
        assert_eq!(measures.on_time, Share { some: 2, all: 2 });
    }
}
