//! Bulletins: weekly progress bulletins for a programme of projects.
//!
//! Reading order: [`domain`] holds the rules.

pub mod domain;
