//! The weeks of a promotion side by side, and how to look at some of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::{Month, Week};
use crate::domain::programme::project::{ProjectId, PromotionId};
use crate::services::reading::dashboard::{Cell, Dashboard, Row, Show};
use crate::views::{AsJson, MoodView, ProjectView};
use crate::web::kit::view;

/// What an address asks for; what it says of it that cannot be read asks for nothing.
#[derive(Debug, Default, Deserialize)]
pub struct Look {
    #[serde(default)]
    show: String,
    #[serde(default)]
    mine: String,
    #[serde(default)]
    month: String,
    /// A promotion's number.
    #[serde(default)]
    promotion: String,
}

impl Look {
    pub fn promotion(&self) -> Option<PromotionId> {
        self.promotion.parse().ok().map(PromotionId)
    }

    pub fn show(&self) -> Show {
        Show::read(&self.show)
    }

    /// Only the projects about which the reader is asked.
    pub fn is_mine(&self) -> bool {
        !self.mine.is_empty()
    }

    /// The same look at other projects.
    pub fn at(&self, show: Show, mine: bool) -> String {
        self.address(show, mine, &self.month)
    }

    fn in_month(&self, month: Month) -> String {
        self.address(self.show(), self.is_mine(), &month.to_string())
    }

    fn address(&self, show: Show, mine: bool, month: &str) -> String {
        let show = Some(show).filter(|show| *show != Show::All).map(Show::name);
        let fields = [
            ("show", show.as_deref().unwrap_or_default()),
            ("mine", if mine { "1" } else { "" }),
            ("month", month),
            ("promotion", &self.promotion),
        ];
        let fields: Vec<_> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        if fields.is_empty() { "/dashboard".to_owned() } else { view::address("/dashboard", &fields) }
    }
}

#[derive(Serialize)]
pub struct MosaicView {
    head: AsJson<HeadView>,
    /// How many weeks it has.
    count: usize,
    rows: Vec<AsJson<RowView>>,
    /// A phone shows one month at a time: this one, and those around it.
    month: String,
    /// The week that is looked at is of another one: what is said of it beside the names is not of that month.
    past: bool,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct HeadView {
    months: Vec<MonthHead>,
    weeks: Vec<WeekHead>,
}

#[derive(Serialize)]
struct MonthHead {
    first: String,
    weeks: usize,
    /// How much of its name has room: as the style of a day in words.
    style: &'static str,
    /// It is not the month that a phone shows.
    far: bool,
}

#[derive(Serialize)]
struct WeekHead {
    week: String,
    monday: String,
    number: String,
    far: bool,
}

#[derive(Serialize)]
struct RowView {
    project: ProjectView,
    /// What is shown of the present week in words.
    filed: bool,
    mood: Option<MoodView>,
    quiet: bool,
    late: bool,
    /// The key of why nothing is there; none: something is.
    missing: Option<&'static str>,
    /// The team has begun, or was reminded.
    begun: bool,
    reminded: bool,
    asks: bool,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct CellView {
    /// Names its shape and colour.
    kind: String,
    /// The name of its sign; none: an empty cell says it.
    sign: Option<String>,
    /// The key of what it says; none: the project had not begun.
    key: Option<&'static str>,
    week: String,
    monday: String,
    filed: bool,
    quiet: bool,
    late: bool,
    /// The project asked for help that week, and nobody has closed that.
    asks: bool,
    far: bool,
}

impl MosaicView {
    pub fn new(dashboard: &Dashboard, rows: &[Row<'_>], look: &Look) -> MosaicView {
        let month_of = |week: Week| dashboard.calendar().month_of(week);
        let mut there: BTreeMap<Month, usize> = BTreeMap::new();
        for week in &dashboard.weeks {
            *there.entry(month_of(*week)).or_default() += 1;
        }
        let asked: Option<Month> = look.month.parse().ok().filter(|month| there.contains_key(month));
        let month = asked.unwrap_or_else(|| month_of(dashboard.looked_at()));
        let mut months: Vec<MonthHead> = Vec::new();
        for (each, &weeks) in &there {
            let (first, far) = (each.first_day().to_string(), *each != month);
            // The year is said once, and where it changes, as far as it has room.
            let says_year = weeks > 3 && (months.is_empty() || each.first_day().month() == 1);
            let style = match (weeks, says_year) {
                (0..=2, _) => "brief",
                (_, true) => "month",
                (_, false) => "name",
            };
            months.push(MonthHead { first, weeks, style, far });
        }
        let head = |week: &Week| WeekHead {
            week: week.to_string(),
            monday: week.monday().to_string(),
            number: week.monday().day().to_string(),
            far: month_of(*week) != month,
        };
        let weeks: Vec<WeekHead> = dashboard.weeks.iter().map(head).collect();
        let asks: BTreeSet<(ProjectId, Week)> =
            dashboard.requests.iter().map(|seen| (seen.project.id, seen.request.week)).collect();
        let row = |row: &Row<'_>| AsJson(RowView::new(dashboard, row, &asks, &weeks));
        MosaicView {
            count: weeks.len(),
            rows: rows.iter().filter(|row| row.fits(look.show())).map(row).collect(),
            month: month.first_day().to_string(),
            past: month != month_of(dashboard.looked_at()),
            previous: Some(month.previous()).filter(|it| there.contains_key(it)).map(|it| look.in_month(it)),
            next: Some(month.next()).filter(|it| there.contains_key(it)).map(|it| look.in_month(it)),
            head: AsJson(HeadView { months, weeks }),
        }
    }
}

impl RowView {
    fn new(
        dashboard: &Dashboard,
        row: &Row<'_>,
        asks: &BTreeSet<(ProjectId, Week)>,
        heads: &[WeekHead],
    ) -> RowView {
        let (id, present) = (row.project.id, row.present());
        let filed = present.filed();
        let is_awaited = present == Cell::Awaited;
        let cell = |((week, head), cell): ((&Week, &WeekHead), &Cell)| {
            CellView::new(head, cell, asks.contains(&(id, *week)))
        };
        RowView {
            project: row.project.into(),
            filed: filed.is_some(),
            mood: present.mood().map(MoodView::from),
            quiet: filed.is_some_and(|filed| filed.quiet),
            late: filed.is_some_and(|filed| filed.late),
            missing: match present {
                Cell::Filed(_) => None,
                Cell::Awaited => Some("not-yet-filed"),
                Cell::Silent => Some("not-filed"),
                Cell::Away => Some("away"),
                Cell::Unasked | Cell::Before => Some("nothing-asked-short"),
            },
            begun: is_awaited && dashboard.begun.contains(&id),
            reminded: is_awaited && dashboard.course.teams_reminded.contains(&id),
            asks: row.asks,
            cells: dashboard.weeks.iter().zip(heads).zip(&row.cells).map(cell).collect(),
        }
    }
}

impl CellView {
    fn new(head: &WeekHead, cell: &Cell, asks: bool) -> CellView {
        let (kind, sign, key) = match cell {
            Cell::Filed(spirit) => match spirit.mood {
                Some(mood) => {
                    let sign = format!("mood-{}", mood.number());
                    (sign.clone(), Some(sign), Some(mood.key()))
                }
                None => ("calm".to_owned(), Some("quiet".to_owned()), Some("quiet-week")),
            },
            Cell::Awaited => ("awaited".to_owned(), None, Some("not-yet-filed")),
            Cell::Silent => ("silent".to_owned(), Some("silent".to_owned()), Some("not-heard-of")),
            Cell::Away => ("gone".to_owned(), Some("away".to_owned()), Some("away")),
            Cell::Unasked => ("unasked".to_owned(), Some("unasked".to_owned()), Some("nothing-asked-short")),
            Cell::Before => ("before".to_owned(), None, None),
        };
        let filed = cell.filed();
        CellView {
            kind,
            sign,
            key,
            week: head.week.clone(),
            monday: head.monday.clone(),
            filed: filed.is_some(),
            quiet: cell.mood().is_some() && filed.is_some_and(|filed| filed.quiet),
            late: filed.is_some_and(|filed| filed.late),
            asks,
            far: head.far,
        }
    }
}
