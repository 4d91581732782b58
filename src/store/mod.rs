//! The stored facts: the only place with SQL, one file per table or group of tables.
//!
//! Every function takes a [`Conn`], which is a transaction that [`Db::read`], [`Db::write`] or [`Db::rehearse`] began,
//! and is written once for both databases.

pub mod calendar;
pub mod database;
pub mod filing;
pub mod help;
pub mod identity;
pub mod people;
pub mod post;
pub mod privacy;
pub mod programme;
pub mod reading;
pub mod weekly;

pub use database::{
    Conn, Db, DryRun, Edition, Either, Error, Limits, Result, Standing, Trouble, is_new, migrate, standing,
};
