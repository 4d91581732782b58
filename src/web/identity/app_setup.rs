//! What is shown to set up an app: a secret, as a picture and in letters. It travels in the form, so that looking at it
//! writes nothing.

use serde::{Deserialize, Serialize};

use super::qr::Picture;
use crate::domain::identity::authenticator::Secret;
use crate::domain::people::Person;
use crate::services::identity::apps::NewApp;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct AppSetup {
    /// What the picture says, for an app of this very device.
    address: String,
    picture: Option<Picture>,
    /// As it travels, and in groups of four.
    secret: String,
    spelled: String,
}

impl AppSetup {
    pub fn new(site: &Site, person: &Person, secret: &Secret) -> AppSetup {
        let address = secret.address(&site.services.config.programme.name, person.email.as_str());
        AppSetup::of(secret, address)
    }

    fn of(secret: &Secret, address: String) -> AppSetup {
        let revealed = secret.reveal();
        let groups: Vec<&str> = (0..revealed.len()).step_by(4).map(|at| &revealed[at..at + 4]).collect();
        let picture = Picture::of(&address);
        AppSetup { address, picture, spelled: groups.join(" "), secret: revealed }
    }

    #[cfg(test)]
    pub fn sample() -> AppSetup {
        AppSetup::of(&Secret::random(), "otpauth://totp/x".into())
    }
}

/// What was typed to set it up.
#[derive(Deserialize)]
pub struct AppForm {
    #[serde(default)]
    secret: String,
    #[serde(default)]
    code: String,
}

impl AppForm {
    /// # Errors
    /// The secret is none that was shown.
    pub fn read(self) -> Result<NewApp, Error> {
        let secret = Secret::read(&self.secret).ok_or(Error::Unreadable)?;
        Ok(NewApp { secret, code: self.code })
    }
}
