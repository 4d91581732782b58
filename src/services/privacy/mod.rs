//! What is kept of people: taken along, forgotten on demand, forgotten in time.

pub mod cleaning;
pub mod erasing;
pub mod exporting_own_data;
