//! Mails that name somebody among those whom their answers reach are written anew without them.

use super::outgoing::SEALED;
use crate::domain::people::Email;
use crate::services::{Error, Scope};
use crate::store::post::outbox::{self, MailId, Sealed};

/// How many texts are in memory at the same time.
const AT_ONCE: i64 = 50;

/// Those that wait and those of which the text is kept. One whose key is lost tells nobody anything.
pub(in crate::services) fn take_out(scope: &mut Scope<'_>, somebody: &Email) -> Result<(), Error> {
    let (seal, letters) = (&scope.services.seal, &scope.services.letters);
    let mut last = MailId(0);
    loop {
        let texts = outbox::texts_of_mails(scope.conn, last, AT_ONCE)?;
        let Some(furthest) = texts.last().map(|text| text.id) else { return Ok(()) };
        for Sealed { id, message_id, bytes } in texts {
            let Ok(mail) = seal.open(SEALED, message_id.as_bytes(), &bytes) else { continue };
            if let Some(anew) = letters.without(&mail, somebody)? {
                let anew = seal.seal(SEALED, message_id.as_bytes(), &anew);
                outbox::set_sealed(scope.conn, id, &bytes, &anew)?;
            }
        }
        last = furthest;
    }
}
