//! What every handler works with.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard};

use actix_web::{HttpRequest, web};

use super::kept::Kept;
use super::metrics::Metrics;
use super::tour::Step;
use crate::clock::{Clock, Shifted};
use crate::mail::mailbox::Mailbox;
use crate::services::Services;
use crate::services::demo::Life;
use crate::services::post::delivering::Delivery;
use crate::worker;

/// What every handler works with; `app` makes it once.
pub struct Site {
    pub services: Arc<Services>,
    pub clock: Arc<dyn Clock>,
    /// Present in `bulletins demo` alone.
    pub demo: Option<Demo>,
    pub(in crate::web) metrics: Metrics,
    /// Pages that were made a moment ago.
    pub(in crate::web) kept: Kept,
    /// Whether the log has been told of a proxy that the settings do not know of.
    pub(in crate::web) proxy_was_told: AtomicBool,
}

impl Site {
    pub fn new(services: Arc<Services>, clock: Arc<dyn Clock>, demo: Option<Demo>) -> Site {
        Site {
            services,
            clock,
            demo,
            metrics: Metrics::new(),
            kept: Kept::default(),
            proxy_was_told: AtomicBool::new(false),
        }
    }

    /// Every handler is given the site at start.
    #[expect(clippy::expect_used, reason = "`app` registers the site before any route")]
    pub fn of(req: &HttpRequest) -> web::Data<Site> {
        req.app_data::<web::Data<Site>>().expect("the site is registered at start").clone()
    }
}

/// The levers of `bulletins demo`.
pub struct Demo {
    pub clock: Arc<Shifted>,
    pub mailbox: Arc<Mailbox>,
    pub delivery: Arc<Delivery>,
    pub turn: worker::Turn,
    /// None: its teams do nothing by themselves.
    pub life: Option<Life>,
    /// Where its one visitor is on a tour.
    pub tour: Tour,
}

/// A step of a tour, or none.
#[derive(Default)]
pub struct Tour(Mutex<Option<Step>>);

impl Tour {
    pub fn step(&self) -> Option<Step> {
        *self.lock()
    }

    /// On to that step; none: off the tour.
    pub fn go(&self, step: Option<Step>) {
        *self.lock() = step;
    }

    fn lock(&self) -> MutexGuard<'_, Option<Step>> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
