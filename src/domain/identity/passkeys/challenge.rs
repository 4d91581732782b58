//! What is remembered of a ceremony until the browser answers.

use chrono::{DateTime, TimeDelta, Utc};
use passki::{AuthenticationState, RegistrationState};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::unproven::Unproven;

/// How long a browser may take.
pub(super) const TIME: TimeDelta = TimeDelta::minutes(5);

/// The random bytes that an answer must have signed, with what else the answer is held against.
///
/// It is no secret, but the server's: who could choose it could have an old answer heard again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Challenge<S> {
    at: DateTime<Utc>,
    asked: S,
}

/// A passkey was asked for.
pub type ToRegister = Challenge<RegistrationState>;
/// The proof was asked for that somebody has a passkey.
pub type ToProve = Challenge<AuthenticationState>;

impl<S: Serialize + DeserializeOwned> Challenge<S> {
    pub(super) fn new(at: DateTime<Utc>, asked: S) -> Challenge<S> {
        Challenge { at, asked }
    }

    /// What was asked, while it may be answered.
    pub(super) fn asked(&self, now: DateTime<Utc>) -> Result<&S, Unproven> {
        if now - self.at > TIME { Err(Unproven::TooLate) } else { Ok(&self.asked) }
    }

    /// For the database.
    pub fn to_text(&self) -> String {
        json!(self).to_string()
    }

    /// # Errors
    /// It was written for the other ceremony, or by another program.
    pub fn from_text(text: &str) -> Result<Challenge<S>, Unproven> {
        serde_json::from_str(text).map_err(|_| Unproven::Unreadable)
    }
}
