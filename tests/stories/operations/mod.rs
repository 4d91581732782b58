pub mod command_line;
mod demo;
mod dry_runs;
mod schema;
mod starting;
mod upgrades;
mod watching;
