//! Getting in: by password, link or code, for the first time and again.

pub mod answering_asks;
pub mod app_secrets;
pub mod apps;
pub mod breaches;
pub mod changing_passwords;
pub mod claim;
pub mod device_marks;
pub mod entering;
mod guessing;
pub mod mailing_links;
pub mod notifying;
pub mod passkey_offers;
pub mod passkeys;
pub mod passwords;
pub mod proving;
pub mod recording_attempts;
pub mod removing_factors;
pub mod resetting_passwords;
pub mod second_factors;
pub mod second_steps;
pub mod sessions;
pub mod signing_in;
pub mod signing_in_by_mail;
pub mod signing_up;
pub(in crate::services) mod throttling;
pub mod tokens;
pub mod typed_codes;
