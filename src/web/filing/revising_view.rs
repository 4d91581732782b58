//! Until when what is filed can be revised, and whether somebody has begun to.

use serde::Serialize;

use super::form_page::closes_at;
use crate::services::filing::place::Desk;
use crate::web::Site;

/// Where it can be revised, and until when.
#[derive(Serialize)]
pub struct RevisingView {
    at: String,
    until: String,
    /// The form has closed, and takes that all the same.
    in_grace: bool,
    /// That was begun: what was written of it is not filed.
    begun: bool,
}

impl RevisingView {
    /// Of what is filed at that address; none: it can be revised no more, or nothing is filed.
    pub fn new(site: &Site, desk: &Desk, address: &str) -> Option<RevisingView> {
        let filed = &desk.filed.as_ref()?.bulletin;
        Some(RevisingView {
            at: format!("{address}?edit=1"),
            until: closes_at(site, desk)?,
            in_grace: desk.is_in_grace,
            begun: desk.draft.as_ref().is_some_and(|signed| signed.draft.typed.differs_from(filed)),
        })
    }

    #[cfg(test)]
    pub fn samples() -> Vec<RevisingView> {
        let in_grace = |in_grace| RevisingView {
            at: "/f/x?edit=1".into(),
            until: "2026-03-06T15:00:00".into(),
            in_grace,
            begun: in_grace,
        };
        vec![in_grace(false), in_grace(true)]
    }
}
