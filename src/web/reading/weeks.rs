//! Weeks: all of them by month, and each as its digest tells it.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::Mood;
use crate::domain::programme::project::Project;
use crate::domain::reading::sight::Reader;
use crate::domain::weekly::digest::Digest;
use crate::domain::weekly::told::Told;
use crate::services::reading::weeks::{self, Listed};
use crate::views::{DigestView, Month, MoodView, ProjectView, ReadingView, by_month};
use crate::web::filing::submission::address;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct WeeksPage {
    months: Vec<Month<WeekRow>>,
    /// Where the newest weeks are, on a page of older ones.
    newest: Option<&'static str>,
    /// Where older ones are.
    older: Option<String>,
}

#[derive(Serialize)]
struct WeekRow {
    week: String,
    filed: i64,
    expected: usize,
    moods: Vec<TallyView>,
    /// How many quiet weeks told no mood, and how many projects were not heard of.
    quiet: i64,
    silent: i64,
}

/// How many told that mood.
#[derive(Serialize)]
struct TallyView {
    mood: MoodView,
    count: i64,
}

fn tally(moods: &[(Option<Mood>, i64)]) -> Vec<TallyView> {
    moods
        .iter()
        .filter_map(|(mood, count)| Some(TallyView { mood: (*mood)?.into(), count: *count }))
        .collect()
}

impl Page for WeeksPage {
    const TEMPLATE: &'static str = "pages/reading/weeks";

    #[cfg(test)]
    fn samples() -> Vec<WeeksPage> {
        use crate::domain::samples::{calendar, week};
        let month = |name: &str| calendar().month_of(week(name));
        let listed = |name: &str, filed| Listed {
            week: week(name),
            month: month(name),
            filed,
            moods: vec![(Some(Mood::Good), filed), (None, 1)],
            expected: 15,
        };
        let unasked = Listed {
            week: week("2026-W07"),
            month: month("2026-W07"),
            filed: 1,
            moods: Vec::new(),
            expected: 0,
        };
        let listed = vec![listed("2026-W10", 13), listed("2026-W09", 1), listed("2026-W08", 0), unasked];
        vec![
            WeeksPage::new(Vec::new(), None, None),
            WeeksPage::new(listed, Some(week("2027-W10")), Some(week("2026-W07"))),
        ]
    }
}

impl WeeksPage {
    fn new(found: Vec<Listed>, before: Option<Week>, older: Option<Week>) -> WeeksPage {
        WeeksPage {
            months: by_month(
                found.into_iter().map(|listed| (listed.month.first_day(), WeekRow::from(listed))),
            ),
            newest: before.map(|_| "/weeks"),
            older: older.map(|week| format!("/weeks?before={week}")),
        }
    }
}

/// Which weeks are listed.
#[derive(Deserialize)]
pub struct Wanted {
    /// The week before which they lie, such as `2025-W40`; anything else: the newest ones.
    #[serde(default)]
    before: String,
}

impl From<Listed> for WeekRow {
    fn from(Listed { week, filed, expected, moods, .. }: Listed) -> Self {
        WeekRow {
            week: week.to_string(),
            filed,
            expected,
            quiet: moods.iter().find(|(mood, _)| mood.is_none()).map_or(0, |(_, count)| *count),
            silent: (expected as i64 - filed).max(0),
            moods: tally(&moods),
        }
    }
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    wanted: web::Query<Wanted>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let before = wanted.before.parse().ok();
    let (found, older) = site.services.read(move |scope| weeks::list(scope, &member, before)).await?;
    view::show(&site, &req, &visitor, &WeeksPage::new(found, before, older))
}

#[derive(Serialize)]
pub struct WeekPage {
    week: String,
    /// Where the weeks around it are.
    previous: Option<String>,
    next: Option<String>,
    /// Before publishing, people see their own bulletins alone.
    published_at: Option<String>,
    /// A week that was paused, or has no working day.
    no_closing: bool,
    /// How many told which mood, the best first.
    moods: Vec<TallyView>,
    /// How many told none: quiet weeks.
    quiet: usize,
    /// All projects that it tells of, in the order of the page.
    strip: Vec<AtView>,
    /// How many requests it brought, and how many of them are open still, and how many are not.
    asked: usize,
    open_requests: usize,
    ended_requests: usize,
    digest: DigestView,
}

/// A project that the page tells of, and where.
#[derive(Serialize)]
struct AtView {
    project: ProjectView,
    mood: Option<MoodView>,
    /// The sign and the key of a week without a mood.
    sign: &'static str,
    key: &'static str,
    /// Whether there is a bulletin to go on to.
    filed: bool,
    asks: bool,
}

/// All that a digest tells of, each with its mood; of a week that is not published yet, what filed alone.
fn strip(digest: &Digest<'_>, is_published: bool) -> Vec<AtView> {
    let filed = |told: &Told<'_>| AtView {
        project: told.project.into(),
        mood: told.bulletin.content.mood.map(MoodView::from),
        sign: "quiet",
        key: "quiet-week",
        filed: true,
        asks: digest.asks(told.project.id).is_some(),
    };
    let missing = |project: &&Project, sign, key| AtView {
        project: (*project).into(),
        mood: None,
        sign,
        key,
        filed: false,
        asks: digest.asks(project.id).is_some(),
    };
    let silent = digest.own_not_heard_of.iter().chain(&digest.not_heard_of);
    let away = digest.own_away.iter().chain(&digest.away);
    let silent = silent.map(|project| missing(project, "silent", "not-heard-of"));
    let missing = silent.chain(away.map(|project| missing(project, "away", "away")));
    let told = digest.own.iter().chain(&digest.bulletins).map(filed);
    told.chain(missing.filter(|_| is_published)).collect()
}

/// All bulletins of a digest.
fn told<'a>(digest: &'a Digest<'_>) -> impl Iterator<Item = &'a Told<'a>> {
    digest.own.iter().chain(&digest.bulletins)
}

/// How many of the bulletins tell which mood, the best first.
fn moods(digest: &Digest<'_>) -> Vec<TallyView> {
    let told = || told(digest).filter_map(|told| told.bulletin.content.mood);
    let count = |mood: Mood| (Some(mood), told().filter(|one| *one == mood).count() as i64);
    let counts: Vec<_> = Mood::ALL.into_iter().rev().map(count).filter(|(_, count)| *count > 0).collect();
    tally(&counts)
}

impl Page for WeekPage {
    const TEMPLATE: &'static str = "pages/reading/week";

    #[cfg(test)]
    fn samples() -> Vec<WeekPage> {
        let at = |mood: Option<Mood>, filed| AtView {
            project: ProjectView::sample(),
            mood: mood.map(MoodView::from),
            sign: "quiet",
            key: "quiet-week",
            filed,
            asks: filed,
        };
        let page = |digest| WeekPage {
            moods: tally(&[(Some(Mood::Great), 2), (Some(Mood::Bad), 1)]),
            quiet: 1,
            strip: vec![at(Some(Mood::Good), true), at(None, true), at(None, false)],
            week: "2026-W10".into(),
            previous: Some("/weeks/2026-W09".into()),
            next: None,
            published_at: None,
            no_closing: false,
            asked: 2,
            open_requests: 1,
            ended_requests: 1,
            digest,
        };
        let mut samples: Vec<WeekPage> = DigestView::samples().into_iter().map(page).collect();
        let asked = |said_at: Option<&str>| {
            let at = "/projects/cartobio/bulletins/2026-W10/reading";
            let reading = ReadingView { at: at.into(), said_at: said_at.map(str::to_owned) };
            DigestView::samples().pop().map(|digest| digest.read_at(|_| Some(reading.clone())))
        };
        samples.extend([None, Some("2026-03-09T09:05:00")].into_iter().filter_map(asked).map(page));
        samples.extend(DigestView::samples().pop().map(|digest| WeekPage {
            published_at: Some("2026-03-06T15:05:00".into()),
            next: Some("/weeks/2026-W11".into()),
            previous: None,
            ..page(digest)
        }));
        samples
            .extend(DigestView::samples().pop().map(|digest| WeekPage { no_closing: true, ..page(digest) }));
        samples
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let week: Week = path.parse().map_err(|_| Error::NotFound)?;
    let reader = member.clone();
    let read = site.services.read(move |scope| weeks::show(scope, &reader, week)).await?;
    let at = |week: Week| format!("/weeks/{week}");
    let digest = read.facts.digest_for(Reader::Member(&member));
    let ended_requests = digest.requests.iter().filter(|told| told.request.end.is_some()).count();
    let reading = |slug: &str| {
        let bulletin = digest.own.iter().find(|told| told.project.slug == slug)?.bulletin;
        let said_at = read.asked.get(&bulletin.id)?.map(|at| view::local(&site, at));
        Some(ReadingView { at: format!("{}/reading", address(slug, week)), said_at })
    };
    let is_public = read.published_at.is_none() && !read.has_no_closing;
    let page = WeekPage {
        moods: moods(&digest),
        quiet: told(&digest).filter(|told| told.bulletin.content.mood.is_none()).count(),
        strip: strip(&digest, is_public),
        week: week.to_string(),
        previous: read.previous.map(at),
        next: read.next.map(at),
        published_at: read.published_at.map(|at| view::local(&site, at)),
        no_closing: read.has_no_closing,
        asked: digest.requests.len(),
        open_requests: digest.requests.len() - ended_requests,
        ended_requests,
        digest: DigestView::from(&digest).read_at(reading),
    };
    view::show(&site, &req, &visitor, &page)
}
