//! The links in mails, chats and shared pages by which somebody answers a request without an account. Looking changes
//! nothing, however often and by whatever program.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::acting::{Act, Answer, Sent};
use super::requests;
use super::views::{self, ActionsView, WholeView};
use crate::services::help::links::{HelpLink, Holder};
use crate::services::help::looking::{self, Whole};
use crate::services::help::offering::{self, Typed};
use crate::services::help::passes::Pass;
use crate::services::{Refusal, Scope};
use crate::web::kit::ended_links::{self, Words};
use crate::web::kit::form::Form;
use crate::web::kit::forms::Fields;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::{Visitor, remote_address};
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct LinkPage {
    whole: WholeView,
    actions: ActionsView,
    form: Form,
    /// It stands otherwise by now than when its form was shown.
    overtaken: bool,
    /// Where somebody goes on who is signed in; their name.
    account: Option<Account>,
    /// Who came by it gave it back: where they can take it again.
    again: Option<String>,
    /// To whom the mail went that proves an address.
    offered_to: Option<String>,
    offer_hours: i64,
    contact: String,
}

#[derive(Serialize)]
struct Account {
    at: String,
    name: String,
}

impl Page for LinkPage {
    const TEMPLATE: &'static str = "pages/help/link";

    #[cfg(test)]
    fn samples() -> Vec<LinkPage> {
        let page = |whole, actions| LinkPage {
            whole,
            actions,
            form: views::samples::form(),
            overtaken: false,
            account: None,
            again: None,
            offered_to: None,
            offer_hours: 24,
            contact: String::new(),
        };
        let mut pages: Vec<LinkPage> = Vec::new();
        for actions in views::samples::actions() {
            pages.push(page(views::samples::wholes().remove(0), actions));
        }
        for whole in views::samples::wholes() {
            pages.push(page(whole, views::samples::actions().remove(3)));
        }
        let account = Account { at: "/help-requests/1".into(), name: "Mina".into() };
        let refused = ["name", "email", "word"].into_iter().fold(views::samples::form(), Form::sample_fault);
        pages.push(LinkPage {
            form: refused,
            overtaken: true,
            account: Some(account),
            again: Some("/h/x".into()),
            contact: "ici@x.example".into(),
            ..page(views::samples::wholes().remove(0), views::samples::actions().remove(1))
        });
        pages.push(LinkPage {
            offered_to: Some("zoe@x.example".into()),
            ..page(views::samples::wholes().remove(0), views::samples::actions().remove(2))
        });
        pages
    }
}

const UNKNOWN: Words = ("help-link-unknown", "help-link-unknown-explanation");
/// Its holder takes part no more.
const LEFT: Words = ("help-link-left", "help-link-left-explanation");

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let Some(link) = HelpLink::read(&path, &site.services.key) else {
        return ended_links::show(&site, &req, &visitor, UNKNOWN);
    };
    respond(&site, &req, &visitor, (link, &path), &Answer::default(), None, None).await
}

pub async fn act(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
    sent: Fields<Sent>,
) -> Result<HttpResponse, Error> {
    let Some(link) = HelpLink::read(&path, &site.services.key) else {
        return ended_links::show(&site, &req, &visitor, UNKNOWN);
    };
    let (sent, act) = (&sent.0, sent.0.act()?);
    let done = match (link.holder, act) {
        (Holder::Anybody, Act::Take) => offer(&site, &req, &visitor, link, sent).await.map(|()| None),
        _ => act.be_done(&site.services, Pass::Link(link), sent).await.map(|()| Some(act.notice())),
    };
    let at = (link, path.as_str());
    match done {
        Ok(Some(notice)) => Ok(view::done(&format!("/h/{path}"), notice)),
        // Said here rather than on another page: in its address would stand theirs, and so in logs.
        Ok(None) => {
            respond(&site, &req, &visitor, at, &Answer::default(), None, Some(sent.email.trim())).await
        }
        Err(refusal) => match Answer::to(refusal) {
            Ok(answer) => respond(&site, &req, &visitor, at, &answer, Some(sent), None).await,
            Err(refusal) => refuse(&site, &req, &visitor, refusal),
        },
    }
}

/// Somebody outside the programme gives their address, which a mail proves.
async fn offer(
    site: &web::Data<Site>,
    req: &HttpRequest,
    visitor: &Visitor,
    link: HelpLink,
    sent: &Sent,
) -> Result<(), Refusal> {
    let typed = Typed {
        name: sent.name.clone(),
        email: sent.email.clone(),
        from: remote_address(req, site.services.config.server.trusted_proxies),
        locale: visitor.locale,
    };
    // What was counted stays so whatever comes of it.
    site.services.write(move |scope: &mut Scope<'_>| offering::offer(scope, link, &typed)).await?
}

async fn respond(
    site: &web::Data<Site>,
    req: &HttpRequest,
    visitor: &Visitor,
    (link, token): (HelpLink, &str),
    answer: &Answer,
    sent: Option<&Sent>,
    offered_to: Option<&str>,
) -> Result<HttpResponse, Error> {
    let looked = site.services.read(move |scope| looking::find(scope, &Pass::Link(link))).await;
    let whole = match looked {
        Ok(whole) => whole,
        Err(refusal) => return refuse(site, req, visitor, refusal),
    };
    let at = || format!("/h/{token}");
    let page = LinkPage {
        actions: ActionsView::new(&whole, at(), at(), false),
        form: views::form(visitor, &whole, sent, answer)?,
        overtaken: answer.is_overtaken,
        account: account(visitor, link),
        again: again(site, link, &whole),
        offered_to: offered_to.map(str::to_owned),
        offer_hours: offering::VALIDITY.num_hours(),
        contact: site.services.config.legal.contact.clone(),
        whole: WholeView::new(site, visitor, &whole)?,
    };
    view::show_with_status(site, req, visitor, answer.status(), &page)
}

/// Whoever comes by a link that was posted somewhere, and is signed in, need not prove an address.
fn account(visitor: &Visitor, link: HelpLink) -> Option<Account> {
    let member = visitor.member.as_ref().filter(|_| link.holder == Holder::Anybody)?;
    Some(Account { at: requests::address(link.request), name: member.person.name.clone() })
}

fn again(site: &Site, link: HelpLink, whole: &Whole) -> Option<String> {
    let is_outsider = matches!(link.holder, Holder::Outsider(_));
    let gave_back = is_outsider && !whole.is_taken_by_reader() && whole.request.is_unended();
    let anybody = HelpLink { holder: Holder::Anybody, ..link };
    gave_back.then(|| format!("/h/{}", anybody.token(&site.services.key)))
}

fn refuse(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    refusal: Refusal,
) -> Result<HttpResponse, Error> {
    match refusal {
        Refusal::Gone => ended_links::show(site, req, visitor, UNKNOWN),
        Refusal::LinkEnded => ended_links::show(site, req, visitor, LEFT),
        other => Err(other.into()),
    }
}
