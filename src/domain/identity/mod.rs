//! What lets people in.

mod changed;
mod device;
mod network;
pub mod passkeys;
mod password;
pub mod session;

pub use changed::Changed;
pub use device::Device;
pub use network::Network;
pub use password::Password;
