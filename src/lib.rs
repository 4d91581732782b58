//! Bulletins: weekly progress bulletins for a programme of projects.
//!
//! Reading order: [`domain`] holds the rules as pure functions, [`store`] the facts in SQL, [`services`] one verb a
//! file. [`web`], [`worker`] and [`cli`] let people and clocks use them, [`mail`] writes and sends, and [`app`] puts
//! everything together. `docs/ARCHITECTURE.md` walks through it.

#![cfg_attr(not(test), warn(unused_crate_dependencies))]

// Not called by name: they bring SQLite and PostgreSQL's client into the binary, and the allocator of `main`.
use libsqlite3_sys as _;
use mimalloc as _;
#[cfg(feature = "pg-tls")]
use openssl_sys as _;
use pq_sys as _;

pub mod app;
pub mod chat;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod domain;
pub mod i18n;
pub mod mail;
pub mod markdown;
mod memory;
pub mod services;
pub mod store;
mod supervision;
pub mod templates;
mod views;
pub mod web;
pub mod worker;
