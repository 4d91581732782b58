//! The levers of the demo, where there are any.

use crate::web::kit::site::Demo;
use crate::web::{Error, Site};

/// None of its pages exists elsewhere.
pub fn of(site: &Site) -> Result<&Demo, Error> {
    site.demo.as_ref().ok_or(Error::NotFound)
}
