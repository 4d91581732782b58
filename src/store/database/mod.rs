//! The database itself: connections and transactions, its schema, facts about the installation.

pub mod clock;
pub mod installation;

mod connection;
mod error;
mod migrations;
pub(in crate::store) mod schema;
pub(in crate::store) mod values;

pub(in crate::store) use connection::on_each;
pub use connection::{Conn, Db};
pub use error::{Error, Result};
pub use migrations::{migrate, pending_migrations};
