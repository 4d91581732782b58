//! Where coordinators begin.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::steps::StepsView;
use crate::services::programme::steps;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

/// What there is to run, and what is left to do in a new installation.
#[derive(Serialize)]
pub struct StartPage {
    steps: Option<StepsView>,
}

impl Page for StartPage {
    const TEMPLATE: &'static str = "pages/programme/start";

    #[cfg(test)]
    fn samples() -> Vec<StartPage> {
        let begun =
            steps::Steps { promotion: true, projects: true, people: false, opened: false, filed: false };
        let waiting = steps::Steps { people: true, opened: true, ..begun };
        [None, Some(begun), Some(waiting)].map(|steps| StartPage { steps: steps.map(StepsView::from) }).into()
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let steps = site.services.read(steps::steps).await?;
    let page = StartPage { steps: steps.map(StepsView::from) };
    view::show(&site, &req, &coordinator.visitor, &page)
}
