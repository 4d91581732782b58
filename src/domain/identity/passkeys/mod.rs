//! Passkeys: what a browser is asked, and what its answer proves (WebAuthn level 3).
//!
//! A ceremony has two halves. The first gives options for the browser and a challenge to remember; the second takes the
//! challenge and the answer. In between nothing is kept here: any replica may hear the answer. Whoever remembers the
//! challenge sees to it that nobody else chose it, and that no answer to it is heard twice.

#[cfg(test)]
#[path = "../../../../tests/stories/support/authenticator.rs"]
mod authenticator;
mod challenge;
mod credential;
mod relying_party;
#[cfg(test)]
mod tests;
mod unproven;

pub use challenge::{Challenge, ToProve, ToRegister};
pub use credential::{Credential, named_in};
pub use relying_party::{Account, Asked, RelyingParty};
pub use unproven::Unproven;
