//! Somebody says that they are signed in; whether that is so is asked of the transaction that acts on it.

use super::tokens::Token;
use crate::domain::people::Member;
use crate::services::{Denied, Error, Scope};
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
}
