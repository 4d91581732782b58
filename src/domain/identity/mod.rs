//! What lets people in.

pub mod authenticator;
pub mod breach;
mod changed;
mod device;
pub mod network;
pub mod passkeys;
mod password;
pub mod recovery_code;
pub mod second_factor;
pub mod session;

pub use changed::Changed;
pub use device::Device;
pub use network::Network;
pub use password::Password;
