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

/// Refuses, and so rolls back, what left nobody to coordinate; `was_coordinator`: whether it touched one.
pub fn keep_one(conn: &mut Conn, was_coordinator: bool) -> Result<(), LastCoordinator> {
    if was_coordinator && people::count_coordinators(conn)? == 0 {
        return Err(LastCoordinator::Refused);
    }
    Ok(())
}
