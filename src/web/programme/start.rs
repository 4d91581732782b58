//! Where coordinators begin.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::steps::StepsView;
use crate::services::programme::overview::{self, Overview};
use crate::services::programme::steps;
use crate::services::{self, Scope};
use crate::web::calendar::schedule::EventView;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

/// What there is to run and how it stands, and what is left to do in a new installation.
#[derive(Serialize)]
pub struct StartPage {
    steps: Option<StepsView>,
    people: usize,
    awaited: usize,
    silent: usize,
    projects: usize,
    /// Those of promotions that are closed.
    ended: usize,
    without_referent: usize,
    open: Vec<String>,
    drafts: usize,
    next: Option<EventView>,
    failed_mails: i64,
    waiting_mails: i64,
    /// None leaves.
    mails_stand_still: bool,
}

impl Page for StartPage {
    const TEMPLATE: &'static str = "pages/programme/start";

    #[cfg(test)]
    fn samples() -> Vec<StartPage> {
        let begun = steps::Steps { promotion: true, projects: true, ..steps::Steps::default() };
        let waiting = steps::Steps { people: true, opened: true, ..begun.clone() };
        let busy = Overview {
            people: 40,
            awaited: 3,
            silent: 2,
            projects: 15,
            ended: 0,
            without_referent: 1,
            open: vec!["EIG 3".into(), "EIG 4".into()],
            drafts: 1,
            next: None,
            failed_mails: 2,
            waiting_mails: 5,
            is_standing_still: false,
        };
        let over = Overview { ended: 15, waiting_mails: 1, is_standing_still: true, ..Overview::default() };
        let page = |steps: Option<steps::Steps>, overview| {
            let steps = steps.map(|steps| StepsView::of(steps, Some(EventView::sample())));
            StartPage::new(steps, overview, None)
        };
        vec![
            StartPage::new(None, busy, Some(EventView::sample())),
            StartPage::new(None, over, None),
            page(Some(begun), Overview::default()),
            page(Some(waiting), Overview::default()),
        ]
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let look = |scope: &mut Scope<'_>| -> Result<_, services::Error> {
        Ok((steps::steps(scope)?, overview::overview(scope)?))
    };
    let (steps, overview) = site.services.read(look).await?;
    let next = overview.next.as_ref().map(|event| EventView::new(&site, event));
    let steps = steps.map(|steps| StepsView::new(&site, steps));
    view::show(&site, &req, &coordinator.visitor, &StartPage::new(steps, overview, next))
}

impl StartPage {
    fn new(steps: Option<StepsView>, overview: Overview, next: Option<EventView>) -> StartPage {
        StartPage {
            steps,
            people: overview.people,
            awaited: overview.awaited,
            silent: overview.silent,
            projects: overview.projects,
            ended: overview.ended,
            without_referent: overview.without_referent,
            open: overview.open,
            drafts: overview.drafts,
            next,
            failed_mails: overview.failed_mails,
            waiting_mails: overview.waiting_mails,
            mails_stand_still: overview.is_standing_still,
        }
    }
}
