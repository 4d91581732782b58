//! The database itself: connections and transactions, its schema, facts about the installation.

pub mod ahead;
pub mod carrying;
pub mod clock;
pub mod hold;
pub mod installation;
pub mod part;
pub mod renaming;

mod asked;
mod bounds;
mod connecting;
mod connection;
mod dry_run;
mod edition;
mod either;
mod error;
mod limits;
mod line;
mod migrations;
mod one_commit;
pub(in crate::store) mod one_of;
mod onlooker;
#[cfg(test)]
pub(in crate::store) mod plan;
mod postponed;
mod probing;
pub(in crate::store) mod schema;
mod tables;
mod together;
mod transactions;
pub(in crate::store) mod values;
mod wiping;
mod wording;

pub use connection::Conn;
pub use dry_run::DryRun;
pub use edition::Edition;
pub use either::Either;
pub(in crate::store) use either::on_each;
pub use error::{Error, Result, Trouble};
pub use limits::Limits;
pub use migrations::{Standing, is_new, migrate, standing};
pub use transactions::Db;
