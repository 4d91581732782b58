//! The weeks in which a team is away, as it says itself.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::Week;
use crate::domain::people::absence::Away;
use crate::services::calendar::team_absences::{self as verbs, ToCome, Weeks, Wish};
use crate::views::ProjectView;
use crate::web::kit::forms::Posted;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

/// What is to come of a project's absences.
#[derive(Serialize)]
pub struct AbsencesView {
    weeks: Vec<String>,
    people: Vec<PersonAway>,
}

/// Somebody of the team, and the days on which they are away.
#[derive(Serialize)]
struct PersonAway {
    name: String,
    first: String,
    /// None: one day.
    last: Option<String>,
}

impl From<&(String, Away)> for PersonAway {
    fn from((name, away): &(String, Away)) -> Self {
        let last = Some(away.last).filter(|last| *last != away.first);
        PersonAway {
            name: name.clone(),
            first: away.first.to_string(),
            last: last.map(|day| day.to_string()),
        }
    }
}

impl From<&ToCome> for AbsencesView {
    fn from(to_come: &ToCome) -> Self {
        AbsencesView {
            weeks: to_come.weeks.iter().map(Week::to_string).collect(),
            people: to_come.people.iter().map(PersonAway::from).collect(),
        }
    }
}

#[cfg(test)]
impl AbsencesView {
    /// Of a team of which nobody is away, and of one with some of everything.
    pub fn samples() -> [AbsencesView; 2] {
        let day = |text: &str| text.parse().unwrap();
        let away = |first, last| ("Ada".to_owned(), Away { first: day(first), last: day(last) });
        let people = vec![away("2026-03-10", "2026-03-10"), away("2026-03-12", "2026-03-20")];
        let weeks = vec![crate::domain::samples::week("2026-W12")];
        [ToCome::default(), ToCome { weeks, people }].map(|to_come| AbsencesView::from(&to_come))
    }
}

#[derive(Serialize)]
pub struct TeamAbsencesPage {
    project: ProjectView,
    /// Those that can be marked.
    weeks: Vec<WeekChoice>,
    /// Who is away when.
    people: Vec<PersonAway>,
}

#[derive(Serialize)]
struct WeekChoice {
    week: String,
    /// The key of what it is called today; none: it lies further ahead.
    called: Option<&'static str>,
    checked: bool,
    all_are_away: bool,
}

impl Page for TeamAbsencesPage {
    const TEMPLATE: &'static str = "pages/calendar/team-absences";

    #[cfg(test)]
    fn samples() -> Vec<TeamAbsencesPage> {
        let page = |weeks, people| TeamAbsencesPage {
            project: (&crate::domain::samples::project(1)).into(),
            weeks,
            people,
        };
        let week = |checked, all_are_away| WeekChoice {
            week: "2026-W11".into(),
            called: called(
                crate::domain::samples::week("2026-W11"),
                crate::domain::samples::week("2026-W10"),
            ),
            checked,
            all_are_away,
        };
        let [_, AbsencesView { people, .. }] = AbsencesView::samples();
        let weeks = vec![week(true, false), week(false, false), week(false, true)];
        vec![page(Vec::new(), Vec::new()), page(weeks, people)]
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let Weeks { project, weeks, present, people } =
        site.services.read(move |scope| verbs::show(scope, &member, &path)).await?;
    let choice = |offered: &verbs::Offered| WeekChoice {
        week: offered.week.to_string(),
        called: called(offered.week, present),
        checked: offered.is_marked,
        all_are_away: offered.all_are_away,
    };
    let page = TeamAbsencesPage {
        project: (&project).into(),
        weeks: weeks.iter().map(choice).collect(),
        people: people.iter().map(PersonAway::from).collect(),
    };
    view::show(&site, &req, &visitor, &page)
}

/// By the day on which it is looked at: this week can no more be marked once it is published.
fn called(week: Week, present: Week) -> Option<&'static str> {
    match week {
        week if week == present => Some("this-week"),
        week if week == present.next() => Some("next-week"),
        _ => None,
    }
}

#[derive(Deserialize)]
pub struct WeeksForm {
    /// The boxes that are ticked, and those that were when the page was opened; their values are weeks.
    #[serde(flatten)]
    weeks: BTreeMap<String, String>,
}

/// What begins the names of those that were.
const SHOWN: &str = "shown-";

impl From<&WeeksForm> for Wish {
    fn from(form: &WeeksForm) -> Wish {
        let mut wish = Wish::default();
        for (name, value) in &form.weeks {
            let Ok(week) = value.parse() else { continue };
            let of = if name.starts_with(SHOWN) { &mut wish.shown } else { &mut wish.wanted };
            of.insert(week);
        }
        wish
    }
}

pub async fn change(
    site: web::Data<Site>,
    path: web::Path<String>,
    signed_in: SignedIn,
    form: Posted<WeeksForm>,
) -> Result<HttpResponse, Error> {
    let wish = Wish::from(&form.0);
    let at = format!("/projects/{path}/absences");
    let slug = path.into_inner();
    let (services, claim) = (&site.services, signed_in.claim);
    services.act(claim, move |scope, member| verbs::change(scope, member, &slug, &wish)).await?;
    Ok(view::done(&at, "done-absences"))
}
