//! A form in which nothing can be filed.

use serde::Serialize;

use crate::domain::calendar::Phase;
use crate::services::filing::place::Desk;
use crate::web::Site;
use crate::web::kit::view;

/// Why nothing can be filed, and when it can again.
#[derive(Serialize)]
pub(super) struct Closed {
    /// The key of a text.
    pub key: &'static str,
    pub opening: Option<Opening>,
}

/// When there is a form to fill in.
#[derive(Serialize)]
pub(super) struct Opening {
    /// Of a text that names the day.
    pub key: &'static str,
    pub day: String,
}

impl Closed {
    /// None: something can be filed.
    pub fn of(site: &Site, desk: &Desk) -> Option<Closed> {
        let key = match desk.phase {
            _ if !desk.project.is_active_in(desk.week) => "closed-not-active",
            Phase::Open { .. } => return None,
            Phase::Late { .. } if desk.filed.is_none() => return None,
            Phase::Late { .. } => "closed-filed",
            Phase::Upcoming { .. } => "closed-upcoming",
            Phase::Over => "closed-over",
            Phase::NoClosing => "closed-paused",
        };
        let opening = match desk.phase {
            Phase::Upcoming { opens_at } => Some(("opens", opens_at)),
            _ => desk.next_opening.map(|at| ("next-opening", at)),
        };
        let opening = opening.map(|(key, at)| Opening { key, day: view::local(site, at) });
        Some(Closed { key, opening })
    }
}
