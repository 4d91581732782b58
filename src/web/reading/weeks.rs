//! Weeks: all of them by month, and each as its digest tells it.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::domain::calendar::Week;
use crate::domain::weekly::digest::Reader;
use crate::services::reading;
use crate::store;
use crate::store::filing::bulletins;
use crate::store::programme::projects;
use crate::views::DigestView;
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

#[derive(Serialize)]
struct WeeksPage {
    months: Vec<Month>,
}

#[derive(Serialize)]
struct Month {
    /// A day of it.
    day: String,
    weeks: Vec<WeekRow>,
}

#[derive(Serialize)]
struct WeekRow {
    week: String,
    filed: i64,
    expected: usize,
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, .. } = signed_in;
    let (counts, all, calendar) = site
        .services
        .read(|scope| -> store::Result<_> {
            let counts = bulletins::count_by_week(scope.conn)?;
            Ok((counts, projects::all(scope.conn)?, scope.calendar.clone()))
        })
        .await?;
    let now = visitor.now;
    let first = all.iter().map(|project| Week::of(project.starts_on)).min();
    let back = std::iter::successors(Some(calendar.week_at(now)), |week| Some(week.previous()));
    let mut months: Vec<Month> = Vec::new();
    for week in back.take_while(|week| Some(*week) >= first && first.is_some()) {
        let filed = counts.iter().find(|(of, _)| *of == week).map_or(0, |(_, count)| *count);
        let expected = all.iter().filter(|project| project.is_active_in(week)).count();
        // A week in which nobody filed counts too, unless nobody was asked.
        let counts = filed > 0 || (expected > 0 && calendar.closing(week).is_some());
        if !counts || !calendar.is_published(week, now) {
            continue;
        }
        let day = week.monday().format("%Y-%m-01").to_string();
        let row = WeekRow { week: week.to_string(), filed, expected };
        match months.last_mut().filter(|month| month.day == day) {
            Some(month) => month.weeks.push(row),
            None => months.push(Month { day, weeks: vec![row] }),
        }
    }
    view::page(&site, &req, &visitor, "pages/reading/weeks", &WeeksPage { months })
}

#[derive(Serialize)]
struct WeekPage {
    week: String,
    /// Where the weeks around it are, from the first that there was to the present one.
    previous: Option<String>,
    next: Option<String>,
    /// Before publishing, people see their own bulletins alone.
    published_at: Option<String>,
    /// A week that was paused, or has no working day.
    no_closing: bool,
    digest: DigestView,
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let week: Week = path.parse().map_err(|_| Error::NotFound)?;
    let now = visitor.now;
    let reader = member.clone();
    let (facts, closing, first) = site
        .services
        .read(move |scope| -> store::Result<_> {
            let closing = scope.calendar.closing(week);
            let first = projects::all(scope.conn)?.iter().map(|project| Week::of(project.starts_on)).min();
            Ok((reading::week(scope, &reader, week)?, closing, first))
        })
        .await?;
    let this_week = site.services.rules.week_at(now);
    // What lies before and after would go on for ever.
    let first = first.filter(|first| (*first..=this_week).contains(&week)).ok_or(Error::NotFound)?;
    let published_at = closing.map(|closing| closing.published_at).filter(|at| now < *at);
    let page = WeekPage {
        week: week.to_string(),
        previous: (week > first).then(|| format!("/weeks/{}", week.previous())),
        next: (week < this_week).then(|| format!("/weeks/{}", week.next())),
        published_at: published_at.map(|at| view::local(&site, at)),
        no_closing: closing.is_none(),
        digest: DigestView::from(&facts.digest_for(Reader::Person(&member))),
    };
    view::page(&site, &req, &visitor, "pages/reading/week", &page)
}
