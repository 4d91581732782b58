//! What every handler works with.

use std::sync::Arc;

use super::metrics::Metrics;
use super::proxies::ProxyWatch;
use crate::clock::{Clock, Shifted};
use crate::mail::mailbox::Mailbox;
use crate::services::Services;
use crate::services::post::delivering::Delivery;
use crate::worker;

/// What every handler works with; `app` makes it once.
pub struct Site {
    pub services: Arc<Services>,
    pub clock: Arc<dyn Clock>,
    /// Present in `bulletins demo` alone.
    pub demo: Option<Demo>,
    pub(in crate::web) metrics: Metrics,
    pub(in crate::web) proxies: ProxyWatch,
}

impl Site {
    pub fn new(services: Arc<Services>, clock: Arc<dyn Clock>, demo: Option<Demo>) -> Site {
        Site { services, clock, demo, metrics: Metrics::new(), proxies: ProxyWatch::default() }
    }
}

/// The levers of `bulletins demo`.
pub struct Demo {
    pub clock: Arc<Shifted>,
    pub mailbox: Arc<Mailbox>,
    pub delivery: Arc<Delivery>,
    pub turn: worker::Turn,
}
