pub mod command_line;
mod demo;
mod watching;
