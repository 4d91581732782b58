pub mod command_line;
mod databases;
mod demo;
mod dry_runs;
mod schema;
mod shutting_out;
mod starting;
pub mod upgrades;
mod watching;
