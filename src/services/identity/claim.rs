//! Somebody says that they are signed in; whether that is so is asked of the transaction that acts on it.

use std::sync::Arc;

use super::second_factors;
use super::sessions::live_on;
use super::tokens::Token;
use crate::domain::identity::second_factor::is_fresh;
use crate::domain::identity::session;
use crate::domain::people::Member;
use crate::services::{Denied, Error, Scope, Services};
use crate::store;
use crate::store::identity::sessions::{self, Session};
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
        Ok(self.find(scope)?.0)
    }

    /// The same, of somebody who coordinates.
    pub fn coordinator(&self, scope: &mut Scope<'_>) -> Result<Member, Error> {
        only_coordinator(self.member(scope)?)
    }

    /// Whether its owner has just shown by it that they read their mail.
    pub fn proves_mail(&self, scope: &mut Scope<'_>) -> Result<bool, Error> {
        let session = sessions::find(scope.conn, &self.0.hash(), scope.now)?;
        Ok(session.is_some_and(|session| session::is_fresh(session.mail_proved_at, scope.now)))
    }

    /// Who that is, where they have lately proven it: a browser that was left open does less.
    pub fn proven(&self, scope: &mut Scope<'_>) -> Result<Member, Error> {
        let (member, session) = self.find(scope)?;
        if is_fresh(session.proved_at, scope.now) { Ok(member) } else { Err(Denied::Unproven.into()) }
    }

    /// The same, of somebody who coordinates; who does not is told that first.
    pub fn proven_coordinator(&self, scope: &mut Scope<'_>) -> Result<Member, Error> {
        self.coordinator(scope)?;
        self.proven(scope)
    }

    /// Its owner has just proven who they are.
    pub(super) fn prove(&self, scope: &mut Scope<'_>) -> Result<(), Error> {
        Ok(sessions::prove(scope.conn, &self.0.hash(), scope.now)?)
    }

    /// The same, by reading their mail.
    pub(super) fn prove_by_mail(&self, scope: &mut Scope<'_>) -> Result<(), Error> {
        Ok(sessions::prove_by_mail(scope.conn, &self.0.hash(), scope.now)?)
    }

    fn find(&self, scope: &mut Scope<'_>) -> Result<(Member, Session), Error> {
        let session = sessions::find(scope.conn, &self.0.hash(), scope.now)?.ok_or(Denied::SignedOut)?;
        let member = people::member(scope.conn, session.person, scope.today())?;
        let member = member.filter(|member| member.person.active).ok_or(Denied::SignedOut)?;
        if !second_factors::suffice(scope, &member.person)? {
            return Err(Denied::SignedOut.into());
        }
        Ok((member, session))
    }
}

fn only_coordinator(member: Member) -> Result<Member, Error> {
    if member.person.coordinator { Ok(member) } else { Err(Denied::Forbidden.into()) }
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
            let (member, session) = claim.find(scope)?;
            let done = work(scope, &member)?;
            // Nobody may have asked for them before. Last, since whoever ends sessions holds their owner first.
            live_on(scope, &claim.0.hash(), &session)?;
            Ok(done)
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

    /// Does something that asks for a fresh proof of who does it.
    ///
    /// # Errors
    /// [`Denied::Unproven`], beside those of [`Services::act`].
    pub async fn act_proven<T, E>(
        self: &Arc<Self>,
        claim: Claim,
        work: impl FnOnce(&mut Scope<'_>, &Member) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + From<store::Error> + Send + 'static,
    {
        self.write(move |scope| {
            let member = claim.proven(scope)?;
            work(scope, &member)
        })
        .await
    }

    /// The same as a coordinator.
    ///
    /// # Errors
    /// [`Denied::Unproven`], beside those of [`Services::coordinate`].
    pub async fn coordinate_proven<T, E>(
        self: &Arc<Self>,
        claim: Claim,
        work: impl FnOnce(&mut Scope<'_>, &Member) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + From<store::Error> + Send + 'static,
    {
        self.write(move |scope| {
            let member = claim.proven_coordinator(scope)?;
            work(scope, &member)
        })
        .await
    }
}
