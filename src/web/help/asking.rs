//! Help is asked for by itself, any day: everybody may know of it at once.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::requests;
use crate::domain::filing::questions::HELP;
use crate::domain::kit::Fault;
use crate::domain::programme::project::Project;
use crate::services::help::asking::{self, PROJECT, Typed};
use crate::services::identity::claim::Claim;
use crate::services::{Denied, Error as Failure, Refusal};
use crate::views::ProjectView;
use crate::web::kit::form::Form;
use crate::web::kit::forms::Fields;
use crate::web::kit::page::Page;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::{SignedIn, Visitor};
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct AskPage {
    form: Form,
    /// In whose name it is asked, where there is no choice.
    project: Option<ProjectView>,
    /// Whether there are several to choose from.
    choice: bool,
    max: usize,
    /// What happened, as the key of a text.
    answer: Option<&'static str>,
    signed_out: bool,
}

impl Page for AskPage {
    const TEMPLATE: &'static str = "pages/help/new";

    #[cfg(test)]
    fn samples() -> Vec<AskPage> {
        let choice = || Choice { value: "cartobio".into(), text: "CartoBio".into(), chosen: true };
        let form =
            || Form::new([(HELP.name, "Qui ?"), (PROJECT, "cartobio")]).choosing(PROJECT, vec![choice()]);
        let page = |form, choice: bool| AskPage {
            form,
            project: (!choice).then(ProjectView::sample),
            choice,
            max: HELP.max,
            answer: None,
            signed_out: false,
        };
        let refused = [PROJECT, HELP.name].into_iter().fold(form(), Form::sample_fault);
        vec![
            page(form(), false),
            page(form(), true),
            page(refused, true),
            AskPage { answer: Some(SEND_AGAIN), ..page(form(), true) },
            AskPage { answer: Some(SIGNED_OUT), signed_out: true, project: None, ..page(form(), false) },
        ]
    }
}

const SIGNED_OUT: &str = "answer-signed-out";
const SEND_AGAIN: &str = "answer-send-again";

#[derive(Deserialize)]
pub struct Wish {
    /// The slug of the project that is meant.
    #[serde(default)]
    project: String,
    /// What was typed elsewhere, such as in a bulletin that cannot be sent yet.
    #[serde(default)]
    help: String,
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    wish: web::Query<Wish>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let Wish { project, help } = wish.into_inner();
    let typed = Typed { project, help };
    respond(&site, &req, &signed_in.visitor, &typed, Shown::new(StatusCode::OK)).await
}

#[derive(Deserialize)]
pub struct AskForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    project: String,
    #[serde(default)]
    help: String,
}

/// Why the form is shown.
struct Shown {
    status: StatusCode,
    answer: Option<&'static str>,
    faults: Vec<Fault>,
}

impl Shown {
    fn new(status: StatusCode) -> Shown {
        Shown { status, answer: None, faults: Vec::new() }
    }
}

/// Asks. What was typed comes back whatever is wrong, a session that ended included.
pub async fn ask(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    form: Fields<AskForm>,
) -> Result<HttpResponse, Error> {
    let AskForm { csrf, project, help } = form.0;
    let typed = Typed { project, help };
    let Some(session) = visitor.session.clone().filter(|_| visitor.member.is_some()) else {
        return respond_signed_out(&site, &req, &visitor, &typed);
    };
    if !visitor.sent_own_form(&site, &csrf) {
        let shown = Shown { answer: Some(SEND_AGAIN), ..Shown::new(StatusCode::FORBIDDEN) };
        return respond(&site, &req, &visitor, &typed, shown).await;
    }
    let given = typed.clone();
    let claim = Claim::new(session);
    match site.services.act(claim, move |scope, by| asking::ask(scope, by, &given)).await {
        Ok(id) => Ok(view::done(&requests::address(id), "done-help-asked")),
        Err(Refusal::Faults(faults)) => {
            let shown = Shown { faults, ..Shown::new(StatusCode::UNPROCESSABLE_ENTITY) };
            respond(&site, &req, &visitor, &typed, shown).await
        }
        Err(Refusal::Failed(Failure::Denied(Denied::SignedOut))) => {
            respond_signed_out(&site, &req, &visitor, &typed)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn respond(
    site: &web::Data<Site>,
    req: &HttpRequest,
    visitor: &Visitor,
    typed: &Typed,
    shown: Shown,
) -> Result<HttpResponse, Error> {
    let member = visitor.member.clone().ok_or(Error::SignedOut)?;
    let projects = site.services.read(move |scope| asking::projects_of(scope, &member)).await?;
    let page = AskPage {
        form: form(visitor, typed, &projects)?.refused(visitor, &shown.faults)?,
        project: match projects.as_slice() {
            [only] => Some(only.into()),
            _ => None,
        },
        choice: projects.len() > 1,
        max: HELP.max,
        answer: shown.answer,
        signed_out: false,
    };
    view::show_with_status(site, req, visitor, shown.status, &page)
}

/// Somebody whose session has ended sees what they typed, and no project.
fn respond_signed_out(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    typed: &Typed,
) -> Result<HttpResponse, Error> {
    let page = AskPage {
        form: Form::new([(HELP.name, typed.help.as_str()), (PROJECT, &typed.project)]),
        project: None,
        choice: false,
        max: HELP.max,
        answer: Some(SIGNED_OUT),
        signed_out: true,
    };
    view::show_with_status(site, req, visitor, StatusCode::UNAUTHORIZED, &page)
}

fn form(visitor: &Visitor, typed: &Typed, projects: &[Project]) -> Result<Form, Error> {
    let mut choices = vec![Choice {
        value: String::new(),
        text: view::text(visitor, "help-choose-project", &[])?,
        chosen: !projects.iter().any(|project| project.slug == typed.project),
    }];
    choices.extend(projects.iter().map(|project| Choice {
        value: project.slug.clone(),
        text: project.name.clone(),
        chosen: project.slug == typed.project,
    }));
    let slug = match projects {
        [only] => only.slug.as_str(),
        _ => &typed.project,
    };
    Ok(Form::new([(HELP.name, typed.help.as_str()), (PROJECT, slug)]).choosing(PROJECT, choices))
}
