//! What is kept of people: on record, taken along, forgotten on demand, forgotten in time.

pub mod cleaning;
pub mod erasing;
pub mod exporting_own_data;
pub mod kept;
mod own_data;
mod own_requests;
pub mod renewing_feeds;
pub mod retaining;
pub mod trail;
pub mod wiping;
