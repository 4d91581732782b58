//! Pages and forms. [`routes`] is the whole map; each resource has a file of handlers that parse, act and respond.

mod calendar;
pub mod demo;
mod filing;
mod help;
mod identity;
mod kit;
mod operations;
mod people;
mod post;
mod privacy;
mod programme;
mod reading;
mod routes;
#[cfg(test)]
mod samples;
mod server;

pub use kit::errors::Error;
pub use kit::site::{Demo, Site, Tour};
pub use routes::{ROUTES, Route};
pub use server::{serve, serve_metrics};
