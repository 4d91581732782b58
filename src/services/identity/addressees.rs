//! To whom the link of a mail was sent: what is shown behind it speaks the language that they have chosen, as the mail did.

use std::sync::Arc;

use super::tokens::{Key, Token};
use crate::domain::people::{Locale, PersonId};
use crate::services::help::links::{HelpLink, Holder};
use crate::services::post::unsubscribing::Subscription;
use crate::services::reading::links::ReadLink;
use crate::services::{Error, Services};
use crate::store::identity::link_tokens;
use crate::store::{self, Conn, people};

/// What tells whose a link is.
#[derive(Clone)]
pub enum Addressee {
    /// Who is kept with its token, also of one that has ended.
    Kept(Token),
    /// Who stands in it, signed.
    Named(PersonId),
}

impl Addressee {
    /// Of a link that opens a form or lets somebody in.
    pub fn of_kept(token: &str) -> Option<Addressee> {
        Token::read(token).map(Addressee::Kept)
    }

    /// Of one that answers a request for help; none: it is anybody's, or belongs to somebody outside the programme.
    pub fn of_help(token: &str, key: &Key) -> Option<Addressee> {
        match HelpLink::read(token, key)?.holder {
            Holder::Person(person) => Some(Addressee::Named(person)),
            Holder::Outsider(_) | Holder::Anybody => None,
        }
    }

    /// Of one by which a bulletin is said to be read.
    pub fn of_reading(token: &str, key: &Key) -> Option<Addressee> {
        ReadLink::read(token, key).map(|link| Addressee::Named(link.reader))
    }

    /// Of one that stops mails.
    pub fn of_subscription(token: &str, key: &Key) -> Option<Addressee> {
        Subscription::read(token, key).map(|subscription| Addressee::Named(subscription.person))
    }

    /// Which language they have chosen; none: they have not, or are there no more.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn language(self, services: &Arc<Services>) -> Result<Option<Locale>, Error> {
        let find = move |conn: &mut Conn| -> store::Result<Option<Locale>> {
            let person = match self {
                Addressee::Kept(token) => link_tokens::person(conn, &token.hash())?,
                Addressee::Named(person) => Some(person),
            };
            let person = person.map_or(Ok(None), |person| people::by_id(conn, person))?;
            Ok(person.and_then(|person| person.locale))
        };
        Ok(services.db.read(find).await?)
    }
}
