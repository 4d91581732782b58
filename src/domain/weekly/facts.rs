//! What there is to tell about a week, and what of it may be told to whom.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::calendar::{self, Week};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::filing::key_date::Announced;
use crate::domain::people::Member;
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::sight::Sight;
use crate::domain::weekly::around::Around;
use crate::domain::weekly::help::Asked;

/// All that there is to tell about a week, whoever may know of it: nothing is told before a reader is named.
#[derive(Debug, Clone)]
pub struct Gathered {
    pub week: Week,
    /// Bulletins are asked for it.
    pub is_asked: bool,
    /// All projects of which there can be something to tell, by name.
    pub projects: Vec<Project>,
    /// This week's.
    pub bulletins: Vec<Bulletin>,
    /// Of earlier weeks, and told by no digest yet.
    pub late: Vec<Bulletin>,
    /// Requests for help, the oldest first: this week's, and for a digest those of the week before, those that nobody has
    /// closed, and those that were closed since the last one.
    pub requests: Vec<Asked>,
    /// The last week before for which bulletins were asked.
    pub before: Option<Week>,
    /// When the last digest was written.
    pub told_at: DateTime<Utc>,
    /// The day on which all this is told.
    pub today: NaiveDate,
    /// The first and the last of the days whose key dates are told, both included.
    pub coming: (NaiveDate, NaiveDate),
    /// Those that were announced for these days, or were moved there once.
    pub key_dates: Vec<Announced>,
    /// With the last digest of a month: its earlier weeks, and what was filed in them.
    pub month: Option<Month>,
    /// For a digest: what lies before and after.
    pub around: Around,
}

/// The earlier weeks of a month.
#[derive(Debug, Clone)]
pub struct Month {
    /// Which one it is.
    pub name: calendar::Month,
    /// When the digest before them was due.
    pub told_at: DateTime<Utc>,
    pub weeks: Vec<Week>,
    pub bulletins: Vec<Bulletin>,
}

/// What there is to tell about a week to one reader.
#[derive(Debug, Clone)]
pub struct Facts {
    pub week: Week,
    /// Every project that is named below, by name.
    pub projects: Vec<Project>,
    /// Those of them that file for this week, and of which the reader does not know yet whether they did.
    pub unknown: Vec<ProjectId>,
    /// The reader knows of every project that files for this week whether it did.
    pub is_whole: bool,
    /// This week's, of projects that are active in it.
    pub bulletins: Vec<Bulletin>,
    /// Of earlier weeks, and told by no digest yet.
    pub late: Vec<Bulletin>,
    /// As in [`Gathered`].
    pub requests: Vec<Asked>,
    pub before: Option<Week>,
    pub told_at: DateTime<Utc>,
    pub today: NaiveDate,
    /// Those of the coming week, by day.
    pub key_dates: Vec<Announced>,
    /// With the last digest of a month: its earlier weeks, and what was filed in them.
    pub month: Option<Month>,
    /// For a digest: what lies before and after.
    pub around: Around,
}

impl Gathered {
    /// What of it that reader may see; all else is left out before anything is made of it.
    pub fn seen_by(&self, sight: &Sight<'_>) -> Facts {
        let week = self.week;
        // Of what is in preparation no week is told, not even to those who prepare it.
        let known: Vec<&Project> = self
            .projects
            .iter()
            .filter(|project| project.stage.is_public() && sight.knows(project))
            .collect();
        let by_id: BTreeMap<ProjectId, &Project> =
            known.iter().map(|project| (project.id, *project)).collect();
        let find = |id: ProjectId| by_id.get(&id).copied();
        let is_active = |id: ProjectId| find(id).is_some_and(|project| project.is_active_in(week));
        let reads = |id: ProjectId, week: Week| find(id).is_some_and(|project| sight.reads(project, week));
        let read = |bulletins: &[Bulletin]| -> Vec<Bulletin> {
            let shown = bulletins.iter().filter_map(|bulletin| {
                let project = find(bulletin.project)?;
                sight.shows(project, bulletin.clone())
            });
            shown.collect()
        };
        let mut bulletins = read(&self.bulletins);
        bulletins.retain(|bulletin| is_active(bulletin.project));
        let late = read(&self.late);
        let is_asked_of = |asked: &&Asked| {
            find(asked.request.project).is_some_and(|project| asked.request.is_told_to(sight, project))
        };
        let requests: Vec<Asked> = self.requests.iter().filter(is_asked_of).cloned().collect();
        // What a bulletin of a later week announced or told came after this digest.
        let (first, last) = self.coming;
        let told = self.key_dates.iter().filter(|announced| announced.week.is_none_or(|of| of <= week));
        let mut key_dates: Vec<Announced> = told
            .filter_map(|announced| sight.shows_day(find(announced.project)?, announced.clone()))
            .map(|shown| Announced { story: shown.story.as_told_in(|told| told <= week), ..shown })
            .filter(|shown| shown.day().is_some_and(|day| first <= day && day <= last))
            .collect();
        key_dates.sort_by_key(Announced::day);
        let told_of = late.iter().map(|bulletin| bulletin.project);
        let told_of = told_of.chain(key_dates.iter().map(|announced| announced.project));
        let told_of: BTreeSet<ProjectId> =
            told_of.chain(requests.iter().map(|asked| asked.request.project)).collect();
        let is_named = |project: &&Project| project.is_active_in(week) || told_of.contains(&project.id);
        let named = known.iter().copied().filter(is_named);
        let month = self.month.as_ref();
        let files = |project: &&Project| project.stage.is_public() && project.is_active_in(week);
        Facts {
            week,
            is_whole: self.projects.iter().filter(files).all(|project| reads(project.id, week)),
            unknown: known
                .iter()
                .filter(|project| !reads(project.id, week))
                .map(|project| project.id)
                .collect(),
            around: self.around.seen_by(sight, week, find),
            projects: named.cloned().collect(),
            month: month.map(|month| Month {
                name: month.name,
                told_at: month.told_at,
                weeks: month.weeks.clone(),
                bulletins: read(&month.bulletins),
            }),
            bulletins,
            late,
            requests,
            before: self.before,
            told_at: self.told_at,
            today: self.today,
            key_dates,
        }
    }
}

impl Facts {
    /// Projects that file for this week, by name.
    fn active(&self) -> impl Iterator<Item = &Project> {
        self.projects.iter().filter(|project| project.is_active_in(self.week))
    }

    /// Those of them of which the reader knows whether they filed.
    pub fn known(&self) -> impl Iterator<Item = &Project> {
        self.active().filter(|project| !self.unknown.contains(&project.id))
    }

    /// Whether a digest has something to tell beside what is still asked for, and beside the days of what has ended.
    pub fn has_news(&self) -> bool {
        let has_days = |project: &Project| {
            !project.has_ended(self.week) && self.key_dates.iter().any(|day| day.project == project.id)
        };
        self.active().next().is_some() || !self.late.is_empty() || self.projects.iter().any(has_days)
    }

    /// Who reads this digest: everybody who is on a project that it tells of or waits for, and all coordinators.
    pub fn is_for(&self, member: &Member) -> bool {
        let is_told_of = |id: ProjectId| {
            self.active().any(|project| project.id == id) || self.late.iter().any(|late| late.project == id)
        };
        member.person.coordinator || member.serving().any(|m| is_told_of(m.project))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::filing::key_date::KeyDate;
    use crate::domain::filing::questions::Answers;
    use crate::domain::filing::text::Text;
    use crate::domain::help::{Request, RequestId};
    use crate::domain::people::Role;
    use crate::domain::programme::project::Stage;
    use crate::domain::reading::sight::Reader;
    use crate::domain::samples::{self, bulletin, member, project, week};

    /// Every text of that bulletin holds the word.
    fn saying(word: &str, project: i64, of: &str) -> Bulletin {
        let mut bulletin = bulletin(project, of);
        bulletin.content.answers = Answers::find(|_| Text::of(word));
        bulletin.content.key_date = Some(KeyDate::written(week(of).sunday(), word));
        bulletin
    }

    /// What that bulletin asks for.
    fn asking(bulletin: &Bulletin) -> Request {
        let week = bulletin.week.to_string();
        let text = bulletin.content.help().and_then(Text::of).unwrap();
        Request { bulletin: Some(bulletin.id), text, ..samples::request(bulletin.project.0, &week) }
    }

    /// The facts of a week about which everything is gathered, the week after it included.
    fn gathered(of: &str) -> Gathered {
        let open = saying("open", 1, "2026-W10");
        let past = saying("past", 1, "2026-W09");
        let of = week(of);
        let all = [&open, &past];
        let of_week = |week: Week| all.iter().filter(|b| b.week == week).map(|b| (*b).clone()).collect();
        Gathered {
            week: of,
            is_asked: true,
            projects: vec![project(1), project(2)],
            bulletins: of_week(of),
            late: all.iter().filter(|b| b.week < of).map(|b| (*b).clone()).collect(),
            requests: vec![Asked { request: asking(&open), days: 0, ended_on: None, needed_anew: false }],
            before: Some(of.previous()),
            told_at: open.filed_at,
            today: of.monday(),
            key_dates: all.iter().map(|b| samples::announced(b)).collect(),
            coming: (of.monday(), of.sunday()),
            month: Some(Month {
                name: calendar::Month::of(of.monday()),
                told_at: open.filed_at,
                weeks: vec![of.previous()],
                bulletins: of_week(of.previous()),
            }),
            around: Around {
                earlier: all.iter().map(|bulletin| (*bulletin).clone()).collect(),
                key_dates: all.iter().map(|bulletin| samples::announced(bulletin)).collect(),
            },
        }
    }

    #[test]
    fn what_is_not_published_is_in_no_fact_of_any_week() {
        let calendar = samples::calendar();
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let (own, other) =
            (member(false, &[(Role::Eig, 1)]), member(false, &[(Role::Eig, 2), (Role::Mentor, 1)]));
        for of in ["2026-W09", "2026-W10", "2026-W11", "2026-W12"] {
            let gathered = gathered(of);
            let all =
                gathered.seen_by(&Sight::of(Reader::Member(&other), &calendar, at("2026-04-01T12:00:00Z")));
            let one = gathered.seen_by(&Sight::of(
                Reader::Stranger(ProjectId(1)),
                &calendar,
                at("2026-04-01T12:00:00Z"),
            ));
            assert!(all.is_whole && !one.is_whole);
            let says = |reader: Reader<'_>, now: &str| {
                let facts = gathered.seen_by(&Sight::of(reader, &calendar, at(now)));
                format!("{facts:?}").contains("open")
            };
            for reader in [Reader::Member(&other), Reader::List, Reader::Stranger(ProjectId(1))] {
                assert!(!says(reader, "2026-03-06T14:04:59Z"), "{of} {reader:?}");
                assert!(says(reader, "2026-03-06T14:05:00Z"), "{of} {reader:?}");
            }
            assert!(says(Reader::Member(&own), "2026-03-06T14:00:00Z"), "{of}");
            let mail =
                Sight::of(Reader::Member(&own), &calendar, at("2026-03-06T14:00:00Z")).only_published();
            assert!(!format!("{:?}", gathered.seen_by(&mail)).contains("open"), "{of}");
        }
    }

    #[test]
    fn a_request_is_told_with_its_week_or_at_once_and_only_of_projects_that_are_told_of() {
        let calendar = samples::calendar();
        let at_once = Request { id: RequestId(2), at_once: true, ..samples::request(1, "2026-W10") };
        let (before, after) = ("2026-03-06T14:04:59Z", "2026-03-06T14:05:00Z");
        let told = |gathered: &Gathered, reader: Reader<'_>, now: &str, mail: bool| {
            let sight = Sight::of(reader, &calendar, now.parse().unwrap());
            let facts = gathered.seen_by(&if mail { sight.only_published() } else { sight });
            facts.requests.iter().map(|asked| asked.request.id.0).collect::<Vec<_>>()
        };
        let mut gathered = gathered("2026-W12");
        gathered.requests.push(Asked { request: at_once, days: 0, ended_on: None, needed_anew: false });
        let (own, coordinator) = (member(false, &[(Role::Eig, 1)]), member(true, &[]));
        let other = member(false, &[(Role::Eig, 2), (Role::Mentor, 1)]);
        for (reader, early) in [
            (Reader::List, &[2][..]),
            (Reader::Member(&other), &[2]),
            (Reader::Member(&own), &[1, 2]),
            (Reader::Member(&coordinator), &[1, 2]),
        ] {
            assert_eq!(told(&gathered, reader, before, false), early, "{reader:?}");
            assert_eq!(told(&gathered, reader, before, true), [2], "{reader:?}");
            assert_eq!(told(&gathered, reader, after, true), [1, 2], "{reader:?}");
        }
        gathered.projects[0].stage = Stage::Draft;
        assert!(told(&gathered, Reader::Member(&coordinator), after, false).is_empty());
    }
}
