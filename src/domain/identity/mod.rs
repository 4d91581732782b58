//! What lets people in.

pub mod passkeys;
mod password;

pub use password::Password;
