//! Random pairs of graphs: declarations, and the same declarations after some edits.
//!
//! ```text
//! seed ─> Model ─ source text ─ parse, compile, lower ─> realm A ─┐
//!           └ edits ─> Model ─ ... ─────────────────────> realm B ─┴─ diff, plan, replay, servers
//! ```
//!
//! Beside them, pairs that a person wrote, with what must come out: `cases/*.case`.
//!
//! A seed gives the same pair for ever, whatever the machine.

mod case;
mod edit;
mod grow;
mod kept;
mod live;
mod mixed;
mod model;
mod offline;
mod rows;
mod source;
mod tally;
mod ty;
mod wide;
mod written;

pub use case::{Case, State};
pub use tally::{Tally, seeds};
pub use written::{Written, written};
