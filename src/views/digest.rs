//! A week as the digest tells it.

use serde::Serialize;

use super::{
    BulletinView, KeyDateView, LineView, ProjectView, ReadingView, StandsInView, StripView, ToldRequestView,
};
use crate::domain::calendar::Week;
use crate::domain::filing::key_date::Announced;
use crate::domain::help::RequestId;
use crate::domain::programme::project::Project;
use crate::domain::weekly::digest::Digest;
use crate::domain::weekly::help::ToldRequest;
use crate::domain::weekly::told::Told;

/// What mails say of requests for help.
#[derive(Serialize)]
struct HelpView {
    /// Nothing stands below.
    nothing: bool,
    last_week: Option<LastWeekView>,
    /// What the reader's projects ask, where that stands in no section of theirs, and what the reader sees to.
    yours: Vec<ToldRequestView>,
    /// How many of them the one, and how many the other.
    yours_asked: usize,
    yours_taken: usize,
    /// The key of how many they are, and that number.
    untaken_key: &'static str,
    untaken_count: usize,
    untaken: Vec<ToldRequestView>,
    /// How many others somebody sees to.
    taken_count: usize,
    solved: Vec<ToldRequestView>,
}

/// How the requests of the last week for which bulletins were asked have fared.
#[derive(Serialize)]
struct LastWeekView {
    week: String,
    /// It is the week before the one that is told.
    is_last: bool,
    asked: usize,
    taken: usize,
}

/// A week as the digest tells it.
#[derive(Serialize)]
pub struct DigestView {
    week: String,
    monday: String,
    /// The first day of the month that it tells; none: it tells a week.
    month: Option<String>,
    /// It tells of the reader's own projects and of no other.
    is_own: bool,
    stands_in_for: Vec<StandsInView>,
    filed: usize,
    expected: usize,
    overview: Option<Vec<LineView>>,
    /// How all are, for those who do not read of each in a line.
    strip: Vec<StripView>,
    /// This week's.
    requests: Vec<ToldRequestView>,
    help: HelpView,
    only_help: bool,
    key_dates: Vec<KeyDateView>,
    /// The same by day.
    days: Vec<DayView>,
    own_count: usize,
    /// What those projects ask.
    own_requests: Vec<ToldRequestView>,
    own: Vec<BulletinView>,
    own_not_heard_of: Vec<SilentView>,
    own_away: Vec<ProjectView>,
    bulletins: Vec<BulletinView>,
    /// What filed, and another mail to the same reader tells.
    elsewhere: Vec<ProjectView>,
    late: Vec<BulletinView>,
    not_heard_of: Vec<SilentView>,
    away: Vec<ProjectView>,
    /// With those of the reader's own projects.
    away_count: usize,
    all_filed: bool,
    earlier: Option<EarlierView>,
}

/// A project without a bulletin.
#[derive(Serialize)]
struct SilentView {
    #[serde(flatten)]
    project: ProjectView,
    /// As in [`BulletinView`].
    write_link: Option<String>,
}

/// A day with all that will happen on it.
#[derive(Serialize)]
struct DayView {
    date: String,
    today: bool,
    key_dates: Vec<KeyDateView>,
}

/// The earlier weeks of a month.
#[derive(Serialize)]
struct EarlierView {
    weeks: Vec<String>,
    bulletins: Vec<BulletinView>,
}

impl From<&Digest<'_>> for DigestView {
    /// As pages tell it: a request is answered on its own.
    fn from(digest: &Digest<'_>) -> Self {
        DigestView::new(digest, &|request| format!("/help-requests/{}", request.0), &|_, _| None)
    }
}

impl DigestView {
    /// The same, where its reader says of some bulletins that they have read them.
    pub fn read_at(mut self, reading: impl Fn(&str) -> Option<ReadingView>) -> DigestView {
        for bulletin in &mut self.own {
            bulletin.reading = reading(&bulletin.project.slug);
        }
        self
    }

    /// `answer_at`: where its reader answers a request for help. `write_at`: where they write to a project's team of that
    /// week; none: an answer reaches it, or they are not asked to.
    pub fn new(
        digest: &Digest<'_>,
        answer_at: &dyn Fn(RequestId) -> String,
        write_at: &dyn Fn(&Project, Week) -> Option<String>,
    ) -> DigestView {
        let view = |told: &ToldRequest<'_>| {
            let view = ToldRequestView::new(told, answer_at(told.request.id));
            if told.request.week < digest.week { view.shortened() } else { view }
        };
        let bulletins = |told: &[Told<'_>]| -> Vec<BulletinView> {
            let view = |told: &Told<'_>| BulletinView {
                write_link: write_at(told.project, told.bulletin.week),
                ..told.into()
            };
            told.iter().map(view).collect()
        };
        let silent = |projects: &[&Project]| -> Vec<SilentView> {
            let view = |project: &&Project| SilentView {
                project: (*project).into(),
                write_link: write_at(project, digest.week),
            };
            projects.iter().map(view).collect()
        };
        let help = &digest.help;
        let own_count = digest.own.len() + digest.own_not_heard_of.len() + digest.own_away.len();
        let own_requests: Vec<ToldRequestView> = help.own().map(view).collect();
        let seen_to: Vec<ToldRequestView> = help.seen_to().map(view).collect();
        let yours_taken = seen_to.len();
        let (own_requests, yours) = match own_count {
            0 => (Vec::new(), own_requests.into_iter().chain(seen_to).collect()),
            _ => (own_requests, seen_to),
        };
        let untaken: Vec<ToldRequestView> = help.untaken().map(view).collect();
        let (last_week, taken_count) = (help.last_week(), help.taken_by_others());
        let is_told = last_week.is_some() || taken_count > 0 || !help.solved.is_empty();
        let overview = digest.overview.as_ref();
        let key_date = |(project, announced): &(&Project, &Announced)| {
            KeyDateView::of_project(project, announced).on(digest.today)
        };
        let by_day = digest.key_dates.chunk_by(|(_, one), (_, other)| one.day() == other.day());
        let days = by_day.filter_map(|of_day| {
            let date = of_day.first()?.1.day()?;
            let key_dates = of_day.iter().map(key_date).collect();
            Some(DayView { today: date == digest.today, date: date.to_string(), key_dates })
        });
        DigestView {
            week: digest.week.to_string(),
            monday: digest.week.monday().to_string(),
            month: digest.month.map(|month| month.first_day().to_string()),
            is_own: digest.is_own,
            stands_in_for: digest.stands_in_for.iter().map(StandsInView::from).collect(),
            filed: digest.filed(),
            expected: digest.expected(),
            overview: overview.map(|lines| lines.iter().map(|line| LineView::new(line, answer_at)).collect()),
            strip: strip(digest),
            days: days.collect(),
            requests: digest.requests.iter().map(view).collect(),
            help: HelpView {
                nothing: !is_told && yours.is_empty() && untaken.is_empty(),
                last_week: last_week.map(|(week, asked, taken)| LastWeekView {
                    week: week.to_string(),
                    is_last: week == digest.week.previous(),
                    asked,
                    taken,
                }),
                yours_asked: yours.len() - yours_taken,
                yours_taken,
                yours,
                untaken_count: untaken.len(),
                untaken_key: if help.own_waits() {
                    "digest-help-untaken-others"
                } else {
                    "digest-help-untaken"
                },
                untaken,
                taken_count,
                solved: help.solved.iter().map(|told| view(told).in_a_line()).collect(),
            },
            only_help: digest.only_help,
            key_dates: digest.key_dates.iter().map(key_date).collect(),
            own_count,
            own_requests,
            own: bulletins(&digest.own),
            own_not_heard_of: silent(&digest.own_not_heard_of),
            own_away: digest.own_away.iter().map(|project| (*project).into()).collect(),
            bulletins: bulletins(&digest.bulletins),
            elsewhere: digest.elsewhere.iter().map(|told| told.project.into()).collect(),
            late: bulletins(&digest.late),
            not_heard_of: silent(&digest.not_heard_of),
            away: digest.away.iter().map(|project| (*project).into()).collect(),
            away_count: digest.own_away.len() + digest.away.len(),
            // Who knows of some projects alone cannot praise all.
            all_filed: digest.is_whole
                && digest.expected() == digest.filed()
                && digest.away.is_empty()
                && digest.own_away.is_empty()
                && digest.filed() > 0,
            earlier: digest.earlier.as_ref().map(|(weeks, told)| EarlierView {
                weeks: weeks.iter().map(ToString::to_string).collect(),
                bulletins: bulletins(told),
            }),
        }
    }
}

fn strip(digest: &Digest<'_>) -> Vec<StripView> {
    if digest.only_help || digest.overview.is_some() {
        return Vec::new();
    }
    let filed: Vec<&Told<'_>> = digest.own.iter().chain(&digest.bulletins).chain(&digest.elsewhere).collect();
    let silent = [&digest.own_not_heard_of[..], &digest.not_heard_of].concat();
    let away = [&digest.own_away[..], &digest.away].concat();
    StripView::of(&filed, &silent, &away)
}

impl From<&Told<'_>> for BulletinView {
    fn from(told: &Told<'_>) -> Self {
        BulletinView::new(told.project, told.bulletin, told.own)
    }
}

#[cfg(test)]
impl DigestView {
    /// Of a week in which nobody was asked, of one in which all filed, and of one with some of everything.
    pub fn samples() -> Vec<DigestView> {
        use crate::domain::calendar;
        use crate::domain::people::Role;
        use crate::domain::programme::project::Project;
        use crate::domain::reading::sight::Reader;
        use crate::domain::samples::{announced, bulletin, full_bulletin, member, project, week};
        use crate::domain::weekly::facts::{Facts, Month};
        use crate::domain::weekly::help::Asked;
        use crate::domain::weekly::told::StandsIn;
        let nothing = Facts {
            week: week("2026-W10"),
            projects: Vec::new(),
            unknown: Vec::new(),
            is_whole: true,
            bulletins: Vec::new(),
            late: Vec::new(),
            requests: Vec::new(),
            before: Some(week("2026-W09")),
            told_at: bulletin(1, "2026-W10").filed_at,
            today: announced(&full_bulletin(1, "2026-W10")).key_date.date,
            key_dates: Vec::new(),
            month: None,
            around: Default::default(),
        };
        let all_filed =
            Facts { projects: vec![project(1)], bulletins: vec![bulletin(1, "2026-W10")], ..nothing.clone() };
        let full = full_bulletin(1, "2026-W10");
        let month = Month {
            name: calendar::Month::of(week("2026-W10").monday()),
            told_at: nothing.told_at,
            weeks: vec![week("2026-W09")],
            bulletins: vec![full_bulletin(1, "2026-W09")],
        };
        let away = Project { away: [week("2026-W10")].into(), ..project(5) };
        let much = Facts {
            projects: (1..=4).map(project).chain([away]).collect(),
            key_dates: vec![announced(&full)],
            bulletins: vec![full, full_bulletin(2, "2026-W10")],
            late: vec![full_bulletin(3, "2026-W09")],
            requests: Asked::samples(),
            month: Some(month),
            ..nothing.clone()
        };
        let coordinating_mentor = member(true, &[(Role::Mentor, 1), (Role::Mentor, 4)]);
        let reader = Reader::Member(&coordinating_mentor);
        let stands_in_for = vec![StandsIn { name: "Mina", until: week("2026-W12").sunday() }];
        let mut in_somebodys_place = much.digest_for(reader);
        in_somebodys_place.stands_in_for = stands_in_for;
        let views = [&nothing, &all_filed].map(|facts| DigestView::from(&facts.digest_for(reader)));
        views.into_iter().chain([DigestView::from(&in_somebodys_place)]).collect()
    }
}
