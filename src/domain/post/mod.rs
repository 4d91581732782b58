//! Messages on their way, and the services that carry them.

pub mod bounce;
pub mod delivery;
pub mod kind;
pub mod notification;
pub mod pace;
pub mod standing;
pub mod topic;
