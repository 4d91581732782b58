//! The second step of a sign-in: another proof, or the factor that is demanded.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::app_setup::{AppForm, AppSetup};
use super::sign_in::Back;
use super::{browser_of, local_path, recovery_codes, welcome, with_cookies};
use crate::domain::identity::authenticator::Secret;
use crate::domain::identity::second_factor::Owed;
use crate::services::identity::second_steps::{self, Half};
use crate::services::identity::sessions::Entered;
use crate::services::identity::tokens::Token;
use crate::services::identity::typed_codes::TypedCode;
use crate::services::{Refusal, Scope};
use crate::web::kit::form::Form;
use crate::web::kit::forms::Posted;
use crate::web::kit::page::Page;
use crate::web::kit::security_log::{self, Event};
use crate::web::kit::view;
use crate::web::kit::visitor::{self, Visitor};
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct StepPage {
    back: String,
    /// Of who must set a factor up; others have theirs.
    setup: Option<AppSetup>,
    form: Form,
}

impl StepPage {
    fn new(back: &str) -> StepPage {
        StepPage { back: back.to_owned(), setup: None, form: Form::new([("code", "")]) }
    }
}

impl Page for StepPage {
    const TEMPLATE: &'static str = "pages/identity/second-step";

    #[cfg(test)]
    fn samples() -> Vec<StepPage> {
        let refused = StepPage { form: StepPage::new("/").form.sample_fault("code"), ..StepPage::new("/") };
        let setup = || StepPage { setup: Some(AppSetup::sample()), ..StepPage::new("/weeks") };
        let refused_setup = StepPage { form: setup().form.sample_fault("code"), ..setup() };
        vec![StepPage::new("/weeks"), refused, setup(), refused_setup]
    }
}

/// Whoever took too long, or never began, begins with the first step.
fn begin_again(back: &str) -> HttpResponse {
    view::see_other(&view::address("/sign-in", &[("back", back)]))
}

async fn look(site: &Site, token: Token) -> Result<Half, Refusal> {
    site.services.read(move |scope| second_steps::look(scope, &token)).await
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    back: web::Query<Back>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let back = local_path(&back.back);
    let Some(token) = visitor::begun(&req, &site) else { return Ok(begin_again(back)) };
    let half = match look(&site, token).await {
        Err(Refusal::Gone) => return Ok(begin_again(back)),
        half => half?,
    };
    let setup = (half.owed == Owed::Factor).then(|| AppSetup::new(&site, &half.person, &Secret::random()));
    view::show(&site, &req, &visitor, &StepPage { setup, ..StepPage::new(back) })
}

#[derive(Deserialize)]
pub struct Code {
    #[serde(default)]
    code: String,
    #[serde(default)]
    back: String,
}

/// Takes a code as the second proof.
pub async fn prove(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    form: Posted<Code>,
) -> Result<HttpResponse, Error> {
    let Code { code, back } = form.0;
    let back = local_path(&back);
    let Some(token) = visitor::begun(&req, &site) else { return Ok(begin_again(back)) };
    let typed = TypedCode { code, device: visitor::device_mark(&req, &site) };
    let browser = browser_of(&req, &visitor);
    let prove = move |scope: &mut Scope<'_>| second_steps::prove(scope, &token, &typed, &browser);
    match site.services.write(prove).await {
        Ok(Ok(entered)) => enter(&site, &entered, back),
        Ok(Err(Refusal::Faults(faults))) => {
            let form = Form::new([("code", "")]).refused(&visitor, &faults)?;
            let page = StepPage { form, ..StepPage::new(back) };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let shown = view::show_with_status(&site, &req, &visitor, status, &page)?;
            Ok(security_log::marked(shown, Event::SignInFailed))
        }
        Err(Refusal::Gone) => Ok(begin_again(back)),
        Ok(Err(refusal)) | Err(refusal) => Err(refusal.into()),
    }
}

fn enter(site: &Site, entered: &Entered, to: &str) -> Result<HttpResponse, Error> {
    with_cookies(welcome(site, entered, to)?, &[visitor::no_begun_cookie(site)])
}

#[derive(Deserialize)]
pub struct SetUp {
    #[serde(flatten)]
    app: AppForm,
    #[serde(default)]
    back: String,
}

/// Sets up the app that is demanded, and shows its recovery codes to somebody who is in now.
pub async fn set_up(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    form: Posted<SetUp>,
) -> Result<HttpResponse, Error> {
    let SetUp { app, back } = form.0;
    let (back, new) = (local_path(&back), app.read()?);
    let Some(token) = visitor::begun(&req, &site) else { return Ok(begin_again(back)) };
    let (secret, browser) = (new.secret.clone(), browser_of(&req, &visitor));
    let half_in = token.clone();
    let set_up = move |scope: &mut Scope<'_>| second_steps::set_up(scope, &token, &new, &browser);
    match site.services.write(set_up).await {
        Ok((entered, codes)) => {
            let shown = recovery_codes::show(&site, &req, &visitor, codes, back)?;
            let shown = security_log::marked(shown, Event::SignedIn(entered.person));
            let cookies = [
                visitor::session_cookie(&site, &entered.session),
                visitor::device_cookie(&site, &entered.mark),
            ];
            with_cookies(with_cookies(shown, &cookies)?, &[visitor::no_begun_cookie(&site)])
        }
        Err(Refusal::Faults(faults)) => {
            let half = look(&site, half_in).await?;
            let form = Form::new([("code", "")]).refused(&visitor, &faults)?;
            let setup = Some(AppSetup::new(&site, &half.person, &secret));
            let page = StepPage { setup, form, ..StepPage::new(back) };
            view::show_with_status(&site, &req, &visitor, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(Refusal::Gone) => Ok(begin_again(back)),
        Err(refusal) => Err(refusal.into()),
    }
}
