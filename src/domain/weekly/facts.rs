//! What there is to tell about a week, and what of it may be told to whom.

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::{Bulletin, KeyDate};
use crate::domain::filing::key_date::Announced;
use crate::domain::people::Member;
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::sight::Sight;

/// All that there is to tell about a week, whoever may know of it: nothing is told before a reader is named.
#[derive(Debug, Clone)]
pub struct Gathered {
    pub week: Week,
    /// Bulletins are asked for it.
    pub is_asked: bool,
    /// All projects, by name.
    pub projects: Vec<Project>,
    /// This week's.
    pub bulletins: Vec<Bulletin>,
    /// Of earlier weeks, and told by no digest yet.
    pub late: Vec<Bulletin>,
    /// Those of the week before.
    pub before: Vec<Bulletin>,
    /// Those of the coming week.
    pub key_dates: Vec<Announced>,
    /// With the last digest of a month: its earlier weeks, and what was filed in them.
    pub month: Option<Month>,
}

/// The earlier weeks of a month.
#[derive(Debug, Clone)]
pub struct Month {
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
    /// This week's, of projects that are active in it.
    pub bulletins: Vec<Bulletin>,
    /// Of earlier weeks, and told by no digest yet.
    pub late: Vec<Bulletin>,
    /// Last week's that asked for help.
    pub asked_before: Vec<Bulletin>,
    /// Those of the coming week.
    pub key_dates: Vec<(ProjectId, KeyDate)>,
    /// With the last digest of a month: its earlier weeks, and what was filed in them.
    pub month: Option<Month>,
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
        let find = |id: ProjectId| known.iter().copied().find(|project| project.id == id);
        let is_active = |id: ProjectId| find(id).is_some_and(|project| project.is_active_in(week));
        let reads = |id: ProjectId, week: Week| find(id).is_some_and(|project| sight.reads(project, week));
        let read = |bulletins: &[Bulletin]| -> Vec<Bulletin> {
            bulletins.iter().filter(|bulletin| reads(bulletin.project, bulletin.week)).cloned().collect()
        };
        let mut bulletins = read(&self.bulletins);
        bulletins.retain(|bulletin| is_active(bulletin.project));
        let late = read(&self.late);
        let mut asked_before = read(&self.before);
        // How a request stands is known by those alone who know what its team filed since, and of a team that has filed
        // nothing only once it is late.
        let is_over = self.is_asked && week <= sight.last_public();
        let has_filed = |id: ProjectId| bulletins.iter().any(|bulletin| bulletin.project == id);
        asked_before.retain(|before| {
            before.content.help().is_some()
                && is_active(before.project)
                && reads(before.project, week)
                && (is_over || has_filed(before.project))
        });
        // What a bulletin of a later week announced came after this digest.
        let is_told = |announced: &&Announced| match announced.week {
            None => find(announced.project).is_some(),
            Some(announced_in) => announced_in <= week && reads(announced.project, announced_in),
        };
        let key_dates: Vec<(ProjectId, KeyDate)> = self
            .key_dates
            .iter()
            .filter(is_told)
            .map(|announced| (announced.project, announced.key_date.clone()))
            .collect();
        let is_named = |id| {
            late.iter().any(|bulletin| bulletin.project == id) || key_dates.iter().any(|(of, _)| *of == id)
        };
        let named =
            known.iter().copied().filter(|project| project.is_active_in(week) || is_named(project.id));
        let month = self.month.as_ref();
        Facts {
            week,
            unknown: known
                .iter()
                .filter(|project| !reads(project.id, week))
                .map(|project| project.id)
                .collect(),
            projects: named.cloned().collect(),
            month: month.map(|month| Month { weeks: month.weeks.clone(), bulletins: read(&month.bulletins) }),
            bulletins,
            late,
            asked_before,
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

    /// Who reads this digest: everybody on a project that it tells of or waits for, and all coordinators.
    pub fn is_for(&self, member: &Member) -> bool {
        let is_told_of = |id: ProjectId| {
            self.active().any(|project| project.id == id) || self.late.iter().any(|late| late.project == id)
        };
        member.person.coordinator || member.memberships.iter().any(|m| is_told_of(m.project))
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;
    use crate::domain::filing::questions::Answers;
    use crate::domain::filing::text::Text;
    use crate::domain::people::Role;
    use crate::domain::reading::sight::Reader;
    use crate::domain::samples::{self, bulletin, member, project, week};

    /// Every text of that bulletin holds the word.
    fn saying(word: &str, project: i64, of: &str) -> Bulletin {
        let mut bulletin = bulletin(project, of);
        bulletin.content.answers = Answers::find(|_| Text::of(word));
        bulletin.content.key_date = Some(KeyDate::written(week(of).sunday(), word));
        bulletin
    }

    fn announced(bulletin: &Bulletin) -> Announced {
        let key_date = bulletin.content.key_date.clone().unwrap();
        Announced {
            project: bulletin.project,
            key_date,
            week: Some(bulletin.week),
            created_at: bulletin.filed_at,
        }
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
            before: of_week(of.previous()),
            key_dates: all.iter().map(|b| announced(b)).collect(),
            month: Some(Month { weeks: vec![of.previous()], bulletins: of_week(of.previous()) }),
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
            let says = |reader: Reader<'_>, now: &str| {
                let facts = gathered.seen_by(&Sight::of(reader, &calendar, at(now)));
                format!("{facts:?}").contains("open")
            };
            for reader in [Reader::Member(&other), Reader::List, Reader::Stranger(ProjectId(1))] {
                assert!(!says(reader, "2026-03-06T14:04:59Z"), "{of} {reader:?}");
                assert_eq!(says(reader, "2026-03-06T14:05:00Z"), of != "2026-W09", "{of} {reader:?}");
            }
            assert_eq!(says(Reader::Member(&own), "2026-03-06T14:00:00Z"), of != "2026-W09", "{of}");
            let mail =
                Sight::of(Reader::Member(&own), &calendar, at("2026-03-06T14:00:00Z")).only_published();
            assert!(!format!("{:?}", gathered.seen_by(&mail)).contains("open"), "{of}");
        }
    }

    #[test]
    fn how_a_request_stands_is_told_once_the_answer_is_known() {
        let calendar = samples::calendar();
        let sight = |now: &str| Sight::of(Reader::List, &calendar, now.parse().unwrap());
        let gathered = gathered("2026-W10");
        assert!(gathered.seen_by(&sight("2026-03-06T14:04:59Z")).asked_before.is_empty());
        assert_eq!(gathered.seen_by(&sight("2026-03-06T14:05:00Z")).asked_before.len(), 1);
        // Of a team that has filed nothing it is told once it is late, and never where nothing was asked.
        let mut silent = Gathered { bulletins: Vec::new(), ..gathered };
        let team = member(false, &[(Role::Eig, 1)]);
        let own = |silent: &Gathered, now: &str| {
            let sight = Sight::of(Reader::Member(&team), &calendar, now.parse().unwrap());
            silent.seen_by(&sight).asked_before.len()
        };
        assert_eq!(own(&silent, "2026-03-06T14:04:59Z"), 0);
        assert_eq!(own(&silent, "2026-03-06T14:05:00Z"), 1);
        silent.is_asked = false;
        assert_eq!(own(&silent, "2026-03-10T14:05:00Z"), 0);
    }
}
