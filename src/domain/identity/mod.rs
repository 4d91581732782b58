//! What lets people in.

mod network;
pub mod passkeys;
mod password;
pub mod session;

pub use network::Network;
pub use password::Password;
