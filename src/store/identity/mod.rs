//! Sign-ins, links, second factors and throttles.

pub mod asked_mails;
pub mod authenticators;
pub mod begun_sign_ins;
pub mod link_tokens;
pub mod passkeys;
pub mod recovery_codes;
pub mod sessions;
pub mod throttles;
