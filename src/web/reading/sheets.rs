//! A month of one project, to be printed on one page.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::domain::calendar::Month;
use crate::services::reading::sheets;
use crate::views::SheetView;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct SheetPage {
    sheet: SheetView,
    slug: String,
    /// Where the months around it are.
    previous: Option<String>,
    next: Option<String>,
}

impl Page for SheetPage {
    const TEMPLATE: &'static str = "pages/reading/sheet";

    #[cfg(test)]
    fn samples() -> Vec<SheetPage> {
        let page = |sheet| SheetPage {
            sheet,
            slug: "p01".into(),
            previous: Some("/projects/p01/sheets/2026-02".into()),
            next: None,
        };
        SheetView::samples().into_iter().map(page).collect()
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<(String, String)>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let (slug, month) = path.into_inner();
    let month: Month = month.parse().map_err(|_| Error::NotFound)?;
    let read = {
        let slug = slug.clone();
        site.services.read(move |scope| sheets::show(scope, &member, &slug, month)).await?
    };
    let [previous, next] = read.neighbours().map(|month| Some(format!("/projects/{slug}/sheets/{}", month?)));
    let sheet = read.sheet().ok_or(Error::NotFound)?;
    let page = SheetPage { sheet: SheetView::new(&sheet), slug: slug.clone(), previous, next };
    view::show(&site, &req, &visitor, &page)
}
