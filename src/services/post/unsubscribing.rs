//! Somebody stops mails of one kind, by a link that needs no account (RFC 8058).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq;

use crate::domain::people::PersonId;
use crate::domain::post::kind::Kind;
use crate::services::identity::tokens::Key;
use crate::services::{Refusal, Scope, Services};
use crate::store::people;
use crate::store::post::unsubscriptions;

const PURPOSE: &str = "unsubscribe";

/// What a link stops: one kind of mail for one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subscription {
    pub person: PersonId,
    pub kind: Kind,
}

impl Subscription {
    /// For the link. Signed rather than stored: it must work for as long as the mail is kept, it is in every mail,
    /// and all that it can do is undone on the same page.
    pub fn token(self, key: &Key) -> String {
        format!("{}.{}.{}", self.person.0, self.kind, URL_SAFE_NO_PAD.encode(signature(self, key)))
    }

    /// What a link stands for; none if it is not one of ours.
    pub fn read(token: &str, key: &Key) -> Option<Subscription> {
        let mut parts = token.split('.');
        let person = PersonId(parts.next()?.parse().ok()?);
        let kind = parts.next()?.parse().ok().filter(|kind: &Kind| kind.can_be_stopped())?;
        let sent = parts.next()?;
        let subscription = Subscription { person, kind };
        let sent = URL_SAFE_NO_PAD.decode(sent).ok()?;
        bool::from(signature(subscription, key).ct_eq(&sent)).then_some(subscription)
    }
}

fn signature(subscription: Subscription, key: &Key) -> [u8; 32] {
    key.sign(PURPOSE, &[subscription.kind.as_str().as_bytes(), &subscription.person.0.to_be_bytes()])
}

impl Services {
    /// Where each person stops mails of that kind.
    pub(in crate::services) fn unsubscribe_links(&self, kind: Kind) -> impl Fn(PersonId) -> String + use<> {
        let (key, page) = (self.key.clone(), self.config.link("/unsubscribe/"));
        move |person| format!("{page}{}", Subscription { person, kind }.token(&key))
    }
}

/// Whether those mails are stopped now.
///
/// # Errors
/// [`Refusal::Gone`] where its owner has been erased.
pub fn is_stopped(scope: &mut Scope<'_>, subscription: Subscription) -> Result<bool, Refusal> {
    people::by_id(scope.conn, subscription.person)?.ok_or(Refusal::Gone)?;
    Ok(unsubscriptions::contains(scope.conn, subscription.person, subscription.kind)?)
}

/// Stops those mails, or lets them come again.
///
/// # Errors
/// As [`is_stopped`].
pub fn stop(scope: &mut Scope<'_>, subscription: Subscription, stop: bool) -> Result<(), Refusal> {
    let Subscription { person, kind } = subscription;
    people::by_id(scope.conn, person)?.ok_or(Refusal::Gone)?;
    if stop {
        unsubscriptions::insert(scope.conn, person, kind, scope.now)?;
    } else {
        unsubscriptions::delete(scope.conn, person, kind)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_stops_what_it_says_and_cannot_be_made_up() {
        let key = Key::new([7; 32]);
        let digest = Subscription { person: PersonId(12), kind: Kind::Digest };
        let token = digest.token(&key);
        assert_eq!(Subscription::read(&token, &key), Some(digest));
        for forged in [
            token.replace("12.", "13."),
            token.replace("digest", "reminder"),
            String::new(),
            "12.digest.".into(),
            format!("{token}A"),
        ] {
            assert_eq!(Subscription::read(&forged, &key), None, "{forged}");
        }
    }
}
