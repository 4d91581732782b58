pub mod command_line;
mod demo;
mod schema;
mod upgrades;
mod watching;
