//! What lets people in.

pub mod passkeys;
mod password;
pub mod session;

pub use password::Password;
