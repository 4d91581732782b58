//! The second step of a sign-in: another proof, or the factor that is demanded.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::app_setup::{AppForm, AppSetup};
use super::passkeys::{NewPasskey, PasskeyAnswer};
use super::sign_in::Back;
use super::{browser_of, lead_in, local_path, onward, recovery_codes, with_cookies};
use crate::domain::identity::authenticator::Secret;
use crate::domain::identity::second_factor::Owed;
use crate::domain::kit::Fault;
use crate::services::identity::passkey_offers::Offer;
use crate::services::identity::second_steps::{self, Taken};
use crate::services::identity::sessions::Entered;
use crate::services::identity::tokens::Token;
use crate::services::identity::typed_codes::TypedCode;
use crate::services::{Refusal, Scope};
use crate::web::kit::cookies;
use crate::web::kit::form::Form;
use crate::web::kit::forms::Posted;
use crate::web::kit::page::Page;
use crate::web::kit::security_log::{self, Event};
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct StepPage {
    back: String,
    /// Of who must set a factor up; others have theirs.
    setup: Option<AppSetup>,
    /// For the proof of a passkey, or a new one.
    passkey: Option<Offer>,
    form: Form,
}

impl Page for StepPage {
    const TEMPLATE: &'static str = "pages/identity/second-step";

    #[cfg(test)]
    fn samples() -> Vec<StepPage> {
        let form = || Form::new([("code", ""), ("name", "")]);
        let page = |setup: bool, passkey: bool, form| StepPage {
            back: "/weeks".into(),
            setup: setup.then(AppSetup::sample),
            passkey: passkey.then(Offer::sample),
            form,
        };
        vec![
            page(false, false, form()),
            page(false, true, form().sample_fault("code")),
            page(true, true, form()),
            page(true, false, form().sample_fault("code")),
        ]
    }
}

/// Whoever took too long, or never began, begins with the first step.
fn begin_again(back: &str) -> HttpResponse {
    view::see_other(&view::address("/sign-in", &[("back", back)]))
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    back: web::Query<Back>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let back = local_path(&back.back);
    let Some(token) = cookies::begun(&req, &site) else { return Ok(begin_again(back)) };
    let secret = Secret::random();
    Step { site: &site, req: &req, visitor: &visitor, token, back }.show(&secret, "", &[]).await
}

/// What a step is taken with.
struct Step<'a> {
    site: &'a Site,
    req: &'a HttpRequest,
    visitor: &'a Visitor,
    token: Token,
    back: &'a str,
}

impl Step<'_> {
    /// Shows what is owed, and what is wrong with what was sent. `secret`: of the app that may be set up; `name`: of the
    /// passkey.
    async fn show(&self, secret: &Secret, name: &str, faults: &[Fault]) -> Result<HttpResponse, Error> {
        let (token, holder) = (self.token.clone(), self.visitor.holder().clone());
        let look = move |scope: &mut Scope<'_>| -> Result<_, Refusal> {
            let half = second_steps::look(scope, &token)?;
            let passkey = second_steps::offer(scope, &half, &holder)?;
            Ok((half, passkey))
        };
        let (half, passkey) = match self.site.services.read(look).await {
            Err(Refusal::Gone) => return Ok(begin_again(self.back)),
            looked => looked?,
        };
        let setup = (half.owed == Owed::Factor).then(|| AppSetup::new(self.site, &half.person, secret));
        let form = Form::new([("code", ""), ("name", name)]).refused(self.visitor, faults)?;
        let page = StepPage { back: self.back.to_owned(), setup, passkey, form };
        let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        view::show_with_status(self.site, self.req, self.visitor, status, &page)
    }

    /// Leads in whoever has taken the step; where a recovery code did it, the page that follows says how many are left.
    fn enter(&self, entered: &Entered, codes_left: Option<usize>) -> Result<HttpResponse, Error> {
        let on = lead_in(self.site, entered, onward(self.back, codes_left))?;
        with_cookies(on, &[cookies::no_begun_cookie(self.site)])
    }

    /// Shows what is owed to somebody whose proof was none.
    async fn show_failed(&self, faults: &[Fault]) -> Result<HttpResponse, Error> {
        let shown = self.show(&Secret::random(), "", faults).await?;
        Ok(security_log::marked(shown, Event::SignInFailed))
    }

    /// Lets somebody in whose first factor has just been set up.
    fn enter_with(&self, entered: &Entered, codes: Vec<String>) -> Result<HttpResponse, Error> {
        let shown = recovery_codes::show(self.site, self.req, self.visitor, codes, self.back)?;
        let shown = security_log::marked(shown, Event::SignedIn(entered.person));
        let cookies = [
            cookies::session_cookie(self.site, &entered.session),
            cookies::device_cookie(self.site, &entered.mark),
            cookies::no_begun_cookie(self.site),
        ];
        with_cookies(shown, &cookies)
    }

    /// What becomes of a proof.
    async fn judge(&self, proven: Result<Result<Taken, Refusal>, Refusal>) -> Result<HttpResponse, Error> {
        match proven {
            Ok(Ok((entered, codes_left))) => self.enter(&entered, codes_left),
            Ok(Err(Refusal::Faults(faults))) => self.show_failed(&faults).await,
            Err(Refusal::Gone) => Ok(begin_again(self.back)),
            Ok(Err(refusal)) | Err(refusal) => Err(refusal.into()),
        }
    }
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
    let Some(token) = cookies::begun(&req, &site) else { return Ok(begin_again(back)) };
    let step = Step { site: &site, req: &req, visitor: &visitor, token: token.clone(), back };
    let typed = TypedCode { code, device: visitor.device.clone() };
    let browser = browser_of(&req, &visitor);
    let prove = move |scope: &mut Scope<'_>| second_steps::prove(scope, &token, &typed, &browser);
    step.judge(site.services.write(prove).await).await
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
    let Some(token) = cookies::begun(&req, &site) else { return Ok(begin_again(back)) };
    let step = Step { site: &site, req: &req, visitor: &visitor, token: token.clone(), back };
    let (secret, browser) = (new.secret.clone(), browser_of(&req, &visitor));
    let set_up = move |scope: &mut Scope<'_>| second_steps::set_up(scope, &token, &new, &browser);
    match site.services.write(set_up).await {
        Ok((entered, codes)) => step.enter_with(&entered, codes),
        Err(Refusal::Faults(faults)) => step.show(&secret, "", &faults).await,
        Err(Refusal::Gone) => Ok(begin_again(back)),
        Err(refusal) => Err(refusal.into()),
    }
}

#[derive(Deserialize)]
pub struct Proof {
    #[serde(flatten)]
    passkey: PasskeyAnswer,
    #[serde(default)]
    back: String,
}

/// Takes a passkey as the second proof.
pub async fn prove_by_passkey(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    form: Posted<Proof>,
) -> Result<HttpResponse, Error> {
    let Proof { passkey, back } = form.0;
    let back = local_path(&back);
    let Some(token) = cookies::begun(&req, &site) else { return Ok(begin_again(back)) };
    let step = Step { site: &site, req: &req, visitor: &visitor, token: token.clone(), back };
    let (answer, holder, browser) = (passkey.read(), visitor.holder().clone(), browser_of(&req, &visitor));
    let prove = move |scope: &mut Scope<'_>| {
        second_steps::prove_by_passkey(scope, &token, (&holder, &answer), &browser)
    };
    step.judge(site.services.write(prove).await).await
}

#[derive(Deserialize)]
pub struct FirstPasskey {
    #[serde(flatten)]
    passkey: NewPasskey,
    #[serde(default)]
    back: String,
}

/// Sets up a passkey where a factor is demanded.
pub async fn set_up_passkey(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    form: Posted<FirstPasskey>,
) -> Result<HttpResponse, Error> {
    let FirstPasskey { passkey, back } = form.0;
    let (back, made) = (local_path(&back), passkey.read());
    let Some(token) = cookies::begun(&req, &site) else { return Ok(begin_again(back)) };
    let step = Step { site: &site, req: &req, visitor: &visitor, token: token.clone(), back };
    let (name, holder, browser) = (made.name.clone(), visitor.holder().clone(), browser_of(&req, &visitor));
    let set_up =
        move |scope: &mut Scope<'_>| second_steps::set_up_passkey(scope, &token, (&holder, &made), &browser);
    match site.services.write(set_up).await {
        Ok((entered, codes)) => step.enter_with(&entered, codes),
        Err(Refusal::Faults(faults)) => step.show(&Secret::random(), &name, &faults).await,
        Err(Refusal::Gone) => Ok(begin_again(back)),
        Err(refusal) => Err(refusal.into()),
    }
}
