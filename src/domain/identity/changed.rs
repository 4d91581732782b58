//! What happens to somebody's account of which they are told by mail.

use crate::domain::kit::named;

/// What changed. Its name is the end of the text that tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// A browser that has never signed in to the account before did.
    SignedIn,
    Password,
    /// Another address: told at both.
    Address,
    AuthenticatorSet,
    AuthenticatorRemoved,
    PasskeyAdded,
    PasskeyRemoved,
    RecoveryCodesMade,
    RecoveryCodeUsed,
    /// Somebody else took the second factor away: who coordinates, or who runs the installation.
    SecondFactorReset,
}

impl Changed {
    /// Whether another password puts right what somebody else did: it ends all sign-ins, and no second factor.
    pub fn is_mended_by_a_password(self) -> bool {
        matches!(self, Changed::SignedIn | Changed::Password)
    }
}

named!(Changed, "change of an account":
    SignedIn = "sign-in",
    Password = "password",
    Address = "address",
    AuthenticatorSet = "authenticator-set",
    AuthenticatorRemoved = "authenticator-removed",
    PasskeyAdded = "passkey-added",
    PasskeyRemoved = "passkey-removed",
    RecoveryCodesMade = "recovery-codes-made",
    RecoveryCodeUsed = "recovery-code-used",
    SecondFactorReset = "second-factor-reset",
);
