//! The stored facts: the only place with SQL, one file per table or group of tables.
//!
//! Every function takes a [`Conn`], which is a transaction that [`Db::read`] or [`Db::write`] began,
//! and is written once for both databases.

pub mod audit;
pub mod bulletins;
pub mod chat_names;
mod connection;
pub mod drafts;
mod error;
pub mod installation;
pub mod key_dates;
pub mod link_tokens;
pub mod logos;
mod migrations;
pub mod original;
pub mod outbox;
pub mod pauses;
pub mod people;
pub mod projects;
pub mod promotions;
pub mod runs;
mod schema;
pub mod search;
pub mod sessions;
pub mod shares;
pub mod throttles;
pub mod unsubscriptions;
mod values;

pub use connection::{Conn, Db};
pub use error::{Error, Result};
pub use migrations::{migrate, pending_migrations};
