//! All requests: those that nobody has closed, and those that were.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use super::seen_view::SeenView;
use crate::domain::calendar::Calendar;
use crate::domain::help::RequestId;
use crate::domain::people::Member;
use crate::services::help::listing::{self, Bookmark, Listed, Wish};
use crate::services::help::seeing::{ByStanding, Seen, by_standing};
use crate::web::kit::form::Form;
use crate::web::kit::page::Page;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

#[derive(Deserialize, Default)]
pub struct Wanted {
    #[serde(default)]
    project: String,
    /// Together a bookmark among those that are closed: the end and the number of the one before.
    ended: Option<DateTime<Utc>>,
    after: Option<i64>,
}

impl Wanted {
    fn wish(&self) -> Wish {
        let after = self.ended.zip(self.after).map(|(ended, id)| (ended, RequestId(id)));
        Wish { project: self.project.clone(), after }
    }
}

/// Where a part of the list stands.
fn address(project: &str, from: Option<Bookmark>) -> String {
    let (ended, after) = from.map_or_else(Default::default, |(at, id)| {
        (at.to_rfc3339_opts(SecondsFormat::Micros, true), id.0.to_string())
    });
    let fields = [("project", project), ("ended", &ended), ("after", &after)];
    let told: Vec<(&str, &str)> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    if told.is_empty() { "/help-requests".to_owned() } else { view::address("/help-requests", &told) }
}

#[derive(Serialize)]
pub struct HelpRequestsPage {
    /// What it is narrowed down to.
    form: Form,
    filtered: bool,
    can_ask: bool,
    /// Whether the list begins here.
    is_beginning: bool,
    /// Those that nobody has closed: which wait for somebody, which nobody may take yet, and which somebody sees to.
    untaken: Vec<SeenView>,
    untold: Vec<SeenView>,
    taken: Vec<SeenView>,
    ended: Vec<SeenView>,
    previous: Option<String>,
    next: Option<String>,
}

impl Page for HelpRequestsPage {
    const TEMPLATE: &'static str = "pages/help/list";

    #[cfg(test)]
    fn samples() -> Vec<HelpRequestsPage> {
        use crate::domain::people::Role;
        use crate::domain::samples::{calendar, member, project};
        let page = |wanted: &Wanted, unended, ended, next: Option<Bookmark>| {
            let can_ask = next.is_some();
            let listed = Listed { unended, ended, next, can_ask, projects: vec![project(1), project(2)] };
            HelpRequestsPage::new(
                wanted,
                &listed,
                "Tous".into(),
                &member(false, &[(Role::Eig, 1)]),
                &calendar(),
            )
        };
        let at = "2026-03-05T10:00:00Z".parse().unwrap();
        let on = Wanted { project: "p01".into(), ended: Some(at), after: Some(7) };
        let narrow = Wanted { project: "p01".into(), ..Wanted::default() };
        vec![
            page(&Wanted::default(), Vec::new(), Vec::new(), None),
            page(&narrow, Vec::new(), Vec::new(), None),
            page(&Wanted::default(), Seen::samples().into(), Seen::ended_samples(), Some((at, RequestId(3)))),
            page(&on, Vec::new(), Seen::ended_samples(), None),
        ]
    }
}

impl HelpRequestsPage {
    fn new(
        wanted: &Wanted,
        listed: &Listed,
        all: String,
        reader: &Member,
        calendar: &Calendar,
    ) -> HelpRequestsPage {
        let projects = listed.projects.iter().map(|project| (project.slug.clone(), project.name.clone()));
        let is_beginning = wanted.wish().after.is_none();
        let view = |seen: &Seen| SeenView::to_member(seen, reader, calendar);
        let views = |seen: Vec<&Seen>| seen.into_iter().map(view).collect();
        let ByStanding { waiting, untold, taken } = by_standing(&listed.unended);
        HelpRequestsPage {
            form: Form::new([]).choosing("project", Choice::one_or_all(all, projects, &wanted.project)),
            can_ask: listed.can_ask,
            filtered: !wanted.project.is_empty(),
            is_beginning,
            untaken: views(waiting),
            untold: views(untold),
            taken: views(taken),
            ended: listed.ended.iter().map(view).collect(),
            previous: (!is_beginning).then(|| address(&wanted.project, None)),
            next: listed.next.map(|next| address(&wanted.project, Some(next))),
        }
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    wanted: web::Query<Wanted>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let wish = wanted.wish();
    let reader = member.clone();
    let listed = site.services.read(move |scope| listing::list(scope, &reader, &wish)).await?;
    let all = view::text(&visitor, "search-all-projects", &[])?;
    let page = HelpRequestsPage::new(&wanted, &listed, all, &member, &site.services.rules);
    view::show(&site, &req, &visitor, &page)
}
