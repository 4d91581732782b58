//! Who asks: the browser, the person signed in with it, their language, and the moment.

use std::net::IpAddr;
use std::rc::Rc;

use actix_web::cookie::Cookie;
use actix_web::dev::Payload;
use actix_web::http::header::{self, Header};
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono::{DateTime, Utc};
use futures_util::future::LocalBoxFuture;

use super::addressees;
use super::cookies::{self, Cookies};
use super::errors::Error;
use super::site::Site;
use crate::domain::identity::Network;
use crate::domain::people::{Locale, Member, PersonId};
use crate::domain::programme::project::Promotion;
use crate::services::help::seeing;
use crate::services::identity::claim::Claim;
use crate::services::identity::device_marks::DeviceMark;
use crate::services::identity::sessions;
use crate::services::identity::tokens::Token;
use crate::services::programme::following;
use crate::services::{self, Scope};

/// The one who asks, found out once a request.
#[derive(Clone)]
pub struct Visitor(Rc<Inner>);

pub struct Inner {
    pub member: Option<Member>,
    /// What the frame of pages tells this person.
    pub told: Told,
    pub locale: Locale,
    /// When this request came: the one look at the clock.
    pub now: DateTime<Utc>,
    /// From where.
    pub network: Option<Network>,
    /// The session's token, where somebody is signed in.
    pub session: Option<Token>,
    /// Whether the browser shows a session that is none any more.
    session_has_ended: bool,
    /// That somebody has signed in to an account in this browser before.
    pub device: Option<DeviceMark>,
    /// What tells this browser from others while nobody is signed in.
    browser: Token,
    browser_is_new: bool,
}

/// What the frame of all pages tells somebody.
#[derive(Default)]
pub struct Told {
    /// For coordinators: how many requests for help nobody has taken.
    pub untaken: Option<i64>,
    /// The promotions under way that they follow; empty where they can be but one.
    pub followed: Vec<Promotion>,
}

impl Told {
    fn to(member: &Member, scope: &mut Scope<'_>) -> Result<Told, services::Error> {
        Ok(Told {
            untaken: if member.person.coordinator { Some(seeing::count_untaken(scope)?) } else { None },
            followed: following::followed(scope, member)?,
        })
    }
}

impl std::ops::Deref for Visitor {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Visitor {
    /// The visitor of a request that has been answered already, such as with an error before anybody asked who it was.
    pub async fn of_answered(req: &HttpRequest, site: &Site) -> Visitor {
        let found = Visitor::from_request(req, &mut Payload::None).await;
        // The database may be what failed.
        found.unwrap_or_else(|_| Visitor::of_answered_at_once(req, site))
    }

    /// The same, as far as it is known without the database: an error page needs no more than the language.
    pub fn of_answered_at_once(req: &HttpRequest, site: &Site) -> Visitor {
        // Bound first: reading cookies borrows the extensions too.
        let known = req.extensions().get::<Visitor>().cloned();
        known.unwrap_or_else(|| {
            let cookies = Cookies::of(req, site);
            let chosen = cookies.locale;
            Visitor::new(req, site, (cookies, false), (None, Told::default()), chosen, site.clock.now())
        })
    }

    async fn find(req: &HttpRequest, site: &Site) -> Result<Visitor, Error> {
        let now = site.clock.now();
        let mut cookies = Cookies::of(req, site);
        let told = |scope: &mut Scope<'_>, member: &Member| Told::to(member, scope);
        let (member, told) = match &cookies.session {
            Some(token) => sessions::resume(&site.services, token, told).await?.unzip(),
            None => (None, None),
        };
        let session_has_ended = member.is_none() && cookies.session.take().is_some();
        let chosen = member.as_ref().and_then(|member| member.person.locale).or(cookies.locale);
        let chosen = match (chosen, addressees::of(req, &site.services.key)) {
            // The mail came in their language; whoever has chosen another in this browser has meant this one.
            (None, Some(addressee)) => addressee.language(&site.services).await?,
            (chosen, _) => chosen,
        };
        let told = told.unwrap_or_default();
        Ok(Visitor::new(req, site, (cookies, session_has_ended), (member, told), chosen, now))
    }

    fn new(
        req: &HttpRequest,
        site: &Site,
        (cookies, session_has_ended): (Cookies, bool),
        (member, told): (Option<Member>, Told),
        chosen: Option<Locale>,
        now: DateTime<Utc>,
    ) -> Visitor {
        let locale =
            chosen.or_else(|| accepted_locale(req)).unwrap_or(site.services.config.programme.language);
        let network = remote_address(req, site.services.config.server.trusted_proxies).map(Network::of);
        let browser_is_new = cookies.browser.is_none();
        Visitor(Rc::new(Inner {
            member,
            told,
            locale,
            now,
            network,
            session: cookies.session,
            session_has_ended,
            device: cookies.device,
            browser: cookies.browser.unwrap_or_else(Token::random),
            browser_is_new,
        }))
    }

    /// What the forms shown to this visitor carry, to be recognised when they come back.
    pub fn form_token(&self, site: &Site) -> String {
        sessions::form_token(&site.services.key, self.holder())
    }

    /// Whether a form was shown to this visitor.
    pub fn sent_own_form(&self, site: &Site, form_token: &str) -> bool {
        sessions::form_token_is_right(&site.services.key, self.holder(), form_token)
    }

    /// Refuses what was not shown to this visitor; a form that was may have belonged to a session that has ended.
    pub fn refuse_foreign_form(&self, site: &Site, form_token: &str) -> Result<(), Error> {
        match self.sent_own_form(site, form_token) {
            true => Ok(()),
            false if self.session_has_ended => Err(Error::SignedOut),
            false => Err(Error::ForeignForm),
        }
    }

    /// What they act by; none: nobody is signed in.
    pub fn claim(&self) -> Option<Claim> {
        self.session.clone().filter(|_| self.member.is_some()).map(Claim::new)
    }

    /// Who is signed in.
    pub fn person(&self) -> Option<PersonId> {
        self.member.as_ref().map(|member| member.person.id)
    }

    /// What the browser holds that no other has.
    pub fn holder(&self) -> &Token {
        self.session.as_ref().unwrap_or(&self.browser)
    }

    /// The cookie by which a browser without a session is known again; none where it is not needed or known already.
    pub fn browser_cookie(&self, site: &Site) -> Option<Cookie<'static>> {
        (self.browser_is_new && self.session.is_none()).then(|| cookies::browser_cookie(site, &self.browser))
    }
}

/// The first language that the browser asks for and that the service speaks.
fn accepted_locale(req: &HttpRequest) -> Option<Locale> {
    let wanted = header::AcceptLanguage::parse(req).ok()?.ranked();
    wanted.iter().find_map(|preference| preference.item()?.primary_language().parse().ok())
}

impl FromRequest for Visitor {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Visitor, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let req = req.clone();
        Box::pin(async move {
            if let Some(known) = req.extensions().get::<Visitor>() {
                return Ok(known.clone());
            }
            let site = Site::of(&req);
            let visitor = Visitor::find(&req, &site).await?;
            req.extensions_mut().insert(visitor.clone());
            Ok(visitor)
        })
    }
}

/// Somebody who is signed in, as far as the request's beginning told: to act, they claim it again.
pub struct SignedIn {
    pub visitor: Visitor,
    pub member: Member,
    /// What is shown to the transaction that acts.
    pub claim: Claim,
}

impl FromRequest for SignedIn {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<SignedIn, Error>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visitor = Visitor::from_request(req, payload);
        Box::pin(async move {
            let visitor = visitor.await?;
            match (visitor.member.clone(), visitor.claim()) {
                (Some(member), Some(claim)) => Ok(SignedIn { visitor, member, claim }),
                _ => Err(Error::SignedOut),
            }
        })
    }
}

/// A coordinator, in the same way.
pub struct Coordinator {
    pub visitor: Visitor,
    pub member: Member,
    pub claim: Claim,
}

impl FromRequest for Coordinator {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Coordinator, Error>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let signed_in = SignedIn::from_request(req, payload);
        Box::pin(async move {
            let SignedIn { visitor, member, claim } = signed_in.await?;
            if member.person.coordinator {
                Ok(Coordinator { visitor, member, claim })
            } else {
                Err(Error::Forbidden)
            }
        })
    }
}

/// Where a request came from, past the proxies that the settings trust.
///
/// Each proxy adds the address it saw at the end of `X-Forwarded-For`; what stands before is anybody's claim.
pub fn remote_address(req: &HttpRequest, trusted_proxies: usize) -> Option<IpAddr> {
    let peer = req.peer_addr().map(|address| address.ip());
    if trusted_proxies == 0 {
        return peer;
    }
    let forwarded: Vec<&str> = req
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    let claimed = forwarded.len().checked_sub(trusted_proxies).and_then(|at| forwarded[at].parse().ok());
    claimed.or(peer)
}
