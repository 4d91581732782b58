//! Who sends a request, as far as it tells itself: whoever acts is found out by the transaction that acts.

use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_util::future::{Ready, ready};

use super::cookies::Cookies;
use super::errors::Error;
use super::site::Site;
use super::visitor::Visitor;
use crate::domain::people::{Member, PersonId};
use crate::services::identity::claim::Claim;
use crate::services::identity::sessions;
use crate::services::identity::tokens::Token;
use crate::services::{self, Denied, Refusal, Scope};

/// Somebody who acts, and is led on to a page or given a file: nothing has to be known of them before.
///
/// Where they are shown a page after all, [`Caller::visitor`] finds out whose it is.
pub struct Caller {
    req: HttpRequest,
    site: web::Data<Site>,
    session: Option<Token>,
    browser: Option<Token>,
}

/// Whom a transaction found to have acted.
#[derive(Clone, Copy)]
struct Acted(PersonId);

impl Caller {
    /// What they act by; none: no session is shown.
    pub fn claim(&self) -> Option<Claim> {
        self.session.clone().map(Claim::new)
    }

    /// Whether a form was shown to this browser, by the session that it says to have.
    pub fn sent_own_form(&self, form_token: &str) -> bool {
        let holder = self.session.as_ref().or(self.browser.as_ref());
        let key = &self.site.services.key;
        holder.is_some_and(|holder| sessions::form_token_is_right(key, holder, form_token))
    }

    /// Who that is, for a page that they are shown.
    pub async fn visitor(&self) -> Result<Visitor, Error> {
        Visitor::from_request(&self.req, &mut Payload::None).await
    }

    /// Does something as whoever that is.
    ///
    /// # Errors
    /// [`Denied::SignedOut`] where nobody is signed in, beside those of the work.
    pub async fn act<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Scope<'_>, &Member) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let claim = self.claim().ok_or_else(|| services::Error::from(Denied::SignedOut))?;
        let services: &Arc<_> = &self.site.services;
        let work = move |scope: &mut Scope<'_>, by: &Member| work(scope, by).map(|done| (by.person.id, done));
        let (by, done) = services.act(claim, work).await?;
        self.was(by);
        Ok(done)
    }

    /// Who it was that acted: the log tells of it.
    pub fn was(&self, person: PersonId) {
        self.req.extensions_mut().insert(Acted(person));
    }
}

/// Who is known to have sent a request, by its beginning or by what was done.
pub fn known(req: &HttpRequest) -> Option<PersonId> {
    let extensions = req.extensions();
    let visitor = extensions.get::<Visitor>().and_then(Visitor::person);
    visitor.or_else(|| extensions.get::<Acted>().map(|Acted(person)| *person))
}

impl FromRequest for Caller {
    type Error = Error;
    type Future = Ready<Result<Caller, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let site = Site::of(req);
        let Cookies { session, browser, .. } = Cookies::of(req, &site);
        ready(Ok(Caller { req: req.clone(), site, session, browser }))
    }
}
