//! The links in mails by which a reader tells a team, without an account, that its bulletin has been read.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::domain::filing::bulletin::BulletinId;
use crate::domain::people::PersonId;
use crate::services::Services;
use crate::services::identity::tokens::Key;

const PURPOSE: &str = "read";

/// A link that tells of one bulletin, in the name of one reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadLink {
    pub bulletin: BulletinId,
    pub reader: PersonId,
}

impl ReadLink {
    /// For the link. Signed rather than stored: it stands in every mail that has the bulletin. Until when it works is
    /// said by the bulletin's week.
    pub fn token(self, key: &Key) -> String {
        let signature = key.sign(PURPOSE, &self.parts().each_ref().map(<[u8; 8]>::as_slice));
        format!("{}.{}.{}", self.bulletin.0, self.reader.0, URL_SAFE_NO_PAD.encode(signature))
    }

    /// What a link stands for; none if it is not one of ours.
    pub fn read(token: &str, key: &Key) -> Option<ReadLink> {
        let mut parts = token.splitn(3, '.');
        let bulletin = BulletinId(parts.next()?.parse().ok()?);
        let link = ReadLink { bulletin, reader: PersonId(parts.next()?.parse().ok()?) };
        let signature = URL_SAFE_NO_PAD.decode(parts.next()?).ok()?;
        let is_ours = key.verifies(PURPOSE, &link.parts().each_ref().map(<[u8; 8]>::as_slice), &signature);
        is_ours.then_some(link)
    }

    fn parts(self) -> [[u8; 8]; 2] {
        [self.bulletin.0.to_be_bytes(), self.reader.0.to_be_bytes()]
    }
}

impl Services {
    /// Where a reader says that they have read a bulletin.
    pub fn read_links(&self) -> impl Fn(BulletinId, PersonId) -> String + use<> {
        let (key, page) = (self.key.clone(), self.config.link("/r/"));
        move |bulletin, reader| format!("{page}{}", ReadLink { bulletin, reader }.token(&key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_stands_for_one_bulletin_and_one_reader_and_cannot_be_made_up() {
        let key = Key::new([7; 32]);
        let link = ReadLink { bulletin: BulletinId(3), reader: PersonId(12) };
        let token = link.token(&key);
        assert_eq!(ReadLink::read(&token, &key), Some(link));
        let swapped = token.replacen("3.12.", "12.3.", 1);
        for forged in [token.replacen("3.", "4.", 1), token.replacen(".12.", ".13.", 1), swapped]
            .into_iter()
            .chain([format!("{token}A"), "3.12.".into(), String::new()])
        {
            assert_eq!(ReadLink::read(&forged, &key), None, "{forged}");
        }
    }
}
