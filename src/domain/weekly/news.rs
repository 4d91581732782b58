//! What a week of one project says to somebody who follows it: how it went, what has changed, and what is asked of them.

use chrono::NaiveDate;

use super::asks::Asks;
use super::facts::Facts;
use super::help::ToldRequest;
use super::told::{StandsIn, Told};
use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::{Bulletin, Mood};
use crate::domain::filing::key_date::{Announced, KeyDate};
use crate::domain::filing::outcomes::{DayOutcome, DayStory, PromiseOutcome};
use crate::domain::filing::questions::PRIORITIES;
use crate::domain::filing::text::Text;
use crate::domain::help::{End, Ending, Request, Standing};
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::sight::Reader;

/// The most changes that a mail names: whoever has half a minute reads no more.
pub const MOST_CHANGES: usize = 3;

/// How the mood compares with the last one that was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoodChange {
    pub before: Mood,
    /// Between -3 and 3.
    pub by: i16,
}

/// What has changed since the last digest; what matters most comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<'a> {
    /// From the day for which it was announced, for the so-many-th time; without another: nobody knows until when.
    Moved {
        day: &'a KeyDate,
        to: Option<NaiveDate>,
        times: usize,
    },
    CalledOff(&'a KeyDate),
    /// With what was promised; none: nobody finds it any more.
    Promise(PromiseOutcome, Option<&'a Text>),
    /// The requests for help that were solved, or are needed no more.
    Solved(Vec<&'a Request>),
    Withdrawn(Vec<&'a Request>),
    Happened(&'a KeyDate),
}

impl Change<'_> {
    fn rank(&self) -> u8 {
        match self {
            Change::Moved { .. } => 0,
            Change::CalledOff(_) => 1,
            Change::Promise(..) => 2,
            Change::Solved(_) => 3,
            Change::Withdrawn(_) => 4,
            Change::Happened(_) => 5,
        }
    }
}

/// A project's week in a line.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    pub project: &'a Project,
    /// None: it has not filed.
    pub bulletin: Option<&'a Bulletin>,
    /// Without one, since its team is away.
    pub away: bool,
    /// None: there is no mood, or none before.
    pub mood_change: Option<MoodChange>,
    /// All of them.
    pub changes: Vec<Change<'a>>,
    /// What waits for somebody who helps.
    pub asks: Option<Asks<'a>>,
}

/// A week of one project.
#[derive(Debug)]
pub struct News<'a> {
    pub week: Week,
    /// The day on which it is told.
    pub today: NaiveDate,
    pub line: Line<'a>,
    /// It files for this week.
    pub is_asked: bool,
    /// Why the reader has it, where they read in somebody's place.
    pub stands_in_for: Vec<StandsIn<'a>>,
    /// The last that it filed before.
    pub before: Option<&'a Bulletin>,
    /// The nearest that lies ahead, or is today's.
    pub next_day: Option<&'a Announced>,
    /// What it asks for: what nobody sees to before the rest, of each the newest first.
    pub requests: Vec<ToldRequest<'a>>,
    /// Of earlier weeks, and told by no digest yet.
    pub late: Vec<Told<'a>>,
    /// The other projects that file for this week, by name.
    pub others: Vec<Line<'a>>,
}

impl Facts {
    /// Each project of which the reader knows whether it filed, in a line, by name.
    pub fn lines(&self) -> Vec<Line<'_>> {
        self.known().map(|project| self.line(project)).collect()
    }

    fn line<'a>(&'a self, project: &'a Project) -> Line<'a> {
        let bulletin = self.bulletins.iter().find(|bulletin| bulletin.project == project.id);
        let mood = bulletin.and_then(|bulletin| bulletin.content.mood);
        let mood_change = mood.zip(self.around.mood_before(project.id));
        Line {
            project,
            bulletin,
            away: bulletin.is_none() && project.is_away_in(self.week),
            mood_change: mood_change
                .map(|(mood, before)| MoodChange { before, by: mood.number() - before.number() }),
            changes: self.changes(project, bulletin),
            asks: Asks::of(self.week, self.requests_of(project)),
        }
    }

    fn requests_of(&self, project: &Project) -> impl Iterator<Item = &Request> {
        self.requests.iter().map(|asked| &asked.request).filter(|request| request.project == project.id)
    }

    /// What the project set out to do in that week.
    fn promised_in(&self, project: &Project, week: Week) -> Option<&Text> {
        let mut earlier = self.around.earlier.iter();
        let bulletin = earlier.find(|bulletin| bulletin.project == project.id && bulletin.week == week)?;
        bulletin.content.answers.to(&PRIORITIES)
    }

    fn changes<'a>(&'a self, project: &Project, bulletin: Option<&'a Bulletin>) -> Vec<Change<'a>> {
        let days = bulletin.iter().flat_map(|bulletin| bulletin.reported.day_stories());
        let mut changes: Vec<Change<'a>> = days.map(|(day, story)| day_change(day, &story)).collect();
        let promise = bulletin.and_then(|bulletin| bulletin.reported.promise);
        changes
            .extend(promise.map(|(week, outcome)| Change::Promise(outcome, self.promised_in(project, week))));
        let ended = |ending| {
            let is_news = |end: End| end.ending == ending && end.at >= self.told_at;
            let ended = self.requests_of(project).filter(|request| request.end.is_some_and(is_news));
            Some(ended.collect::<Vec<_>>()).filter(|ended| !ended.is_empty())
        };
        changes.extend(ended(Ending::Solved).map(Change::Solved));
        changes.extend(ended(Ending::NotNeeded).map(Change::Withdrawn));
        changes.sort_by_key(Change::rank);
        changes
    }

    /// What that project's week says to that reader; none: they are not told of it.
    pub fn news_of<'a>(&'a self, project: ProjectId, reader: Reader<'_>) -> Option<News<'a>> {
        let (own, others): (Vec<_>, Vec<_>) =
            self.lines().into_iter().partition(|line| line.project.id == project);
        let late = self.late.iter().filter(|bulletin| bulletin.project == project);
        let is_asked = !own.is_empty();
        // Of one that has just ended something may have come late.
        let unasked = || {
            let project = self.projects.iter().find(|known| known.id == project)?;
            late.clone().next().map(|_| self.line(project))
        };
        let line = own.into_iter().next().or_else(unasked)?;
        let mut requests = self.requests_for(reader);
        requests.retain(|told| told.project.id == project && told.request.is_unended());
        // They come the oldest first.
        requests.reverse();
        requests.sort_by_key(|told| told.request.standing() != Standing::Open);
        Some(News {
            week: self.week,
            stands_in_for: Vec::new(),
            before: self.around.before(project),
            today: self.today,
            next_day: self.around.next_day(project, self.today),
            requests,
            late: late.map(|bulletin| Told { project: line.project, bulletin, own: true }).collect(),
            others,
            is_asked,
            line,
        })
    }
}

/// `story`: up to what is told of it here.
fn day_change<'a>(day: &'a KeyDate, story: &DayStory) -> Change<'a> {
    match story.end() {
        Some(DayOutcome::CalledOff) => Change::CalledOff(day),
        Some(_) => Change::Happened(day),
        None => Change::Moved { day, to: story.day(day.date), times: story.moves() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::filing::key_date::KeyDateId;
    use crate::domain::filing::outcomes::DayTold;
    use crate::domain::help::{RequestId, Taking, TakingId};
    use crate::domain::people::Role;
    use crate::domain::reading::sight::Sight;
    use crate::domain::samples::{self, bulletin, member, project, week};
    use crate::domain::weekly::around::Around;
    use crate::domain::weekly::help::Asked;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn told(week: &str, outcome: DayOutcome, to: Option<&str>) -> DayTold {
        DayTold { told_week: week.parse().unwrap(), outcome, to: to.map(day) }
    }

    fn demo() -> KeyDate {
        KeyDate::written(day("2026-03-03"), "Démo")
    }

    fn facts(bulletins: Vec<Bulletin>) -> Facts {
        Facts {
            week: week("2026-W10"),
            projects: (1..=3).map(project).collect(),
            unknown: Vec::new(),
            is_whole: true,
            bulletins,
            late: vec![bulletin(1, "2026-W08"), bulletin(2, "2026-W09")],
            requests: Vec::new(),
            before: Some(week("2026-W09")),
            told_at: "2026-02-27T14:05:00Z".parse().unwrap(),
            today: day("2026-03-06"),
            key_dates: Vec::new(),
            month: None,
            around: Around::default(),
        }
    }

    fn with_mood(mood: Option<Mood>, mut of: Bulletin) -> Bulletin {
        of.content.mood = mood;
        of
    }

    #[test]
    fn a_mood_is_compared_with_the_last_that_was_told_even_over_quiet_weeks_and_gaps() {
        let around = Around {
            earlier: vec![
                with_mood(None, bulletin(1, "2026-W09")),
                with_mood(Some(Mood::Great), bulletin(1, "2026-W07")),
                with_mood(Some(Mood::Bad), bulletin(1, "2026-W06")),
                bulletin(2, "2026-W09"),
            ],
            ..Around::default()
        };
        let filed = vec![with_mood(Some(Mood::Mixed), bulletin(1, "2026-W10")), bulletin(3, "2026-W10")];
        let facts = Facts { around, ..facts(filed) };
        let lines = facts.lines();
        assert_eq!(lines[0].mood_change, Some(MoodChange { before: Mood::Great, by: -2 }));
        assert!(lines[1].bulletin.is_none() && lines[1].mood_change.is_none());
        assert!(lines[2].bulletin.is_some() && lines[2].mood_change.is_none());
        assert_eq!(facts.around.before(ProjectId(1)).unwrap().week, week("2026-W09"));
    }

    #[test]
    fn what_matters_most_comes_first_and_moves_are_counted() {
        let mut filed = bulletin(1, "2026-W10");
        let moved = told("2026-W10", DayOutcome::Moved, Some("2026-03-12"));
        let other = KeyDate::written(day("2026-03-04"), "Comité");
        let gone = KeyDate::written(day("2026-03-05"), "Atelier");
        filed.reported.promise = Some((week("2026-W09"), PromiseOutcome::Partly));
        filed.reported.days = vec![
            (KeyDateId(2), other.clone(), told("2026-W10", DayOutcome::Happened, None)),
            (KeyDateId(3), gone.clone(), told("2026-W10", DayOutcome::CalledOff, None)),
            (KeyDateId(1), demo(), moved),
        ];
        filed.reported.days_before = vec![(KeyDateId(1), told("2026-W09", DayOutcome::Moved, None))];
        let mut facts = facts(vec![filed]);
        let at = "2026-03-04T10:00:00Z".parse().unwrap();
        let end = |id, ending| Request {
            id: RequestId(id),
            end: Some(End { ending, at }),
            ..samples::request(1, "2026-W08")
        };
        let before = Some(End { ending: Ending::Solved, at: "2026-02-20T10:00:00Z".parse().unwrap() });
        facts.requests = [
            samples::request(1, "2026-W10"),
            end(2, Ending::Solved),
            end(3, Ending::NotNeeded),
            Request { end: before, ..samples::request(1, "2026-W07") },
            samples::request(2, "2026-W10"),
        ]
        .map(|request| Asked { request, days: 1, ended_on: None, needed_anew: false })
        .into();
        facts.around.earlier =
            vec![bulletin(2, "2026-W09"), bulletin(1, "2026-W09"), bulletin(1, "2026-W08")];
        let promised = facts.around.earlier[1].content.answers.to(&PRIORITIES);
        assert!(promised.is_some());
        let to = Some(day("2026-03-12"));
        assert_eq!(
            facts.lines()[0].changes,
            [
                Change::Moved { day: &demo(), to, times: 2 },
                Change::CalledOff(&gone),
                Change::Promise(PromiseOutcome::Partly, promised),
                Change::Solved(vec![&facts.requests[1].request]),
                Change::Withdrawn(vec![&facts.requests[2].request]),
                Change::Happened(&other),
            ]
        );
        // Of a project that has not filed its requests are told all the same, as long as nobody sees to them.
        let untaken = |facts: &Facts| {
            facts.lines().iter().map(|line| line.asks.map(|asks| asks.request().id.0)).collect::<Vec<_>>()
        };
        assert_eq!(untaken(&facts), [Some(1), Some(2), None]);
        // What this week brought comes before what is older.
        let older = Request { id: RequestId(9), ..samples::request(2, "2026-W09") };
        facts.requests.insert(0, Asked { request: older, days: 7, ended_on: None, needed_anew: false });
        assert_eq!(untaken(&facts)[1], Some(2));
        facts.requests.remove(0);
        facts.requests[4].request.week = week("2026-W08");
        assert_eq!(untaken(&facts)[1], Some(2));
        let taken_at = facts.told_at;
        let taking = Taking { id: TakingId(1), person: None, name: None, email: None, taken_at };
        facts.requests[4].request.takings.push(taking);
        assert_eq!(untaken(&facts)[1], None);
    }

    #[test]
    fn the_news_of_a_project_are_its_own_and_the_others_in_a_line() {
        let mut facts = facts(vec![bulletin(2, "2026-W10")]);
        facts.requests = [1, 2]
            .map(|id| Asked {
                request: samples::request(id, "2026-W09"),
                days: 7,
                ended_on: None,
                needed_anew: false,
            })
            .into();
        let announced = |id, date: &str, story: Vec<DayTold>| Announced {
            id: KeyDateId(id),
            key_date: KeyDate::written(day(date), "Comité"),
            story: DayStory::new(story),
            ..samples::announced(&samples::full_bulletin(1, "2026-W08"))
        };
        facts.around = Around {
            earlier: vec![bulletin(1, "2026-W08")],
            key_dates: vec![
                announced(1, "2026-03-02", Vec::new()),
                announced(2, "2026-03-07", vec![told("2026-W09", DayOutcome::CalledOff, None)]),
                announced(3, "2026-03-09", Vec::new()),
                announced(4, "2026-03-03", vec![told("2026-W09", DayOutcome::Moved, Some("2026-03-08"))]),
            ],
        };
        let mentor = member(false, &[(Role::Mentor, 1)]);
        let reader = Reader::Member(&mentor);
        let news = facts.news_of(ProjectId(1), reader).unwrap();
        assert!(news.line.bulletin.is_none());
        assert_eq!(news.before.unwrap().week, week("2026-W08"));
        assert_eq!(news.next_day.and_then(Announced::day), Some(day("2026-03-08")));
        assert_eq!((news.requests.len(), news.requests[0].own), (1, true));
        assert_eq!(news.late.iter().map(|told| told.bulletin.week).collect::<Vec<_>>(), [week("2026-W08")]);
        let others: Vec<_> =
            news.others.iter().map(|line| (line.project.id.0, line.bulletin.is_some())).collect();
        assert_eq!(others, [(2, true), (3, false)]);
        facts.projects[2].away.insert(week("2026-W10"));
        assert_eq!(facts.lines().iter().map(|line| line.away).collect::<Vec<_>>(), [false, false, true]);
        // A project that is asked no more has news while something of it has come late.
        facts.projects[1].paused.insert(week("2026-W10"));
        let late = facts.news_of(ProjectId(2), reader);
        assert!(late.is_some_and(|news| !news.is_asked && news.late.len() == 1));
        facts.projects[2].paused.insert(week("2026-W10"));
        assert!(facts.news_of(ProjectId(3), reader).is_none());
        assert!(facts.news_of(ProjectId(4), reader).is_none());
    }

    #[test]
    fn of_what_is_asked_the_newest_comes_first_and_what_waits_for_somebody_before_the_rest() {
        let mut facts = facts(Vec::new());
        let request = |id, taken: bool| {
            let request = Request { id: RequestId(id), ..samples::request(1, "2026-W09") };
            let taking = Taking {
                id: TakingId(id),
                person: None,
                name: None,
                email: None,
                taken_at: request.asked_at,
            };
            Request { takings: taken.then_some(taking).into_iter().collect(), ..request }
        };
        // As they are gathered.
        facts.requests = [(1, false), (3, false), (2, true), (4, true)]
            .map(|(id, taken)| Asked {
                request: request(id, taken),
                days: 7,
                ended_on: None,
                needed_anew: false,
            })
            .into();
        let mentor = member(false, &[(Role::Mentor, 1)]);
        let news = facts.news_of(ProjectId(1), Reader::Member(&mentor)).unwrap();
        let ids: Vec<i64> = news.requests.iter().map(|told| told.request.id.0).collect();
        assert_eq!(ids, [3, 1, 4, 2]);
    }

    #[test]
    fn what_later_weeks_tell_is_in_no_earlier_news() {
        let calendar = samples::calendar();
        let facts = facts(vec![bulletin(1, "2026-W10")]);
        let announced = Announced {
            key_date: demo(),
            story: DayStory::new(vec![
                told("2026-W10", DayOutcome::Moved, Some("2026-03-12")),
                told("2026-W11", DayOutcome::Moved, Some("2026-03-20")),
            ]),
            ..samples::announced(&samples::full_bulletin(1, "2026-W09"))
        };
        let later = samples::announced(&samples::full_bulletin(1, "2026-W11"));
        let around = Around {
            earlier: vec![bulletin(1, "2026-W11"), bulletin(1, "2026-W09"), bulletin(9, "2026-W09")],
            key_dates: vec![announced, later],
        };
        let seen = |now: &str| {
            let sight = Sight::of(Reader::List, &calendar, now.parse().unwrap());
            around.seen_by(&sight, facts.week, |id| facts.projects.iter().find(|project| project.id == id))
        };
        let after = seen("2026-04-01T12:00:00Z");
        assert_eq!((after.earlier.len(), after.key_dates.len()), (1, 1));
        assert_eq!(after.key_dates[0].day(), Some(day("2026-03-12")));
        // Nor is what is not published yet.
        assert_eq!(seen("2026-03-06T14:04:59Z").key_dates[0].day(), Some(day("2026-03-03")));
    }
}
