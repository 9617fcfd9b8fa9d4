//! The pure core: one model of a database, what differs between two of them, and what to do about it.
//!
//! ```text
//! structs ── graph ── lower ─┐                     ┌─ dir (migration files)
//! SQL files ──────── replay ─┼─> Realm ─ diff ─> Change ─ plan ─> Plan ─┤
//! live database ─── (inspect)┘                     └─ apply, print
//! ```
//!
//! Everything here is a function of values: no clock, no network, no async. Only [`dir`] touches
//! files, and only where it says so.

pub mod author;
pub mod change;
pub mod dialect;
pub mod diff;
pub mod dir;
mod expr;
pub mod graph;
pub mod lower;
pub mod model;
pub mod naming;
pub mod plan;
pub mod replay;
pub mod sql;
mod words;
