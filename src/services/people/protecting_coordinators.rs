//! A programme always has somebody who can run it.

use crate::store::{self, Conn, people};

/// Why somebody stays what they are.
#[derive(Debug, thiserror::Error)]
pub enum LastCoordinator {
    #[error("nobody else coordinates the programme")]
    Refused,
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Waits until nobody else changes who coordinates: of two coordinators who remove each other at the same moment, the
/// second sees what the first did, and is refused.
pub fn take_turns(conn: &mut Conn) -> store::Result<()> {
    people::lock_coordinators(conn)
}

/// Refuses, and so rolls back, what left nobody to coordinate; `was_coordinator`: whether it touched one.
pub fn keep_one(conn: &mut Conn, was_coordinator: bool) -> Result<(), LastCoordinator> {
    if was_coordinator && people::count_coordinators(conn)? == 0 {
        return Err(LastCoordinator::Refused);
    }
    Ok(())
}
