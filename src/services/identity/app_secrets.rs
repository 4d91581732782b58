//! The secrets that apps and the service share: sealed in the database, each for its owner's number.

use crate::domain::identity::authenticator::Secret;
use crate::domain::people::PersonId;
use crate::services::{Error, Scope};
use crate::store;
use crate::store::identity::authenticators::{self, Authenticator};

const SEALED: &str = "authenticator";

/// Keeps the secret of that person's app, whose code of that step has been taken.
pub(super) fn keep(scope: &mut Scope<'_>, person: PersonId, secret: &Secret, step: i64) -> store::Result<()> {
    let sealed = scope.services.seal.seal(SEALED, &person.0.to_be_bytes(), secret.bytes());
    authenticators::set(scope.conn, person, &sealed, step, scope.now)
}

/// The secret of that person's app; none where it is sealed with a key that is not here.
pub(super) fn open(scope: &Scope<'_>, person: PersonId, app: &Authenticator) -> Option<Secret> {
    match scope.services.seal.open(SEALED, &person.0.to_be_bytes(), &app.secret) {
        Ok(secret) => Secret::from_bytes(&secret),
        Err(error) => {
            tracing::error!(%error, person = person.0, "the secret of an app");
            None
        }
    }
}

/// Seals with the key of today what a former one has sealed.
pub fn seal_anew(scope: &mut Scope<'_>) -> Result<(), Error> {
    for (person, sealed) in authenticators::secrets(scope.conn)? {
        if let Some(anew) = scope.services.seal.renew(SEALED, &person.0.to_be_bytes(), &sealed) {
            authenticators::set_secret(scope.conn, person, &sealed, &anew)?;
        }
    }
    Ok(())
}
