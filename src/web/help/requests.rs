//! A request has a page of its own, with its people, its story, and what its reader may do.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::acting::{Act, Answer, Sent};
use super::views::{self, ActionsView, WholeView};
use crate::domain::filing::questions::HELP;
use crate::domain::help::{RequestId, Standing};
use crate::services::help::links::Holder;
use crate::services::help::looking::{self, Whole};
use crate::services::help::passes::Pass;
use crate::services::help::revising;
use crate::services::identity::claim::Claim;
use crate::views::mail_saying;
use crate::web::kit::form::Form;
use crate::web::kit::forms::Posted;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct RequestPage {
    id: i64,
    whole: WholeView,
    actions: ActionsView,
    /// Of all forms of the page.
    form: Form,
    /// Whether it can be said in other words.
    revise: bool,
    max: usize,
    /// The bulletin in whose form that is done.
    bulletin: Option<String>,
    /// Where a coordinator writes to somebody who could see to it; none: nobody may take it, yet or any more.
    pass_on: Option<String>,
    /// It stands otherwise by now than when its form was shown.
    overtaken: bool,
    /// What was typed in vain, where its form is not shown any more.
    typed: Option<String>,
}

impl Page for RequestPage {
    const TEMPLATE: &'static str = "pages/help/request";

    #[cfg(test)]
    fn samples() -> Vec<RequestPage> {
        let form = || {
            let fields =
                [("name", "Mina"), ("email", ""), ("word", ""), ("help", "Un·e juriste ?"), ("version", "1")];
            Form::new(fields)
        };
        let page = |whole, actions| RequestPage {
            id: 1,
            whole,
            actions,
            form: form(),
            revise: true,
            max: HELP.max,
            bulletin: None,
            pass_on: None,
            overtaken: false,
            typed: None,
        };
        let mut pages: Vec<RequestPage> = Vec::new();
        for actions in views::samples::actions() {
            pages.push(page(views::samples::wholes().remove(0), actions));
        }
        for whole in views::samples::wholes() {
            pages.push(page(whole, views::samples::actions().remove(0)));
        }
        let none = || views::samples::actions().remove(3);
        let whole = || views::samples::wholes().remove(0);
        pages.push(RequestPage {
            revise: false,
            pass_on: Some("mailto:?subject=x&body=y".into()),
            bulletin: Some("/projects/cartobio/bulletins/2026-W10?edit=1".into()),
            ..page(whole(), none())
        });
        pages.push(RequestPage { overtaken: true, typed: Some("Vu".into()), ..page(whole(), none()) });
        let refused = ["word", "help"].into_iter().fold(form(), Form::sample_fault);
        pages.push(RequestPage { form: refused, ..page(whole(), views::samples::actions().remove(1)) });
        pages
    }
}

/// What is typed into the form that says it otherwise.
#[derive(Debug, Clone, Deserialize)]
pub struct Text {
    #[serde(default)]
    help: String,
    #[serde(default)]
    version: String,
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let id = number(&path)?;
    respond(&site, &req, &signed_in, id, &Answer::default(), None, None).await
}

/// Takes it, or gives it back.
pub async fn take(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    signed_in: SignedIn,
    sent: Posted<Sent>,
) -> Result<HttpResponse, Error> {
    let act = sent.0.taking();
    let mut sent = sent.0;
    sent.name.clone_from(&signed_in.member.person.name);
    act_on(&site, &req, &signed_in, number(&path)?, act, &sent).await
}

/// Closes it, or opens it again.
pub async fn end(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    signed_in: SignedIn,
    sent: Posted<Sent>,
) -> Result<HttpResponse, Error> {
    let act = sent.0.ending()?;
    act_on(&site, &req, &signed_in, number(&path)?, act, &sent.0).await
}

async fn act_on(
    site: &web::Data<Site>,
    req: &HttpRequest,
    signed_in: &SignedIn,
    id: RequestId,
    act: Act,
    sent: &Sent,
) -> Result<HttpResponse, Error> {
    let pass = Pass::Account(signed_in.claim.clone(), id);
    match act.be_done(&site.services, pass, sent).await {
        Ok(()) => Ok(view::done(&address(id), act.notice())),
        Err(refusal) => {
            let answer = Answer::to(refusal)?;
            respond(site, req, signed_in, id, &answer, Some(sent), None).await
        }
    }
}

/// Says it in other words.
pub async fn revise(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    signed_in: SignedIn,
    text: Posted<Text>,
) -> Result<HttpResponse, Error> {
    let (id, text) = (number(&path)?, text.0);
    let pass = Pass::Account(signed_in.claim.clone(), id);
    let typed = revising::Typed { help: text.help.clone(), version: text.version.parse().unwrap_or(0) };
    match site.services.write(move |scope| revising::revise(scope, &pass, &typed)).await {
        Ok(()) => Ok(view::done(&address(id), "done-help-revised")),
        Err(refusal) => {
            let answer = Answer::to(refusal)?;
            respond(&site, &req, &signed_in, id, &answer, None, Some(&text)).await
        }
    }
}

fn number(path: &str) -> Result<RequestId, Error> {
    path.parse().map(RequestId).map_err(|_| Error::NotFound)
}

pub fn address(id: RequestId) -> String {
    format!("/help-requests/{}", id.0)
}

async fn respond(
    site: &web::Data<Site>,
    req: &HttpRequest,
    signed_in: &SignedIn,
    id: RequestId,
    answer: &Answer,
    sent: Option<&Sent>,
    text: Option<&Text>,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, claim, .. } = signed_in;
    let pass = Pass::Account(Claim::clone(claim), id);
    let whole = site.services.read(move |scope| looking::find(scope, &pass)).await?;
    let (request, rights) = (&whole.request, &whole.rights);
    // Sent again, it says that this person has seen what stands there by now.
    let version = request.version.to_string();
    let help = text.map_or(request.text.as_str(), |text| &text.help);
    let form = views::form(visitor, &whole, sent, &Answer::default())?
        .with([(HELP.name, help), ("version", version.as_str())])
        .refused(visitor, &answer.faults)?;
    let page = RequestPage {
        id: id.0,
        whole: WholeView::new(site, visitor, &whole)?,
        actions: ActionsView::new(
            &whole,
            format!("{}/taking", address(id)),
            format!("{}/end", address(id)),
            true,
        ),
        form,
        revise: rights.revise,
        max: HELP.max,
        bulletin: bulletin_of(&whole),
        pass_on: pass_on(site, signed_in, &whole)?,
        overtaken: answer.is_overtaken,
        typed: lost(&whole, sent, text),
    };
    view::show_with_status(site, req, visitor, answer.status(), &page)
}

/// The form of the bulletin in which it stands, as long as it is to be revised there.
fn bulletin_of(whole: &Whole) -> Option<String> {
    let (slug, week) = (&whole.project.slug, whole.request.week);
    whole.in_form.then(|| format!("/projects/{slug}/bulletins/{week}?edit=1"))
}

/// A mail of the coordinator's own, with the link by which anybody takes it: whoever is meant need not be of the programme.
fn pass_on(site: &Site, reader: &SignedIn, whole: &Whole) -> Result<Option<String>, Error> {
    let waits = whole.request.standing() == Standing::Open && whole.is_public();
    if !reader.member.person.coordinator || !waits {
        return Ok(None);
    }
    let link = site.services.help_links()(whole.request.id, Holder::Anybody);
    let project = whole.project.name.as_str();
    let subject = view::text(&reader.visitor, "help-asked-subject", &[("project", project)])?;
    let about = [("project", project), ("link", link.as_str())];
    Ok(Some(mail_saying(&subject, &view::text(&reader.visitor, "help-pass-on-mail", &about)?)))
}

/// What somebody typed into a form that the page does not show any more.
fn lost(whole: &Whole, sent: Option<&Sent>, text: Option<&Text>) -> Option<String> {
    let rights = &whole.rights;
    let word = sent.map(|sent| &sent.word).filter(|_| rights.close.or(rights.reopen).is_none());
    let help = text.map(|text| &text.help).filter(|_| !rights.revise);
    word.or(help).filter(|typed| !typed.trim().is_empty()).cloned()
}
