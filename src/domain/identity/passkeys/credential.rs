//! What is kept of a passkey.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use passki::{AuthenticatorTransport, StoredPasskey};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::unproven::Unproven;

/// A passkey as the server knows it: what checks its proofs, and no secret.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Credential {
    #[serde(with = "base64url")]
    id: Vec<u8>,
    /// In COSE's shape.
    #[serde(with = "base64url")]
    key: Vec<u8>,
    /// COSE's number of the algorithm.
    algorithm: i32,
    /// How often it was used, as its authenticator says; many always say 0.
    counter: u32,
    /// Whose it is, by random bytes that all passkeys of one account share, so that authenticators know them as one's.
    #[serde(with = "base64url")]
    handle: Vec<u8>,
    /// Whether it may be copied to other devices of its owner; that never changes.
    syncable: bool,
    /// Whether it has been.
    synced: bool,
    /// By which ways it is reached: a hint for browsers.
    transports: Vec<AuthenticatorTransport>,
}

impl Credential {
    pub(super) fn new(made: StoredPasskey, handle: Vec<u8>) -> Credential {
        Credential {
            id: made.credential_id,
            key: made.public_key,
            algorithm: made.algorithm,
            counter: made.counter,
            handle,
            syncable: made.be,
            synced: made.bs,
            transports: made.transports,
        }
    }

    /// Its id in base64url, as answers name it; unique among all passkeys.
    pub fn id(&self) -> String {
        URL_SAFE_NO_PAD.encode(&self.id)
    }

    /// For the database.
    pub fn to_text(&self) -> String {
        json!(self).to_string()
    }

    /// # Errors
    /// That is no passkey.
    pub fn from_text(text: &str) -> Result<Credential, Unproven> {
        serde_json::from_str(text).map_err(|_| Unproven::Unreadable)
    }

    pub(super) fn handle(&self) -> &[u8] {
        &self.handle
    }

    /// As the library takes it.
    pub(super) fn stored(&self) -> StoredPasskey {
        let mut stored = StoredPasskey::default();
        stored.credential_id.clone_from(&self.id);
        stored.public_key.clone_from(&self.key);
        stored.algorithm = self.algorithm;
        stored.counter = self.counter;
        stored.transports.clone_from(&self.transports);
        stored.be = self.syncable;
        stored.bs = self.synced;
        stored
    }

    /// As it is after a proof, whose flags are those.
    pub(super) fn used(&self, counter: u32, flags: u8) -> Result<Credential, Unproven> {
        let [syncable, synced] = [0x08, 0x10].map(|flag| flags & flag != 0);
        if syncable != self.syncable {
            return Err(Unproven::Backup);
        }
        Ok(Credential { counter, synced, ..self.clone() })
    }
}

/// The id of the passkey that an answer names, so that the credential can be looked up; nothing is proven by it.
pub fn named_in(answer: &str) -> Option<String> {
    let answer: Value = serde_json::from_str(answer).ok()?;
    answer["rawId"].as_str().map(str::to_owned)
}

/// Bytes as text, the way that browsers write them.
mod base64url {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Engine, URL_SAFE_NO_PAD};

    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&URL_SAFE_NO_PAD.encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        URL_SAFE_NO_PAD.decode(String::deserialize(from)?).map_err(Error::custom)
    }
}
