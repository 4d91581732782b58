//! What one reader is told of a week, and in which order.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::{Bulletin, KeyDate};
use crate::domain::people::preferences::{Every, Scope};
use crate::domain::people::{Member, Role};
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::sight::Reader;
use crate::domain::weekly::facts::Facts;

/// The sections of a digest, each in the reader's order.
#[derive(Debug)]
pub struct Digest<'a> {
    pub week: Week,
    /// All active projects with what they filed, for those who follow them all.
    pub overview: Option<Vec<(&'a Project, Option<&'a Bulletin>)>>,
    /// What became of last week's requests for help.
    pub follow_ups: Vec<FollowUp<'a>>,
    /// This week's requests for help, but for those of `own`, which stand there.
    pub help_requests: Vec<(&'a Project, &'a str)>,
    /// By day.
    pub key_dates: Vec<(&'a Project, &'a KeyDate)>,
    /// What a mentor came for: their own projects' bulletins.
    pub own: Vec<Told<'a>>,
    /// A mentor's active projects without a bulletin, by name; they are among those not heard of, too.
    pub own_not_heard_of: Vec<&'a Project>,
    /// All others.
    pub bulletins: Vec<Told<'a>>,
    pub late: Vec<Told<'a>>,
    /// Active projects without a bulletin, by name.
    pub not_heard_of: Vec<&'a Project>,
    /// For those who read once a month: the earlier weeks, and what their own projects filed in them.
    pub earlier: Option<(&'a [Week], Vec<Told<'a>>)>,
}

/// A bulletin and whose it is.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    pub project: &'a Project,
    pub bulletin: &'a Bulletin,
    /// The reader's own project.
    pub own: bool,
}

/// A request for help of the week before, and how it stands.
#[derive(Debug, Clone, Copy)]
pub struct FollowUp<'a> {
    pub project: &'a Project,
    pub request: &'a str,
    pub now: Standing,
}

/// How last week's request for help stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The project asks for help again.
    AsksAgain,
    /// The project filed and asks for nothing any more.
    AsksNoMore,
    /// The project has not been heard of since.
    Silent,
}

impl Facts {
    /// What that reader is told.
    pub fn digest_for<'a>(&'a self, reader: Reader<'_>) -> Digest<'a> {
        let order = Order::of(reader, self.week);
        let by_id: BTreeMap<ProjectId, &Project> = self.projects.iter().map(|p| (p.id, p)).collect();
        let told = |bulletins: &'a [Bulletin]| {
            let mut told: Vec<Told<'a>> = bulletins
                .iter()
                .filter_map(|bulletin| {
                    let project = *by_id.get(&bulletin.project)?;
                    Some(Told { project, bulletin, own: order.is_own(project.id) })
                })
                .collect();
            told.sort_by_key(|told| order.key(told.project));
            told
        };
        let filed = told(&self.bulletins);
        let of_project = |id| self.bulletins.iter().find(|bulletin| bulletin.project == id);
        let not_heard_of: Vec<&Project> =
            self.known().filter(|project| of_project(project.id).is_none()).collect();
        let (own, bulletins): (Vec<_>, Vec<_>) =
            filed.into_iter().partition(|told| order.own_first && told.own);
        let help_requests =
            bulletins.iter().filter_map(|told| Some((told.project, told.bulletin.content.help()?))).collect();
        Digest {
            week: self.week,
            overview: order.sees_all.then(|| self.known().map(|p| (p, of_project(p.id))).collect()),
            follow_ups: told(&self.asked_before)
                .into_iter()
                .filter_map(|told| self.follow_up(told))
                .collect(),
            help_requests,
            key_dates: self
                .key_dates
                .iter()
                .filter_map(|(id, key_date)| Some((*by_id.get(id)?, key_date)))
                .collect(),
            late: told(&self.late),
            earlier: None,
            own,
            own_not_heard_of: not_heard_of
                .iter()
                .copied()
                .filter(|project| order.own_first && order.is_own(project.id))
                .collect(),
            bulletins,
            not_heard_of,
        }
    }

    /// The digest that comes by mail, as that member wants it; none: they want none this week.
    pub fn mail_for<'a>(&'a self, member: &Member) -> Option<Digest<'a>> {
        let wish = member.person.digest;
        let mut digest = self.digest_for(Reader::Member(member));
        if wish.every == Every::Month {
            let month = self.month.as_ref()?;
            let is_own =
                |bulletin: &&Bulletin| member.memberships.iter().any(|m| m.project == bulletin.project);
            let of_project = |id| self.projects.iter().find(|project| project.id == id);
            let told = |bulletin: &'a Bulletin| {
                Some(Told { project: of_project(bulletin.project)?, bulletin, own: true })
            };
            digest.earlier =
                Some((&month.weeks, month.bulletins.iter().filter(is_own).filter_map(told).collect()));
        }
        if wish.scope == Scope::Own && !member.memberships.is_empty() {
            digest.keep(|project| member.memberships.iter().any(|m| m.project == project.id));
        }
        Some(digest)
    }

    fn follow_up<'a>(&'a self, before: Told<'a>) -> Option<FollowUp<'a>> {
        let request = before.bulletin.content.help()?;
        let since = self.bulletins.iter().find(|bulletin| bulletin.project == before.project.id);
        let now = match since {
            None => Standing::Silent,
            Some(bulletin) if bulletin.content.help().is_some() => Standing::AsksAgain,
            Some(_) => Standing::AsksNoMore,
        };
        Some(FollowUp { project: before.project, request, now })
    }
}

impl Digest<'_> {
    /// How many projects filed for this week.
    pub fn filed(&self) -> usize {
        self.own.len() + self.bulletins.len()
    }

    /// Leaves out the projects that are not wanted.
    fn keep(&mut self, wanted: impl Fn(&Project) -> bool) {
        if let Some(overview) = &mut self.overview {
            overview.retain(|(project, _)| wanted(project));
        }
        self.follow_ups.retain(|follow_up| wanted(follow_up.project));
        self.help_requests.retain(|(project, _)| wanted(project));
        self.key_dates.retain(|(project, _)| wanted(project));
        self.own.retain(|told| wanted(told.project));
        self.own_not_heard_of.retain(|project| wanted(project));
        self.bulletins.retain(|told| wanted(told.project));
        self.late.retain(|told| wanted(told.project));
        self.not_heard_of.retain(|project| wanted(project));
    }
}

/// The days whose key dates a digest tells: from its closing day to a week later.
pub fn coming_week(closing_day: NaiveDate) -> (NaiveDate, NaiveDate) {
    (closing_day, closing_day + chrono::Days::new(7))
}

/// In which order a reader meets the projects.
struct Order {
    week: Week,
    own: Vec<ProjectId>,
    /// A mentor's come first; an EIG knows their own, and reads it last.
    own_first: bool,
    /// Coordinators look projects up: they have them by name.
    sees_all: bool,
}

impl Order {
    fn of(reader: Reader<'_>, week: Week) -> Order {
        let Reader::Member(member) = reader else {
            return Order { week, own: Vec::new(), own_first: false, sees_all: false };
        };
        let mentored: Vec<ProjectId> = member.projects_as(Role::Mentor).collect();
        let own_first = !mentored.is_empty();
        let own = if own_first { mentored } else { member.projects_as(Role::Eig).collect() };
        Order { week, own, own_first, sees_all: member.person.coordinator }
    }

    fn is_own(&self, project: ProjectId) -> bool {
        self.own.contains(&project)
    }

    fn key<'p>(&self, project: &'p Project) -> (bool, u64, &'p str, ProjectId) {
        let among_last = self.is_own(project.id) != self.own_first;
        // Only where there are own ones does it matter which half a project is in.
        let among_last = !self.own.is_empty() && among_last;
        let turn = if self.sees_all { 0 } else { turn(self.week, project.id) };
        (among_last, turn, &project.slug, project.id)
    }
}

/// A number that shuffles the projects anew each week, so that nobody is always read last.
///
/// The finaliser of SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
fn turn(week: Week, project: ProjectId) -> u64 {
    use chrono::Datelike;
    let seed = u64::from(week.monday().num_days_from_ce().unsigned_abs()) << 32 ^ project.0.unsigned_abs();
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::samples::{self, member, project};
    use crate::domain::weekly::facts::Month;

    fn bulletin(project: i64, week: &str, help: Option<&str>) -> Bulletin {
        let mut bulletin = samples::bulletin(project, week);
        bulletin.content.answers = samples::answers(help);
        bulletin
    }

    fn facts(week: &str) -> Facts {
        Facts {
            week: week.parse().unwrap(),
            projects: (1..=15).map(project).collect(),
            unknown: Vec::new(),
            bulletins: (1..=13).map(|id| bulletin(id, week, (id == 2).then_some("Help"))).collect(),
            late: vec![bulletin(15, "2026-W09", None)],
            asked_before: [2, 3, 14].map(|id| bulletin(id, "2026-W09", Some("Before"))).into(),
            key_dates: Vec::new(),
            month: None,
        }
    }

    fn order(facts: &Facts, reader: Reader<'_>) -> Vec<i64> {
        let digest = facts.digest_for(reader);
        digest.own.iter().chain(&digest.bulletins).map(|told| told.project.id.0).collect()
    }

    #[test]
    fn a_mentor_reads_their_own_projects_first_and_an_eig_theirs_last() {
        let facts = facts("2026-W10");
        let mentor = order(&facts, Reader::Member(&member(false, &[(Role::Mentor, 7), (Role::Mentor, 12)])));
        assert_eq!(mentor[..2].iter().copied().collect::<BTreeSet<_>>(), [7, 12].into());
        let two = member(false, &[(Role::Mentor, 7), (Role::Mentor, 14)]);
        let digest = facts.digest_for(Reader::Member(&two));
        assert_eq!((digest.own.len(), digest.bulletins.len(), digest.filed()), (1, 12, 13));
        assert_eq!(digest.own_not_heard_of.iter().map(|project| project.id.0).collect::<Vec<_>>(), [14]);
        let eig = order(&facts, Reader::Member(&member(false, &[(Role::Eig, 7)])));
        assert_eq!(eig.last(), Some(&7));
        assert_eq!(eig.len(), 13);
    }

    #[test]
    fn the_order_changes_each_week_and_is_the_same_for_all_within_one() {
        let lists: BTreeSet<Vec<i64>> =
            ["2026-W10", "2026-W11", "2026-W12"].map(|week| order(&facts(week), Reader::List)).into();
        assert_eq!(lists.len(), 3);
        assert_eq!(order(&facts("2026-W10"), Reader::List), order(&facts("2026-W10"), Reader::List));
    }

    #[test]
    fn a_coordinator_has_the_table_of_all_projects_by_name() {
        let facts = facts("2026-W10");
        let coordinator = member(true, &[]);
        let digest = facts.digest_for(Reader::Member(&coordinator));
        assert_eq!(digest.overview.unwrap().len(), 15);
        assert_eq!(order(&facts, Reader::Member(&coordinator)), (1..=13).collect::<Vec<_>>());
        assert!(facts.digest_for(Reader::List).overview.is_none());
    }

    #[test]
    fn each_reads_as_much_and_as_often_as_they_want() {
        let mut facts = facts("2026-W10");
        let mut mentor = member(false, &[(Role::Mentor, 7), (Role::Mentor, 14)]);
        mentor.person.digest.scope = Scope::Own;
        let digest = facts.mail_for(&mentor).unwrap();
        assert_eq!((digest.filed(), digest.own.len()), (1, 1));
        assert_eq!((digest.not_heard_of.len(), digest.own_not_heard_of.len()), (1, 1));
        assert!(digest.help_requests.is_empty() && digest.late.is_empty());
        mentor.person.digest.every = Every::Month;
        assert!(facts.mail_for(&mentor).is_none());
        let weeks = vec!["2026-W09".parse().unwrap()];
        facts.month =
            Some(Month { weeks, bulletins: [2, 7].map(|id| bulletin(id, "2026-W09", None)).into() });
        let (weeks, told) = facts.mail_for(&mentor).unwrap().earlier.unwrap();
        assert_eq!((weeks.len(), told.len(), told[0].project.id.0), (1, 1, 7));
        // Somebody without a project would read nothing at all.
        let mut coordinator = member(true, &[]);
        coordinator.person.digest.scope = Scope::Own;
        assert_eq!(facts.mail_for(&coordinator).unwrap().bulletins.len(), 13);
    }

    #[test]
    fn requests_for_help_are_followed_up() {
        let facts = facts("2026-W10");
        let digest = facts.digest_for(Reader::List);
        let standing: BTreeMap<i64, Standing> =
            digest.follow_ups.iter().map(|follow_up| (follow_up.project.id.0, follow_up.now)).collect();
        assert_eq!(
            standing,
            [(2, Standing::AsksAgain), (3, Standing::AsksNoMore), (14, Standing::Silent)].into()
        );
        let not_heard_of: Vec<i64> = digest.not_heard_of.iter().map(|project| project.id.0).collect();
        assert_eq!(not_heard_of, [14, 15]);
        assert_eq!(digest.late.len(), 1);
    }
}
