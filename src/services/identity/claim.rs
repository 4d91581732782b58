//! Somebody says that they are signed in; whether that is so is asked of the transaction that acts on it.

use std::sync::Arc;

use super::tokens::Token;
use crate::domain::identity::session;
use crate::domain::people::Member;
use crate::services::{Denied, Error, Scope, Services};
use crate::store;
use crate::store::identity::sessions;
use crate::store::people;

/// What a browser showed: the token of a session.
#[derive(Clone)]
pub struct Claim(Token);

impl Claim {
    pub fn new(session: Token) -> Claim {
        Claim(session)
    }

    /// Who that is, with the rights that they have now.
    pub fn member(&self, scope: &mut Scope<'_>) -> Result<Member, Error> {
        let session = sessions::find(scope.conn, &self.0.hash(), scope.now)?;
        let member = session.map_or(Ok(None), |session| people::member(scope.conn, session.person))?;
        Ok(member.filter(|member| member.person.active).ok_or(Denied::SignedOut)?)
    }

    /// The same, of somebody who coordinates.
    pub fn coordinator(&self, scope: &mut Scope<'_>) -> Result<Member, Error> {
        let member = self.member(scope)?;
        if member.person.coordinator { Ok(member) } else { Err(Denied::Forbidden.into()) }
    }

    /// Whether its owner has just shown by it that they read their mail.
    pub fn proves_mail(&self, scope: &mut Scope<'_>) -> Result<bool, Error> {
        let session = sessions::find(scope.conn, &self.0.hash(), scope.now)?;
        Ok(session.is_some_and(|session| session::is_fresh(session.mail_proved_at, scope.now)))
    }
}

impl Services {
    /// Does something as somebody who is signed in, whose session and rights are asked of the transaction that acts: what
    /// they were when the request came may have ended since.
    ///
    /// # Errors
    /// [`Denied::SignedOut`] where the session has ended, or its owner is kept out.
    pub async fn act<T, E>(
        self: &Arc<Self>,
        claim: Claim,
        work: impl FnOnce(&mut Scope<'_>, &Member) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + From<store::Error> + Send + 'static,
    {
        self.write(move |scope| {
            let member = claim.member(scope)?;
            work(scope, &member)
        })
        .await
    }

    /// The same as a coordinator.
    ///
    /// # Errors
    /// [`Denied::Forbidden`] where that person coordinates no more, beside those of [`Services::act`].
    pub async fn coordinate<T, E>(
        self: &Arc<Self>,
        claim: Claim,
        work: impl FnOnce(&mut Scope<'_>, &Member) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + From<store::Error> + Send + 'static,
    {
        self.write(move |scope| {
            let member = claim.coordinator(scope)?;
            work(scope, &member)
        })
        .await
    }
}
