//! Pages and forms. [`routes`] is the whole map; each resource has a file of handlers that parse, act and respond.

mod admin;
mod bulletins;
mod chat_names;
mod dashboard;
pub mod demo;
mod errors;
mod exports;
mod feeds;
mod forms;
mod headers;
mod health;
mod home;
mod identity;
mod key_dates;
mod metrics;
mod projects;
mod public_pages;
mod routes;
mod search;
mod settings;
mod shares;
mod subscriptions;
mod uploads;
mod view;
mod visitor;
mod weeks;

use std::sync::Arc;

use chrono::TimeDelta;

pub use errors::Error;
pub use routes::{ROUTES, Route, configure};

use crate::clock::Clock;
use crate::services::Services;

/// What every handler works with.
pub struct Site {
    pub services: Arc<Services>,
    pub clock: Arc<dyn Clock>,
    /// Present in `bulletins demo` alone.
    pub demo: Option<demo::Demo>,
    metrics: metrics::Metrics,
}

impl Site {
    pub fn new(services: Arc<Services>, clock: Arc<dyn Clock>, demo: Option<demo::Demo>) -> Site {
        Site { services, clock, demo, metrics: metrics::Metrics::new() }
    }

    /// How long a session lives without a visit.
    fn session_validity(&self) -> TimeDelta {
        TimeDelta::days(self.services.config.security.session_days.into())
    }
}
