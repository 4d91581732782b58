//! Bulletins: weekly progress bulletins for a programme of projects.
//!
//! Reading order: [`domain`] holds the rules, `store` the facts, `services` one verb per file,
//! and `web`, `worker` and `cli` let people and clocks use them. `docs/ARCHITECTURE.md` walks through it.

pub mod domain;
pub mod store;
