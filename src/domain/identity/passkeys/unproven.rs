//! Why an answer proves nothing.

use passki::PasskiError;

/// For the log: what a person reads is the same for all. Nothing that the browser sent stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    #[error("what should be a passkey's cannot be read")]
    Unreadable,
    #[error("the answer came more than five minutes after it was asked for")]
    TooLate,
    #[error("the answer is one to another challenge")]
    Challenge,
    #[error("the answer was given on another site's page")]
    Origin,
    #[error("the passkey is for another site")]
    RelyingParty,
    #[error("the authenticator did not verify who was there")]
    Unverified,
    #[error("the passkey is another than the one asked for")]
    Other,
    #[error("the passkey's counter went backwards: it may have been copied")]
    Counter,
    #[error("the passkey's word on whether it can be copied has changed")]
    Backup,
    #[error("the passkey's key is of a kind that was not asked for")]
    Algorithm,
    #[error("the signature is wrong")]
    Signature,
}

impl From<PasskiError> for Unproven {
    fn from(error: PasskiError) -> Unproven {
        match error {
            PasskiError::ChallengeMismatch
            | PasskiError::ClientDataTypeMismatch { .. }
            | PasskiError::InvalidClientDataType(_) => Unproven::Challenge,
            PasskiError::OriginMismatch { .. }
            | PasskiError::CrossOriginNotAllowed
            | PasskiError::TopOriginMismatch { .. } => Unproven::Origin,
            PasskiError::RpIdHashMismatch => Unproven::RelyingParty,
            PasskiError::UserNotPresent | PasskiError::UserVerificationRequired => Unproven::Unverified,
            PasskiError::CredentialNotAllowed | PasskiError::CredentialIdMismatch => Unproven::Other,
            PasskiError::CounterRegression => Unproven::Counter,
            PasskiError::InvalidBackupFlags => Unproven::Backup,
            PasskiError::UnsupportedAlgorithm(_) => Unproven::Algorithm,
            PasskiError::SignatureVerificationFailed => Unproven::Signature,
            _ => Unproven::Unreadable,
        }
    }
}
