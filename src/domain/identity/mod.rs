//! What lets people in.

mod password;

pub use password::Password;
