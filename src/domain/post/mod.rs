//! Messages on their way, and the services that carry them.

pub mod delivery;
pub mod kind;
pub mod notification;
pub mod standing;
pub mod topic;
