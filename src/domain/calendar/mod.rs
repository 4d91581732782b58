//! Weeks, working days and pauses, the wall clock, and what is scheduled on it.

mod day;
pub mod holidays;
mod month;
pub mod schedule;
mod week;
mod working_days;
pub mod zone;

pub use day::read_day;
pub use month::Month;
pub use week::Week;
pub use working_days::{Calendar, Closed, Phase};
