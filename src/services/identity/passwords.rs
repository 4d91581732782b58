//! Passwords: Argon2id, off the async threads, never more at once than the machine has memory for.

use std::sync::Arc;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;

use super::breaches::Breaches;
use crate::domain::identity::Password;
use crate::domain::kit::Wrong;
use crate::services::{Error, Refusal, off_thread};

/// Hashes and checks passwords.
#[derive(Clone)]
pub struct Passwords {
    permits: Arc<Semaphore>,
    breaches: Option<Arc<Breaches>>,
}

/// What is checked where there is no account, so that the time taken does not tell: nobody's password, hashed as [`hash`] does.
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdA$\
    AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

impl Passwords {
    /// At most so many checks at the same time; each takes 19 MiB.
    pub fn new(at_once: usize, breaches: Option<Breaches>) -> Passwords {
        Passwords { permits: Arc::new(Semaphore::new(at_once)), breaches: breaches.map(Arc::new) }
    }

    /// The password that somebody chose as a PHC string with a salt of its own.
    ///
    /// # Errors
    /// It was stolen somewhere.
    pub async fn hash(&self, password: Password) -> Result<String, Refusal> {
        if let Some(breaches) = &self.breaches
            && breaches.know(password.reveal()).await
        {
            return Err(Refusal::fault("password", Wrong::new("password-breached")));
        }
        Ok(self.run(move || hash(password.reveal())).await?)
    }

    /// Whether that is the password; with no hash, false after the same time.
    pub async fn verify(&self, password: SecretString, hash: Option<String>) -> Result<bool, Error> {
        self.run(move || {
            let known = hash.is_some();
            let hash = hash.as_deref().unwrap_or(DUMMY);
            let parsed = PasswordHash::new(hash).map_err(|error| Error::Password(error.to_string()))?;
            let right = argon2()?.verify_password(password.expose_secret().as_bytes(), &parsed).is_ok();
            Ok(right && known)
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let permit = self.permits.clone().acquire_owned().await.map_err(|_| Error::Stopping)?;
        off_thread(move || {
            let result = work();
            drop(permit);
            result
        })
        .await?
    }
}

fn hash(password: &str) -> Result<String, Error> {
    let hash =
        argon2()?.hash_password(password.as_bytes()).map_err(|error| Error::Password(error.to_string()))?;
    Ok(hash.to_string())
}

/// Argon2id with 19 MiB, two passes and one lane: the first choice of the OWASP password storage cheat sheet.
fn argon2() -> Result<Argon2<'static>, Error> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|error| Error::Password(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobodys_password_takes_as_long_as_anybodys() {
        let anybodys = hash("correct horse battery").unwrap();
        let [nobodys, anybodys] = [DUMMY, &anybodys].map(|text| PasswordHash::new(text).unwrap());
        assert_eq!(nobodys.algorithm, anybodys.algorithm);
        assert_eq!((nobodys.version, &nobodys.params), (anybodys.version, &anybodys.params));
        let length = |hash: &PasswordHash| hash.hash.as_ref().map(|hash| hash.as_bytes().len());
        assert_eq!(length(&nobodys), length(&anybodys));
    }
}
