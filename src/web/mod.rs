//! Pages and forms. [`routes`] is the whole map; each resource has a file of handlers that parse, act and respond.

mod calendar;
pub mod demo;
mod filing;
mod identity;
mod kit;
mod operations;
mod people;
mod post;
mod privacy;
mod programme;
mod reading;
mod routes;
#[cfg(test)]
mod samples;

use std::sync::Arc;

use chrono::TimeDelta;

pub use kit::errors::Error;
pub use routes::{ROUTES, Route, configure};

use crate::clock::Clock;
use crate::services::Services;
use operations::metrics::Metrics;

/// What every handler works with.
pub struct Site {
    pub services: Arc<Services>,
    pub clock: Arc<dyn Clock>,
    /// Present in `bulletins demo` alone.
    pub demo: Option<demo::Demo>,
    metrics: Metrics,
}

impl Site {
    pub fn new(services: Arc<Services>, clock: Arc<dyn Clock>, demo: Option<demo::Demo>) -> Site {
        Site { services, clock, demo, metrics: Metrics::new() }
    }

    /// How long a session lives without a visit.
    fn session_validity(&self) -> TimeDelta {
        TimeDelta::days(self.services.config.security.session_days.into())
    }
}
