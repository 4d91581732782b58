//! Somebody outside the programme would take a request: a mail proves their address, and its button takes it.

use std::net::IpAddr;

use chrono::TimeDelta;

use super::links::{HelpLink, Holder};
use super::passes::{Found, Pass, hold_people};
use super::taking::enter;
use crate::domain::help::{Party, RequestId};
use crate::domain::kit::{Faults, Name};
use crate::domain::people::{Email, Locale, Member};
use crate::domain::post::kind::Kind;
use crate::domain::reading::sight::{Reader, Sight};
use crate::mail::help::{self as messages, About};
use crate::mail::messages::To;
use crate::services::identity::throttling::{count_inbox, count_network};
use crate::services::identity::tokens::Token;
use crate::services::post::outgoing::Outgoing;
use crate::services::{Refusal, Scope};
use crate::store::help::offers::{self, Offer};
use crate::store::help::takings::Taker;
use crate::store::{self, people};

/// How long the button in the mail works.
pub const VALIDITY: TimeDelta = TimeDelta::hours(24);

/// What somebody typed, and from where.
#[derive(Debug, Clone)]
pub struct Typed {
    pub name: String,
    pub email: String,
    pub from: Option<IpAddr>,
    /// In which they read the page, and so the mail.
    pub locale: Locale,
}

/// Sends the mail with the button. Whether the address is anybody's is not asked here: the answer is the same.
///
/// # Errors
/// The outer one rolls back; the inner one leaves counted what was counted.
pub fn offer(scope: &mut Scope<'_>, link: HelpLink, typed: &Typed) -> Result<Result<(), Refusal>, Refusal> {
    let found = Pass::Link(link).look(scope)?;
    if !found.request.is_unended() {
        return Err(Refusal::NotNow);
    }
    let mut faults = Faults::default();
    let name = faults.keep("name", Name::parse(&typed.name));
    let email = faults.keep("email", Email::parse(&typed.email));
    let (name, email) = faults.finish(name.zip(email))?;
    if let Err(until) = count_network(scope, typed.from)? {
        return Ok(Err(Refusal::Throttled { until }));
    }
    // Whoever has been sent enough is told nothing else: the mails that came have the button.
    if !count_inbox(scope, &email, None)? {
        return Ok(Ok(()));
    }
    let (token, expires_at) = (Token::random(), scope.now + VALIDITY);
    let mail = letter(scope, &found, &token, &email, typed.locale);
    let offer = Offer { request: found.request.id, name: name.to_string(), email, expires_at };
    offers::insert(scope.conn, &token.hash(), &offer, scope.now)?;
    mail.post(scope, None, expires_at)?;
    Ok(Ok(()))
}

fn letter(scope: &Scope<'_>, found: &Found, token: &Token, email: &Email, locale: Locale) -> Outgoing {
    let services = scope.services;
    let link = services.config.link(&format!("/h/offers/{}", token.reveal()));
    let about = About { project: &found.project, text: found.request.text.as_str(), link: &link };
    let to = To { email, name: None, locale, unsubscribe: None };
    let write = || messages::offer(&services.letters, &to, &about, VALIDITY.num_hours(), scope.now);
    Outgoing::mail(Kind::HelpOffer, email, write)
}

/// What the button of a mail takes.
pub struct Offered {
    pub found: Found,
    pub name: String,
}

/// Looks at it: that changes nothing.
///
/// # Errors
/// [`Refusal::LinkEnded`] where it was used or has expired.
pub fn look(scope: &mut Scope<'_>, token: &Token) -> Result<Offered, Refusal> {
    let offer = present(scope, token)?;
    let found = as_anybody(offer.request).look(scope)?;
    Ok(Offered { found, name: offer.name })
}

/// Uses it up: who offered sees to the request from now on. Where that goes on: their link.
///
/// # Errors
/// As [`look`]; [`Refusal::NotNow`] where the request is closed, enough from outside see to it, or they ask it
/// themselves.
pub fn accept(scope: &mut Scope<'_>, token: &Token) -> Result<HelpLink, Refusal> {
    let offer = present(scope, token)?;
    let Found { request, project, .. } = as_anybody(offer.request).hold(scope)?;
    if !request.is_unended() {
        return Err(Refusal::NotNow);
    }
    if !offers::delete(scope.conn, &token.hash())? {
        return Err(Refusal::LinkEnded);
    }
    let id = request.id;
    let link = |holder| HelpLink { request: id, holder };
    let known = owner(scope, &offer.email)?.map(|member| member.person.id);
    hold_people(scope, (&request, &project), known)?;
    let owner = owner(scope, &offer.email)?;
    if owner.as_ref().map(|member| member.person.id) != known {
        return Err(Refusal::NotNow);
    }
    // Somebody of the programme has shown who they are as well as by any other mail. Who may not know of the project takes
    // it as anybody outside would: as themselves they could not come back to it.
    let is_told = |member: &Member| {
        let sight = Sight::of(Reader::Member(member), &scope.calendar, scope.now);
        request.is_told_to(&sight, &project)
    };
    if let Some(member) = owner.filter(is_told) {
        let person = member.person.id;
        if !Party::Member(member).may_take(&request) {
            return Err(Refusal::NotNow);
        }
        if request.taking_of(person).is_none() {
            enter(scope, (&request, &project), &Taker::Person(person, offer.name))?;
        }
        return Ok(link(Holder::Person(person)));
    }
    let is_theirs = |email: &Option<Email>| email.as_ref() == Some(&offer.email);
    let known = request.takings.iter().find(|taking| is_theirs(&taking.email)).map(|taking| taking.id);
    if let Some(known) = known {
        return Ok(link(Holder::Outsider(known)));
    }
    let taken = enter(scope, (&request, &project), &Taker::Outsider(offer.name, offer.email))?;
    Ok(link(taken.map_or(Holder::Anybody, Holder::Outsider)))
}

fn present(scope: &mut Scope<'_>, token: &Token) -> Result<Offer, Refusal> {
    let offer = offers::find(scope.conn, &token.hash())?;
    offer.filter(|offer| scope.now < offer.expires_at).ok_or(Refusal::LinkEnded)
}

fn as_anybody(request: RequestId) -> Pass {
    Pass::Link(HelpLink { request, holder: Holder::Anybody })
}

/// Who of the programme reads that address; none: nobody who can get in.
fn owner(scope: &mut Scope<'_>, email: &Email) -> store::Result<Option<Member>> {
    let person = people::by_email(scope.conn, email)?.filter(|person| person.active);
    person.map_or(Ok(None), |person| people::member(scope.conn, person.id, scope.today()))
}
