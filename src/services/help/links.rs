//! The links in mails by which somebody answers a request, without an account.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::domain::help::{RequestId, TakingId};
use crate::domain::people::PersonId;
use crate::services::Services;
use crate::services::identity::tokens::Key;

const PURPOSE: &str = "help";

/// To whom a link was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// Somebody of the programme, by their own mail.
    Person(PersonId),
    /// Somebody outside it who has taken the request and proved their address.
    Outsider(TakingId),
    /// Whoever reads a list, a channel or a shared page.
    Anybody,
}

/// A link that answers one request, for one holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HelpLink {
    pub request: RequestId,
    pub holder: Holder,
}

impl Holder {
    /// What tells holders apart, as it stands in the link.
    fn name(self) -> String {
        match self {
            Holder::Person(id) => format!("p{}", id.0),
            Holder::Outsider(id) => format!("t{}", id.0),
            Holder::Anybody => "a".to_owned(),
        }
    }

    fn named(name: &str) -> Option<Holder> {
        let number = || name.get(1..)?.parse().ok();
        match name.get(..1)? {
            "p" => Some(Holder::Person(PersonId(number()?))),
            "t" => Some(Holder::Outsider(TakingId(number()?))),
            "a" if name.len() == 1 => Some(Holder::Anybody),
            _ => None,
        }
    }
}

impl HelpLink {
    /// For the link. Signed rather than stored: it stands in every mail that names the request, and works until the
    /// request is closed.
    pub fn token(self, key: &Key) -> String {
        let signature = key.sign(PURPOSE, &self.parts().each_ref().map(Vec::as_slice));
        let (request, holder) = (self.request.0, self.holder.name());
        format!("{request}.{holder}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// What a link stands for; none if it is not one of ours.
    pub fn read(token: &str, key: &Key) -> Option<HelpLink> {
        let mut parts = token.splitn(3, '.');
        let request = RequestId(parts.next()?.parse().ok()?);
        let link = HelpLink { request, holder: Holder::named(parts.next()?)? };
        let signature = URL_SAFE_NO_PAD.decode(parts.next()?).ok()?;
        let is_ours = key.verifies(PURPOSE, &link.parts().each_ref().map(Vec::as_slice), &signature);
        is_ours.then_some(link)
    }

    fn parts(self) -> [Vec<u8>; 2] {
        [self.request.0.to_be_bytes().to_vec(), self.holder.name().into_bytes()]
    }
}

impl Services {
    /// Where a request is answered, by its holder.
    pub fn help_links(&self) -> impl Fn(RequestId, Holder) -> String + use<> {
        let (key, page) = (self.key.clone(), self.config.link("/h/"));
        move |request, holder| format!("{page}{}", HelpLink { request, holder }.token(&key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_stands_for_one_request_and_one_holder_and_cannot_be_made_up() {
        let key = Key::new([7; 32]);
        for holder in [Holder::Person(PersonId(12)), Holder::Outsider(TakingId(12)), Holder::Anybody] {
            let link = HelpLink { request: RequestId(3), holder };
            let token = link.token(&key);
            assert_eq!(HelpLink::read(&token, &key), Some(link));
            for forged in [token.replacen("3.", "4.", 1), format!("{token}A"), "3.a.".into(), String::new()] {
                assert_eq!(HelpLink::read(&forged, &key), None, "{forged}");
            }
        }
    }
}
