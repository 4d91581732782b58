//! What one reader is told of a week, and in which order.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::calendar::{Month, Week};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::filing::key_date::Announced;
use crate::domain::people::preferences::{Every, Scope};
use crate::domain::people::{Member, Membership, Role};
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::sight::Reader;
use crate::domain::weekly::asks::Asks;
use crate::domain::weekly::facts::Facts;
use crate::domain::weekly::help::{Answer, HelpNews, ToldRequest};
use crate::domain::weekly::news::Line;
use crate::domain::weekly::portions::Portions;
use crate::domain::weekly::told::{StandsIn, Told};

/// The sections of a digest, each in the reader's order.
#[derive(Debug)]
pub struct Digest<'a> {
    pub week: Week,
    /// The day on which it is told.
    pub today: NaiveDate,
    /// Why the reader has it, where they read in somebody's place.
    pub stands_in_for: Vec<StandsIn<'a>>,
    /// All active projects in a line, for those who follow them all.
    pub overview: Option<Vec<Line<'a>>>,
    /// What this week brought of requests for help, the oldest first.
    pub requests: Vec<ToldRequest<'a>>,
    /// What mails say of requests for help.
    pub help: HelpNews<'a>,
    /// The reader wants to know of nothing else.
    pub only_help: bool,
    /// By day.
    pub key_dates: Vec<(&'a Project, &'a Announced)>,
    /// What the reader came for: the bulletins of the projects that they are on or are asked about, and of those of whom
    /// they stand in for.
    pub own: Vec<Told<'a>>,
    /// The reader's active projects without a bulletin, by name.
    pub own_not_heard_of: Vec<&'a Project>,
    /// Those of them of which none was asked, since their teams are away.
    pub own_away: Vec<&'a Project>,
    /// All others.
    pub bulletins: Vec<Told<'a>>,
    /// What filed, and another mail to the same reader tells in full.
    pub elsewhere: Vec<Told<'a>>,
    pub late: Vec<Told<'a>>,
    /// All others without a bulletin, by name.
    pub not_heard_of: Vec<&'a Project>,
    /// All others of which none was asked, since their teams are away.
    pub away: Vec<&'a Project>,
    /// It tells of every project that files for this week.
    pub is_whole: bool,
    /// It tells of the reader's own projects and of no other.
    pub is_own: bool,
    /// For those who read once a month: which one it is.
    pub month: Option<Month>,
    /// For those who read once a month: the earlier weeks, and what their own projects filed in them.
    pub earlier: Option<(&'a [Week], Vec<Told<'a>>)>,
}

impl Facts {
    /// What that reader is told.
    pub fn digest_for<'a>(&'a self, reader: Reader<'_>) -> Digest<'a> {
        let order = Order::of(reader, self);
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
        let have_filed: BTreeSet<ProjectId> =
            self.bulletins.iter().map(|bulletin| bulletin.project).collect();
        let (away, not_heard_of): (Vec<&Project>, Vec<&Project>) = self
            .known()
            .filter(|project| !have_filed.contains(&project.id))
            .partition(|project| project.is_away_in(self.week));
        let (own, bulletins): (Vec<_>, Vec<_>) = filed.into_iter().partition(|told| told.own);
        let is_own = |project: &&Project| order.is_own(project.id);
        let (own_not_heard_of, not_heard_of) = not_heard_of.into_iter().partition(is_own);
        let (own_away, away) = away.into_iter().partition(is_own);
        let requests = self.requests_for(reader);
        Digest {
            week: self.week,
            today: self.today,
            stands_in_for: Vec::new(),
            overview: order.sees_all.then(|| {
                let mut lines = self.lines();
                lines.sort_by_key(|line| !order.is_own(line.project.id));
                lines
            }),
            help: HelpNews::of(&requests, self.before, self.told_at),
            requests: requests.into_iter().filter(|told| told.request.week == self.week).collect(),
            only_help: false,
            key_dates: self
                .key_dates
                .iter()
                .filter_map(|announced| Some((*by_id.get(&announced.project)?, announced)))
                .collect(),
            late: told(&self.late),
            earlier: None,
            own,
            own_not_heard_of,
            own_away,
            bulletins,
            elsewhere: Vec::new(),
            not_heard_of,
            away,
            is_whole: self.is_whole,
            is_own: false,
            month: None,
        }
    }

    pub(super) fn requests_for<'a>(&'a self, reader: Reader<'_>) -> Vec<ToldRequest<'a>> {
        let order = Order::of(reader, self);
        let by_id: BTreeMap<ProjectId, &Project> = self.projects.iter().map(|p| (p.id, p)).collect();
        let told = self.requests.iter().filter_map(|asked| {
            let request = &asked.request;
            let project = *by_id.get(&request.project)?;
            let (own, answer) = (order.is_own(project.id), Answer::of(reader, request));
            // Nobody in particular reads a list.
            let names = matches!(reader, Reader::Member(_));
            let (days, ended_on, needed_anew) = (asked.days, asked.ended_on, asked.needed_anew);
            Some(ToldRequest { project, request, days, ended_on, needed_anew, own, answer, names })
        });
        told.collect()
    }

    /// The digest that comes by mail, beside the mails about single projects; none: they want none this week.
    pub fn mail_for<'a>(&'a self, member: &Member, portions: &Portions) -> Option<Digest<'a>> {
        let (wish, scope) = (member.person.digest, portions.digest?);
        let mut digest = self.digest_for(Reader::Member(member));
        // Who stands in for somebody reads what that one would have read by now.
        let is_for_another = |held: &Membership| held.for_whom.is_some() && !portions.tells(held.project);
        if wish.every == Every::Month && !member.serving().any(is_for_another) {
            let month = self.month.as_ref()?;
            let is_own =
                |bulletin: &&Bulletin| member.is_on(bulletin.project) && !portions.tells(bulletin.project);
            let of_project = |id| self.projects.iter().find(|project| project.id == id);
            let told = |bulletin: &'a Bulletin| {
                Some(Told { project: of_project(bulletin.project)?, bulletin, own: true })
            };
            digest.help =
                HelpNews::of(&self.requests_for(Reader::Member(member)), self.before, month.told_at);
            digest.month = Some(month.name);
            digest.earlier =
                Some((&month.weeks, month.bulletins.iter().filter(is_own).filter_map(told).collect()));
        }
        digest.leave(|project| portions.tells(project.id));
        match scope {
            Scope::All => Some(digest),
            Scope::Own if member.serving().next().is_none() => Some(digest),
            Scope::Own => {
                digest.keep(|project| member.is_on(project.id) && !portions.tells(project.id));
                Some(Digest { is_own: true, ..digest })
            }
            Scope::Help => digest.help.is_worth_a_mail().then(|| digest.only_help()),
        }
    }
}

impl Digest<'_> {
    /// How many projects filed for this week.
    pub fn filed(&self) -> usize {
        self.own.len() + self.bulletins.len() + self.elsewhere.len()
    }

    /// How many did, or were asked to.
    pub fn expected(&self) -> usize {
        self.filed() + self.own_not_heard_of.len() + self.not_heard_of.len()
    }

    /// What of that project waits for somebody who helps, as far as this week brought it.
    pub fn asks(&self, project: ProjectId) -> Option<Asks<'_>> {
        let of_project = self.requests.iter().filter(|told| told.project.id == project);
        Asks::of(self.week, of_project.map(|told| told.request))
    }

    /// The reader's own projects that it tells of.
    pub fn own_projects(&self) -> BTreeSet<ProjectId> {
        let earlier = self.earlier.iter().flat_map(|(_, told)| told);
        let told = self.own.iter().chain(&self.late).chain(earlier).filter(|told| told.own);
        let silent = self.own_not_heard_of.iter().chain(&self.own_away);
        told.map(|told| told.project.id).chain(silent.map(|project| project.id)).collect()
    }

    /// Leaves out all but what is asked for.
    fn only_help(mut self) -> Self {
        let help = std::mem::take(&mut self.help);
        self.keep(|_| false);
        Digest { help, only_help: true, overview: None, earlier: None, ..self }
    }

    /// Leaves to another mail what those projects filed.
    fn leave(&mut self, is_told: impl Fn(&Project) -> bool) {
        let is_left = |told: &mut Told<'_>| is_told(told.project);
        self.elsewhere =
            self.own.extract_if(.., is_left).chain(self.bulletins.extract_if(.., is_left)).collect();
        let is_left = |project: &mut &Project| is_told(project);
        self.not_heard_of.extend(self.own_not_heard_of.extract_if(.., is_left));
        self.away.extend(self.own_away.extract_if(.., is_left));
        self.late.retain(|told| !is_told(told.project));
    }

    /// Leaves out the projects that are not wanted.
    fn keep(&mut self, wanted: impl Fn(&Project) -> bool) {
        self.is_whole = false;
        if let Some(overview) = &mut self.overview {
            overview.retain(|line| wanted(line.project));
        }
        self.requests.retain(|told| wanted(told.project));
        self.help.keep(&wanted);
        self.key_dates.retain(|(project, _)| wanted(project));
        self.own.retain(|told| wanted(told.project));
        self.own_not_heard_of.retain(|project| wanted(project));
        self.own_away.retain(|project| wanted(project));
        self.bulletins.retain(|told| wanted(told.project));
        self.elsewhere.retain(|told| wanted(told.project));
        self.late.retain(|told| wanted(told.project));
        self.not_heard_of.retain(|project| wanted(project));
        self.away.retain(|project| wanted(project));
    }
}

/// The days whose key dates a digest tells: from its closing day to a week later.
pub fn coming_week(closing_day: NaiveDate) -> (NaiveDate, NaiveDate) {
    (closing_day, closing_day + chrono::Days::new(7))
}

/// In which order a reader meets the projects.
struct Order {
    week: Week,
    /// They come first.
    own: Vec<ProjectId>,
    /// Coordinators look projects up: they have them by name.
    sees_all: bool,
}

impl Order {
    fn of(reader: Reader<'_>, facts: &Facts) -> Order {
        let week = facts.week;
        let Reader::Member(member) = reader else {
            return Order { week, own: Vec::new(), sees_all: false };
        };
        let sees_all = member.person.coordinator;
        let asked_about = facts.projects.iter().filter(|project| project.referent == Some(member.person.id));
        let own = member
            .accompanied()
            .into_iter()
            .chain(member.projects_as(Role::Eig))
            .chain(asked_about.filter(|_| sees_all).map(|project| project.id));
        Order { week, own: own.collect(), sees_all }
    }

    fn is_own(&self, project: ProjectId) -> bool {
        self.own.contains(&project)
    }

    fn key<'p>(&self, project: &'p Project) -> (bool, u64, &'p str, ProjectId) {
        let turn = if self.sees_all { 0 } else { turn(self.week, project.id) };
        (!self.is_own(project.id), turn, &project.slug, project.id)
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
    use super::*;
    use crate::domain::people::preferences::DigestWish;
    use crate::domain::samples::{self, member, project};
    use crate::domain::weekly::facts;
    use crate::domain::weekly::help::Asked;

    fn bulletin(project: i64, week: &str, help: Option<&str>) -> Bulletin {
        let mut bulletin = samples::bulletin(project, week);
        bulletin.content.answers = samples::answers(help);
        bulletin
    }

    fn asked(project: i64, week: &str) -> Asked {
        let days = if week == "2026-W09" { 7 } else { 0 };
        Asked { request: samples::request(project, week), days, ended_on: None, needed_anew: false }
    }

    fn facts(week: &str) -> Facts {
        Facts {
            week: week.parse().unwrap(),
            projects: (1..=15).map(project).collect(),
            unknown: Vec::new(),
            is_whole: true,
            bulletins: (1..=13).map(|id| bulletin(id, week, (id == 2).then_some("Help"))).collect(),
            late: vec![bulletin(15, "2026-W09", None)],
            requests: [2, 3, 14]
                .map(|id| asked(id, "2026-W09"))
                .into_iter()
                .chain([asked(2, week)])
                .collect(),
            before: Some("2026-W09".parse().unwrap()),
            told_at: "2026-02-27T14:05:00Z".parse().unwrap(),
            today: "2026-03-06".parse().unwrap(),
            key_dates: Vec::new(),
            month: None,
            around: Default::default(),
        }
    }

    fn mail_for<'a>(facts: &'a Facts, member: &Member) -> Option<Digest<'a>> {
        facts.mail_for(member, &Portions::of(member, |_| None))
    }

    fn order(facts: &Facts, reader: Reader<'_>) -> Vec<i64> {
        let digest = facts.digest_for(reader);
        digest.own.iter().chain(&digest.bulletins).map(|told| told.project.id.0).collect()
    }

    #[test]
    fn everybody_reads_their_own_projects_first() {
        let facts = facts("2026-W10");
        let mentor = order(&facts, Reader::Member(&member(false, &[(Role::Mentor, 7), (Role::Mentor, 12)])));
        assert_eq!(mentor[..2].iter().copied().collect::<BTreeSet<_>>(), [7, 12].into());
        let two = member(false, &[(Role::Mentor, 7), (Role::Mentor, 14)]);
        let digest = facts.digest_for(Reader::Member(&two));
        assert_eq!((digest.own.len(), digest.bulletins.len(), digest.filed()), (1, 12, 13));
        assert_eq!(digest.own_not_heard_of.iter().map(|project| project.id.0).collect::<Vec<_>>(), [14]);
        let sponsor = member(false, &[(Role::Sponsor, 7)]);
        assert_eq!(order(&facts, Reader::Member(&sponsor))[0], 7);
        let eig = order(&facts, Reader::Member(&member(false, &[(Role::Eig, 7)])));
        assert_eq!((eig[0], eig.len()), (7, 13));
    }

    #[test]
    fn a_coordinator_has_the_projects_about_which_they_are_asked_first() {
        let mut facts = facts("2026-W10");
        let coordinator = member(true, &[]);
        for project in facts.projects.iter_mut().filter(|project| [7, 14, 15].contains(&project.id.0)) {
            project.referent = Some(coordinator.person.id);
        }
        facts.projects[14].away = [facts.week].into();
        let digest = facts.digest_for(Reader::Member(&coordinator));
        let ids = |projects: &[&Project]| projects.iter().map(|project| project.id.0).collect::<Vec<_>>();
        assert_eq!(digest.own.iter().map(|told| told.project.id.0).collect::<Vec<_>>(), [7]);
        // Each of the silent is told once, and an absence for what it is.
        assert_eq!((ids(&digest.own_not_heard_of), ids(&digest.own_away)), (vec![14], vec![15]));
        assert!(digest.not_heard_of.is_empty() && digest.away.is_empty());
        assert_eq!((digest.filed(), digest.expected()), (13, 14));
        assert_eq!(digest.own_projects().len(), 3);
        let lines = digest.overview.unwrap();
        assert_eq!(lines[..4].iter().map(|line| line.project.id.0).collect::<Vec<_>>(), [7, 14, 15, 1]);
        // Who coordinates no more is asked about none.
        let former = member(false, &[(Role::Mentor, 3)]);
        assert_eq!(facts.digest_for(Reader::Member(&former)).own_projects(), [ProjectId(3)].into());
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
        let mut sponsor = member(false, &[(Role::Sponsor, 7), (Role::Sponsor, 14)]);
        sponsor.person.digest.scope = Scope::Own;
        let digest = mail_for(&facts, &sponsor).unwrap();
        assert_eq!((digest.filed(), digest.own.len()), (1, 1));
        assert_eq!((digest.not_heard_of.len(), digest.own_not_heard_of.len()), (0, 1));
        assert!(digest.help.open.len() == 1 && digest.late.is_empty());
        sponsor.person.digest.every = Every::Month;
        assert!(mail_for(&facts, &sponsor).is_none());
        let weeks = vec!["2026-W09".parse().unwrap()];
        facts.month = Some(facts::Month {
            name: Month::of(facts.week.monday()),
            told_at: facts.told_at,
            weeks,
            bulletins: [2, 7].map(|id| bulletin(id, "2026-W09", None)).into(),
        });
        let (weeks, told) = mail_for(&facts, &sponsor).unwrap().earlier.unwrap();
        assert_eq!((weeks.len(), told.len(), told[0].project.id.0), (1, 1, 7));
        // In the place of somebody who reads all each week is read, with one's own projects.
        let mut stand_in = samples::standing_in(&[(Role::Mentor, 7)]);
        stand_in.memberships.extend(member(false, &[(Role::Eig, 2)]).memberships);
        stand_in.person.digest = sponsor.person.digest;
        let digest = mail_for(&facts, &stand_in).unwrap();
        assert_eq!((digest.own_projects(), digest.bulletins.len()), ([2, 7].map(ProjectId).into(), 11));
        assert!(digest.earlier.is_none());
        // Somebody without a project would read nothing at all.
        let mut coordinator = member(true, &[]);
        coordinator.person.digest.scope = Scope::Own;
        assert_eq!(mail_for(&facts, &coordinator).unwrap().bulletins.len(), 13);
    }

    #[test]
    fn what_another_mail_tells_in_full_is_counted_and_not_told_again() {
        let mut facts = facts("2026-W10");
        facts.late.push(bulletin(7, "2026-W09", None));
        let own = DigestWish { scope: Scope::Own, ..DigestWish::default() };
        let mut coordinator = samples::standing_in(&[(Role::Mentor, 7), (Role::Mentor, 14)]);
        coordinator.person.coordinator = true;
        let portions = Portions::of(&coordinator, |_| Some(own));
        let digest = facts.mail_for(&coordinator, &portions).unwrap();
        assert_eq!(
            (digest.filed(), digest.elsewhere.len(), digest.overview.as_ref().unwrap().len()),
            (13, 1, 15)
        );
        assert!(digest.own.is_empty() && digest.own_not_heard_of.is_empty() && digest.late.len() == 1);
        assert_eq!((digest.not_heard_of.len(), digest.expected()), (2, 15));
        // Nor does an own digest tell it.
        let mut mentor = member(false, &[(Role::Mentor, 7), (Role::Eig, 2)]);
        mentor.person.digest = own;
        let digest = mail_for(&facts, &mentor).unwrap();
        assert_eq!((digest.filed(), digest.own[0].project.id.0), (1, 2));
        mentor.memberships.pop();
        assert!(mail_for(&facts, &mentor).is_none());
    }

    #[test]
    fn requests_for_help_are_told_until_they_end() {
        let mut facts = facts("2026-W10");
        // Who is away is not waited for; who files all the same has filed.
        for project in facts.projects.iter_mut().filter(|project| [2, 15].contains(&project.id.0)) {
            project.away = [facts.week].into();
        }
        let open = |reader: Reader<'_>| -> Vec<(i64, bool, Answer)> {
            let digest = facts.digest_for(reader);
            assert_eq!(digest.help.last_week().map(|(_, asked, taken)| (asked, taken)), Some((3, 0)));
            assert_eq!(digest.requests.len(), 1);
            digest.help.open.iter().map(|told| (told.project.id.0, told.own, told.answer)).collect()
        };
        let take = |id| (id, false, Answer::Take);
        assert_eq!(open(Reader::List), [2, 3, 14, 2].map(take));
        let mentor = member(false, &[(Role::Mentor, 3)]);
        assert_eq!(open(Reader::Member(&mentor))[1], (3, true, Answer::Take));
        let eig = member(false, &[(Role::Eig, 3)]);
        assert_eq!(open(Reader::Member(&eig))[1], (3, true, Answer::Tell));
        let digest = facts.digest_for(Reader::List);
        let not_heard_of: Vec<i64> = digest.not_heard_of.iter().map(|project| project.id.0).collect();
        let away: Vec<i64> = digest.away.iter().map(|project| project.id.0).collect();
        assert_eq!((not_heard_of, away), (vec![14], vec![15]));
        assert_eq!(digest.late.len(), 1);
    }

    #[test]
    fn who_reads_of_help_alone_gets_a_mail_while_there_is_something_to_tell() {
        let mut facts = facts("2026-W10");
        let mut reader = member(true, &[(Role::Mentor, 7)]);
        reader.person.digest.scope = Scope::Help;
        let digest = mail_for(&facts, &reader).unwrap();
        assert_eq!((digest.help.open.len(), digest.filed(), digest.only_help), (4, 0, true));
        assert!(digest.overview.is_none() && digest.key_dates.is_empty() && digest.not_heard_of.is_empty());
        facts.requests.clear();
        assert!(mail_for(&facts, &reader).is_none());
    }
}
