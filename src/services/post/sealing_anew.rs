//! Texts that lie open from before, and those that a former key has sealed, are sealed with the key of today.

use std::sync::Arc;

use super::texts;
use crate::services::{Error, Scope, Services};
use crate::store::post::outbox::{self, MailId, Sealed};

/// How many in one transaction: others write meanwhile.
const AT_ONCE: i64 = 50;

/// Seals what is not; how many there were. What does not open stays as it is: its key may come back.
pub async fn seal_anew(services: &Arc<Services>) -> Result<usize, Error> {
    let (mut last, mut count) = (MailId(0), 0);
    loop {
        let some = services.write(move |scope| seal_some(scope, last)).await?;
        let Some((reached, sealed)) = some else { return Ok(count) };
        (last, count) = (reached, count + sealed);
    }
}

fn seal_some(scope: &mut Scope<'_>, after: MailId) -> Result<Option<(MailId, usize)>, Error> {
    let seal = &scope.services.seal;
    let texts = outbox::not_sealed_by(scope.conn, &seal.mark(), after, AT_ONCE)?;
    let mut count = 0;
    for Sealed { id, message_id, bytes } in &texts {
        if let Some(anew) = texts::renew(seal, message_id, bytes) {
            outbox::set_sealed(scope.conn, *id, bytes, &anew)?;
            count += 1;
        }
    }
    Ok(texts.last().map(|last| (last.id, count)))
}
