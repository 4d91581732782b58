//! What happens when: entries as data, and what of them is due.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Deserializer, Serialize, de};

use super::calendar::{Calendar, Pauses};
use super::week::Week;
use super::zone;

/// What can be scheduled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Job {
    Announcement,
    Reminder,
    Digest,
}

impl Job {
    pub const ALL: [Job; 3] = [Job::Announcement, Job::Reminder, Job::Digest];

    pub fn as_str(self) -> &'static str {
        match self {
            Job::Announcement => "announcement",
            Job::Reminder => "reminder",
            Job::Digest => "digest",
        }
    }
}

impl fmt::Display for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no job.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such job: {0:?}")]
pub struct NoSuchJob(String);

impl FromStr for Job {
    type Err = NoSuchJob;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Job::ALL.into_iter().find(|job| job.as_str() == text).ok_or_else(|| NoSuchJob(text.to_owned()))
    }
}

/// On which days an entry counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum On {
    /// The last working day of each week that is not paused.
    ClosingDay,
    EveryDay,
}

/// Times on a wall clock, written as six `cron` fields: second, minute, hour, day of month, month, day of week.
#[derive(Debug, Clone, PartialEq)]
pub struct Times {
    text: String,
    cron: cron::Schedule,
}

/// The text cannot be understood as [`Times`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimesError {
    #[error("{0:?} has not six fields: second, minute, hour, day of the month, month, day of the week")]
    Fields(String),
    #[error(
        "{0:?}: name the days of the week (Mon, Tue …), since numbers mean different days in different programs"
    )]
    NumericWeekday(String),
    #[error("{text:?}: {reason}")]
    Cron { text: String, reason: String },
}

impl FromStr for Times {
    type Err = TimesError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fields: Vec<&str> = text.split_whitespace().collect();
        if fields.len() != 6 {
            return Err(TimesError::Fields(text.to_owned()));
        }
        if fields[5].contains(|c: char| c.is_ascii_digit()) {
            return Err(TimesError::NumericWeekday(text.to_owned()));
        }
        let cron = cron::Schedule::from_str(text)
            .map_err(|reason| TimesError::Cron { text: text.to_owned(), reason: reason.to_string() })?;
        Ok(Times { text: text.to_owned(), cron })
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Times {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// One line of the schedule.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub job: Job,
    pub cron: Times,
    pub on: On,
}

impl Entry {
    /// When the entry fires after one moment and up to another, in order and each moment once.
    ///
    /// The times are found on the wall clock and only then looked up in the zone, so that a time in the gap of spring
    /// fires when the gap ends, and an hour that comes twice in autumn fires the first time.
    pub fn occurrences<'a>(
        &'a self,
        calendar: &'a Calendar,
        pauses: &'a Pauses,
        after: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> impl Iterator<Item = DateTime<Utc>> + 'a {
        let zone = calendar.zone;
        // From a gap's length before: its times are earlier on the wall than the moment at which they fire.
        let from = after.with_timezone(&zone).naive_local() - LONGEST_GAP;
        let mut last = after;
        self.cron
            .cron
            .after(&from.and_utc())
            .map(|on_the_wall| on_the_wall.naive_utc())
            .filter(move |wall| self.counts_on(*wall, calendar, pauses))
            .map(move |wall| zone::resolve(wall, zone))
            .take_while(move |at| *at <= until)
            .filter(move |at| {
                let is_new = *at > last;
                last = last.max(*at);
                is_new
            })
    }

    fn counts_on(&self, wall: NaiveDateTime, calendar: &Calendar, pauses: &Pauses) -> bool {
        let day = wall.date();
        let week = Week::of(day);
        match self.on {
            On::ClosingDay => !pauses.contains(week) && calendar.closing_day(week) == Some(day),
            On::EveryDay => true,
        }
    }
}

/// No zone's clocks ever jumped further ahead (Apia left out a whole day).
const LONGEST_GAP: TimeDelta = TimeDelta::hours(25);

/// All that is scheduled.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Schedule(pub Vec<Entry>);

/// An occurrence that was dealt with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    pub job: Job,
    pub occurrence: DateTime<Utc>,
    /// The week that it was about.
    pub week: Week,
    /// False: it came too late and was let pass.
    pub ran: bool,
}

/// What has been dealt with in the past weeks.
#[derive(Debug, Clone)]
pub struct History {
    /// Nothing that was due before is made up for.
    pub began_at: DateTime<Utc>,
    pub recorded: Vec<Recorded>,
}

/// What to do about an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Run,
    /// Record that it was let pass.
    Skip,
}

/// An occurrence that nobody has dealt with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub job: Job,
    pub occurrence: DateTime<Utc>,
    pub week: Week,
    pub verdict: Verdict,
}

/// How many missed occurrences of a job are recorded: the older ones of a long outage tell nobody anything.
const MOST_SKIPPED: usize = 20;
/// How long after its time a digest is still worth reading.
const DIGEST_WINDOW: TimeDelta = TimeDelta::hours(48);
/// How far back occurrences are looked for.
const HORIZON: TimeDelta = TimeDelta::days(60);

/// What is due by now: of each job the latest occurrence, to run if it still has a point, and older ones to skip.
///
/// A function of the moment and of what is stored: no timer has to have survived, any number of replicas may ask, and
/// a clock that steps back finds that everything is recorded.
pub fn due(
    schedule: &Schedule,
    calendar: &Calendar,
    pauses: &Pauses,
    history: &History,
    now: DateTime<Utc>,
) -> Vec<Due> {
    Job::ALL
        .into_iter()
        .flat_map(|job| {
            let since = since(history, job, now);
            let mut missed = occurrences_of(schedule, job, calendar, pauses, since, now);
            let latest = missed.pop_last();
            let skipped = missed.into_iter().rev().take(MOST_SKIPPED).map(|at| (at, Verdict::Skip));
            let latest = latest.map(|at| (at, verdict(job, at, calendar, pauses, history, now)));
            skipped.chain(latest).filter_map(move |(occurrence, verdict)| {
                let week = week_of(job, occurrence, calendar, pauses)?;
                Some(Due { job, occurrence, week, verdict })
            })
        })
        .collect()
}

fn since(history: &History, job: Job, now: DateTime<Utc>) -> DateTime<Utc> {
    let of_job = history.recorded.iter().filter(|recorded| recorded.job == job);
    let latest = of_job.map(|recorded| recorded.occurrence).max();
    latest.unwrap_or(history.began_at).max(history.began_at).max(now - HORIZON)
}

fn occurrences_of(
    schedule: &Schedule,
    job: Job,
    calendar: &Calendar,
    pauses: &Pauses,
    after: DateTime<Utc>,
    until: DateTime<Utc>,
) -> BTreeSet<DateTime<Utc>> {
    let entries = schedule.0.iter().filter(|entry| entry.job == job);
    entries.flat_map(|entry| entry.occurrences(calendar, pauses, after, until)).collect()
}

/// Which week an occurrence is about; none: there is nothing to say about any.
///
/// A digest tells the latest week that is published, whenever it comes; the others hurry the week that it is.
fn week_of(job: Job, occurrence: DateTime<Utc>, calendar: &Calendar, pauses: &Pauses) -> Option<Week> {
    match job {
        Job::Digest => calendar.latest_published_week(pauses, occurrence),
        Job::Announcement | Job::Reminder => {
            Some(calendar.week_at(occurrence)).filter(|week| calendar.closing(*week, pauses).is_some())
        }
    }
}

fn verdict(
    job: Job,
    occurrence: DateTime<Utc>,
    calendar: &Calendar,
    pauses: &Pauses,
    history: &History,
    now: DateTime<Utc>,
) -> Verdict {
    let week = week_of(job, occurrence, calendar, pauses);
    let has_a_point = match (job, week) {
        (_, None) => false,
        (Job::Digest, Some(week)) => {
            let is_told = |r: &&Recorded| r.job == Job::Digest && r.ran && r.week == week;
            now - occurrence <= DIGEST_WINDOW && !history.recorded.iter().any(|r| is_told(&r))
        }
        (Job::Announcement | Job::Reminder, Some(week)) => {
            calendar.closing(week, pauses).is_some_and(|closing| now < closing.at)
        }
    };
    if has_a_point { Verdict::Run } else { Verdict::Skip }
}

/// When a mail of that job about that week has lost its point.
pub fn expires_at(
    job: Job,
    occurrence: DateTime<Utc>,
    week: Week,
    calendar: &Calendar,
    pauses: &Pauses,
) -> DateTime<Utc> {
    match job {
        Job::Digest => occurrence + DIGEST_WINDOW,
        Job::Announcement | Job::Reminder => {
            calendar.closing(week, pauses).map_or(occurrence, |closing| closing.at)
        }
    }
}

/// What is to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    Opening,
    Announcement,
    Reminder,
    Closing,
    Digest,
}

/// Something that is to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    pub at: DateTime<Utc>,
    pub kind: EventKind,
    pub week: Week,
}

/// What comes after now, in order: at most so many events, of this week and the two that follow.
pub fn upcoming(
    schedule: &Schedule,
    calendar: &Calendar,
    pauses: &Pauses,
    now: DateTime<Utc>,
    count: usize,
) -> Vec<Event> {
    let weeks: Vec<Week> =
        std::iter::successors(Some(calendar.week_at(now)), |week| Some(week.next())).take(3).collect();
    let until = weeks.last().map_or(now, |week| week.ends_at(calendar.zone));
    let mut events = BTreeSet::new();
    for entry in &schedule.0 {
        for at in entry.occurrences(calendar, pauses, now, until).take(count) {
            let kind = match entry.job {
                Job::Announcement => EventKind::Announcement,
                Job::Reminder => EventKind::Reminder,
                Job::Digest => EventKind::Digest,
            };
            if let Some(week) = week_of(entry.job, at, calendar, pauses) {
                events.insert(Event { at, kind, week });
            }
        }
    }
    for week in weeks {
        if let Some(closing) = calendar.closing(week, pauses) {
            events.insert(Event { at: week.starts_at(calendar.zone), kind: EventKind::Opening, week });
            events.insert(Event { at: closing.at, kind: EventKind::Closing, week });
        }
    }
    events.into_iter().filter(|event| event.at > now).take(count).collect()
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveTime, TimeZone};
    use chrono_tz::Tz;
    use rstest::rstest;

    use super::super::holidays::Holidays;
    use super::*;

    fn calendar(zone: Tz) -> Calendar {
        let closing = NaiveTime::from_hms_opt(15, 0, 0).unwrap();
        Calendar::new(zone, Holidays::of_country("FR").unwrap(), closing, TimeDelta::minutes(5))
    }

    fn paris(text: &str) -> DateTime<Utc> {
        let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        Tz::Europe__Paris.from_local_datetime(&wall).unwrap().to_utc()
    }

    fn entry(job: Job, cron: &str, on: On) -> Entry {
        Entry { job, cron: cron.parse().unwrap(), on }
    }

    fn schedule() -> Schedule {
        Schedule(vec![
            entry(Job::Announcement, "0 0 10 * * *", On::ClosingDay),
            entry(Job::Reminder, "0 0 14 * * *", On::ClosingDay),
            entry(Job::Reminder, "0 45 14 * * *", On::ClosingDay),
            entry(Job::Digest, "0 5 15 * * *", On::ClosingDay),
        ])
    }

    /// What a scheduler does that looks at those moments.
    struct Scheduler {
        history: History,
        pauses: Pauses,
        schedule: Schedule,
    }

    impl Scheduler {
        fn since(began: &str) -> Scheduler {
            let history = History { began_at: paris(began), recorded: Vec::new() };
            Scheduler { history, pauses: Pauses::default(), schedule: schedule() }
        }

        fn look(&mut self, at: &str) -> Vec<String> {
            let now = paris(at);
            let due = due(&self.schedule, &calendar(Tz::Europe__Paris), &self.pauses, &self.history, now);
            for due in &due {
                let Due { job, occurrence, week, verdict } = *due;
                self.history.recorded.push(Recorded { job, occurrence, week, ran: verdict == Verdict::Run });
            }
            due.iter()
                .map(|due| {
                    let at = due.occurrence.with_timezone(&Tz::Europe__Paris).format("%d %H:%M");
                    format!("{:?} {} of {at}", due.verdict, due.job)
                })
                .collect()
        }
    }

    #[test]
    fn a_closing_day_goes_by() {
        let mut scheduler = Scheduler::since("2026-03-02 09:00");
        assert!(scheduler.look("2026-03-06 09:59").is_empty());
        assert_eq!(scheduler.look("2026-03-06 10:00"), ["Run announcement of 06 10:00"]);
        assert!(scheduler.look("2026-03-06 10:01").is_empty());
        assert_eq!(scheduler.look("2026-03-06 14:00"), ["Run reminder of 06 14:00"]);
        assert_eq!(scheduler.look("2026-03-06 14:50"), ["Run reminder of 06 14:45"]);
        assert_eq!(scheduler.look("2026-03-06 15:05"), ["Run digest of 06 15:05"]);
        assert!(scheduler.look("2026-03-12 23:59").is_empty());
    }

    #[test]
    fn everything_moves_to_thursday_when_friday_is_a_holiday() {
        let mut scheduler = Scheduler::since("2026-04-27 09:00");
        assert_eq!(scheduler.look("2026-04-30 14:00").len(), 2);
        assert_eq!(scheduler.look("2026-04-30 15:05").last().unwrap(), "Run digest of 30 15:05");
        assert!(scheduler.look("2026-05-01 23:00").is_empty());
    }

    #[test]
    fn after_an_outage_one_reminder_catches_up() {
        let mut scheduler = Scheduler::since("2026-03-02 09:00");
        assert_eq!(
            scheduler.look("2026-03-06 14:50"),
            ["Run announcement of 06 10:00", "Skip reminder of 06 14:00", "Run reminder of 06 14:45"]
        );
    }

    #[test]
    fn what_has_lost_its_point_is_let_pass() {
        let mut scheduler = Scheduler::since("2026-03-02 09:00");
        assert_eq!(
            scheduler.look("2026-03-06 16:00"),
            [
                "Skip announcement of 06 10:00",
                "Skip reminder of 06 14:00",
                "Skip reminder of 06 14:45",
                "Run digest of 06 15:05"
            ]
        );
        let mut scheduler = Scheduler::since("2026-03-02 09:00");
        let after_three_weeks = scheduler.look("2026-03-24 12:00");
        assert!(after_three_weeks.iter().all(|line| line.starts_with("Skip")), "{after_three_weeks:?}");
        assert_eq!(after_three_weeks.len(), 3 * 4);
        assert!(scheduler.look("2026-03-24 12:01").is_empty());
    }

    #[test]
    fn a_digest_is_caught_up_within_two_days() {
        assert_eq!(Scheduler::since("2026-03-06 15:00").look("2026-03-08 15:05"), ["Run digest of 06 15:05"]);
        assert_eq!(
            Scheduler::since("2026-03-06 15:00").look("2026-03-08 15:06"),
            ["Skip digest of 06 15:05"]
        );
    }

    #[test]
    fn nothing_is_made_up_for_that_was_due_before_the_installation() {
        assert!(Scheduler::since("2026-03-06 15:05").look("2026-03-06 16:00").is_empty());
    }

    #[test]
    fn a_clock_that_steps_back_repeats_nothing() {
        let mut scheduler = Scheduler::since("2026-03-02 09:00");
        scheduler.look("2026-03-06 15:10");
        assert!(scheduler.look("2026-03-06 13:30").is_empty());
        assert!(scheduler.look("2026-03-06 14:10").is_empty());
        assert!(scheduler.look("2026-03-06 15:10").is_empty());
        assert_eq!(scheduler.look("2026-03-13 10:00"), ["Run announcement of 13 10:00"]);
    }

    #[test]
    fn a_paused_week_has_nothing_due() {
        let mut scheduler = Scheduler::since("2026-03-02 09:00");
        scheduler.pauses = ["2026-W10".parse().unwrap()].into_iter().collect();
        scheduler.schedule.0.push(entry(Job::Reminder, "0 0 9 * * Wed", On::EveryDay));
        assert!(scheduler.look("2026-03-08 23:59").is_empty());
    }

    #[test]
    fn a_digest_on_another_day_tells_the_week_that_was_published_and_tells_it_once() {
        let mut scheduler = Scheduler::since("2026-03-02 12:00");
        scheduler.schedule = Schedule(vec![entry(Job::Digest, "0 0 9 * * *", On::EveryDay)]);
        scheduler.look("2026-03-06 20:00");
        scheduler.history.recorded.clear();
        scheduler.history.began_at = paris("2026-03-06 20:00");
        assert_eq!(scheduler.look("2026-03-07 09:00"), ["Run digest of 07 09:00"]);
        assert_eq!(scheduler.history.recorded[0].week.to_string(), "2026-W10");
        assert_eq!(scheduler.look("2026-03-08 09:00"), ["Skip digest of 08 09:00"]);
    }

    #[test]
    fn what_is_to_come_is_told_in_order() {
        let calendar = calendar(Tz::Europe__Paris);
        let events = upcoming(&schedule(), &calendar, &Pauses::default(), paris("2026-03-06 14:00"), 5);
        let kinds: Vec<EventKind> = events.iter().map(|event| event.kind).collect();
        use EventKind::{Announcement, Closing, Digest, Opening, Reminder};
        assert_eq!(kinds, [Reminder, Closing, Digest, Opening, Announcement]);
    }

    #[test]
    fn a_cron_that_cannot_be_is_refused_with_the_reason() {
        for (text, reason) in
            [("0 14 * * *", "six fields"), ("0 0 14 * * 5", "Mon, Tue"), ("0 0 25 * * *", "25"), ("x", "six")]
        {
            let error = text.parse::<Times>().unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
    }

    /// Twenty years in zones with awkward changes: skipped and repeated hours, half-hour steps, Ramadan, a lost day.
    #[rstest]
    #[case(Tz::Europe__Paris)]
    #[case(Tz::America__St_Johns)]
    #[case(Tz::Australia__Lord_Howe)]
    #[case(Tz::Africa__Casablanca)]
    #[case(Tz::Pacific__Apia)]
    fn every_occurrence_fires_once_over_twenty_years(#[case] zone: Tz) {
        let calendar = calendar(zone);
        let pauses = Pauses::default();
        let begin = Tz::UTC.with_ymd_and_hms(2007, 1, 1, 0, 0, 0).unwrap().to_utc();
        let end = Tz::UTC.with_ymd_and_hms(2027, 1, 1, 0, 0, 0).unwrap().to_utc();
        // At a quarter past each of the hours in which clocks change somewhere.
        for hour in [0, 1, 2, 3, 23] {
            let entry = entry(Job::Reminder, &format!("0 15 {hour} * * *"), On::EveryDay);
            let fired: Vec<_> = entry.occurrences(&calendar, &pauses, begin, end).collect();
            let first_day = begin.with_timezone(&zone).date_naive();
            let expected: BTreeSet<_> = first_day
                .iter_days()
                .take_while(|day| *day <= end.with_timezone(&zone).date_naive())
                .map(|day| zone::resolve(day.and_hms_opt(hour, 15, 0).unwrap(), zone))
                .filter(|at| *at > begin && *at <= end)
                .collect();
            assert_eq!(fired, expected.iter().copied().collect::<Vec<_>>(), "hour {hour}");
            // One a day, but for the day that Apia left out.
            assert!((7303..=7306).contains(&fired.len()), "{}", fired.len());
            // Looked at in pieces, as ticks do, it is the same.
            let mut pieces = Vec::new();
            let mut at = begin;
            while at < end {
                let next = (at + TimeDelta::hours(1009)).min(end);
                pieces.extend(entry.occurrences(&calendar, &pauses, at, next));
                at = next;
            }
            assert_eq!(pieces, fired, "hour {hour}");
        }
        let closing = entry(Job::Digest, "0 5 15 * * *", On::ClosingDay);
        let weeks: Vec<Week> =
            closing.occurrences(&calendar, &pauses, begin, end).map(|at| calendar.week_at(at)).collect();
        assert!(weeks.windows(2).all(|pair| pair[0].next() == pair[1]), "each working week once, in order");
        assert!(weeks.len() >= 1043);
    }
}
