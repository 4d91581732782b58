//! The site that asks for passkeys, and both halves of both ceremonies.

use chrono::{DateTime, Utc};
use passki::{
    AuthenticationCredential, AuthenticationOptions, Passki, RegistrationCredential, RegistrationOptions,
    StoredPasskey, UserVerificationRequirement,
};
use serde::de::DeserializeOwned;
use serde_json::json;
use url::{Host, Url};

use super::challenge::{Challenge, TIME, ToProve, ToRegister};
use super::credential::Credential;
use super::unproven::Unproven;

/// Keys that are taken, by COSE's numbers: EdDSA, ES256, and RS256 for Windows Hello.
const ALGORITHMS: [i32; 3] = [-8, -7, -257];
/// The longest id that authenticators may give, in bytes.
const LONGEST_ID: usize = 1023;

/// The site, by the addresses at which browsers know it.
pub struct RelyingParty(Passki);

/// Whom a passkey is for, as the authenticator shows it when there are several.
pub struct Account<'a> {
    /// What tells accounts apart: the address.
    pub address: &'a str,
    pub name: &'a str,
}

/// What the browser is to be asked, as JSON, and what is remembered until it answers.
pub struct Asked<C> {
    pub options: String,
    pub challenge: C,
}

impl RelyingParty {
    /// The site whose pages are at that address; none where browsers know no passkeys: at bare IP addresses, and
    /// unencrypted but on the same machine.
    pub fn at(base: &Url, name: &str) -> Option<RelyingParty> {
        let Some(Host::Domain(host)) = base.host() else { return None };
        let is_here = host == "localhost" || host.ends_with(".localhost");
        let origin = base.origin().ascii_serialization();
        (base.scheme() == "https" || is_here).then(|| RelyingParty(Passki::new(host, &[origin], name)))
    }

    /// Asks for a new passkey of somebody who has those already.
    ///
    /// # Errors
    /// What is known of them cannot be right.
    pub fn begin_registration(
        &self,
        account: &Account<'_>,
        known: &[Credential],
        now: DateTime<Utc>,
    ) -> Result<Asked<ToRegister>, Unproven> {
        let handle =
            known.first().map_or_else(|| rand::random::<[u8; 32]>().to_vec(), |k| k.handle().to_vec());
        let known = stored(known);
        let mut wanted = RegistrationOptions::default();
        wanted.timeout = TIME.num_milliseconds().unsigned_abs();
        wanted.user_verification = UserVerificationRequirement::Required;
        wanted.exclude_credentials = Some(&known);
        let (mut options, mut state) =
            self.0.start_passkey_registration(&handle, account.address, account.name, wanted)?;
        options.pub_key_cred_params.retain(|kind| ALGORITHMS.contains(&kind.alg));
        // Who it is for is known from elsewhere, and personal.
        state.user.name.clear();
        state.user.display_name.clear();
        Ok(Asked { options: json!(options).to_string(), challenge: Challenge::new(now, state) })
    }

    /// The passkey that the browser made.
    ///
    /// Whether it is known already, of whomever, is for the database to say.
    ///
    /// # Errors
    /// The answer is none to what was asked.
    pub fn finish_registration(
        &self,
        challenge: &ToRegister,
        answer: &str,
        now: DateTime<Utc>,
    ) -> Result<Credential, Unproven> {
        let asked = challenge.asked(now)?;
        let made = self.0.finish_passkey_registration(&read::<RegistrationCredential>(answer)?, asked)?;
        if !ALGORITHMS.contains(&made.algorithm) {
            return Err(Unproven::Algorithm);
        }
        if made.credential_id.len() > LONGEST_ID {
            return Err(Unproven::Unreadable);
        }
        Ok(Credential::new(made, Passki::base64_decode(&asked.user.id)?))
    }

    /// Asks for the proof that somebody has one of those passkeys; of none, any that this site knows.
    ///
    /// # Errors
    /// What is known of them cannot be right.
    pub fn begin_authentication(
        &self,
        known: &[Credential],
        now: DateTime<Utc>,
    ) -> Result<Asked<ToProve>, Unproven> {
        let mut wanted = AuthenticationOptions::default();
        wanted.timeout = TIME.num_milliseconds().unsigned_abs();
        wanted.user_verification = UserVerificationRequirement::Required;
        let (options, state) = self.0.start_passkey_authentication(&stored(known), wanted)?;
        Ok(Asked { options: json!(options).to_string(), challenge: Challenge::new(now, state) })
    }

    /// The passkey as it is to be kept from now on, proven to be in its owner's hands.
    ///
    /// # Errors
    /// The answer proves nothing of the kind.
    pub fn finish_authentication(
        &self,
        challenge: &ToProve,
        credential: &Credential,
        answer: &str,
        now: DateTime<Utc>,
    ) -> Result<Credential, Unproven> {
        let asked = challenge.asked(now)?;
        let answer: AuthenticationCredential = read(answer)?;
        if answer.raw_id != credential.id() {
            return Err(Unproven::Other);
        }
        let proven = self.0.finish_passkey_authentication(&answer, asked, &credential.stored())?;
        // Where nobody was named before, the authenticator must have.
        let is_owner = match &proven.user_handle {
            Some(handle) => handle == credential.handle(),
            None => !asked.allowed_credentials.is_empty(),
        };
        if !is_owner {
            return Err(Unproven::Other);
        }
        let data = Passki::base64_decode(&answer.response.authenticator_data)?;
        let flags = data.get(32).ok_or(Unproven::Unreadable)?;
        credential.used(proven.counter, *flags)
    }
}

fn stored(known: &[Credential]) -> Vec<StoredPasskey> {
    known.iter().map(Credential::stored).collect()
}

fn read<T: DeserializeOwned>(answer: &str) -> Result<T, Unproven> {
    serde_json::from_str(answer).map_err(|_| Unproven::Unreadable)
}
