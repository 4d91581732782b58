//! Mails that tell of somebody, or that address them among others, are written anew without them.

use std::collections::BTreeSet;

use super::texts;
use crate::domain::help::RequestId;
use crate::domain::people::Email;
use crate::domain::post::kind::Kind;
use crate::mail::naming;
use crate::services::{Error, Scope};
use crate::store;
use crate::store::help::events;
use crate::store::post::outbox::{self, MailId, OfRequests, Sealed};

/// How many texts are in memory at the same time.
const AT_ONCE: i64 = 50;

/// Those that wait and those of which the text is kept. One whose key is lost tells nobody anything.
///
/// What tells of people names them in its words, and what somebody wrote was handed on as it was: such a text goes, and
/// a mail without one is not sent. Nags come again with their next run; of the others the requests are told, of which
/// those who are left are to be told anew.
pub(in crate::services) fn take_out(
    scope: &mut Scope<'_>,
    somebody: &Email,
    names: &[String],
) -> Result<BTreeSet<RequestId>, Error> {
    let (seal, letters) = (&scope.services.seal, &scope.services.letters);
    let (mut last, mut untold) = (MailId(0), BTreeSet::new());
    loop {
        let texts = outbox::texts_of_mails(scope.conn, last, AT_ONCE)?;
        let Some(furthest) = texts.last().map(|text| text.id) else { return Ok(untold) };
        for Sealed { id, message_id, bytes } in texts {
            let Ok(mail) = texts::open(seal, &message_id, &bytes) else { continue };
            if naming::tells_of(&mail, somebody, names) {
                let told = outbox::of_requests(scope.conn, id)?;
                outbox::set_sealed(scope.conn, id, &bytes, &[])?;
                if let Some(told) = told {
                    untold.extend(let_come_again(scope, told)?);
                }
            } else if let Some(anew) = letters.without(&mail, somebody)? {
                let anew = texts::seal(seal, &message_id, &anew);
                outbox::set_sealed(scope.conn, id, &bytes, &anew)?;
            }
        }
        last = furthest;
    }
}

/// The requests that are to be told anew, since what has lost its text waits still.
fn let_come_again(scope: &mut Scope<'_>, mail: OfRequests) -> store::Result<Vec<RequestId>> {
    let tells = [Kind::HelpTaken, Kind::HelpNews].map(Kind::as_str);
    if !mail.waits {
        return Ok(Vec::new());
    }
    if tells.contains(&mail.kind.as_str()) {
        return Ok(mail.requests);
    }
    events::take_back_nags(scope.conn, &mail.requests, mail.created_at)?;
    Ok(Vec::new())
}
