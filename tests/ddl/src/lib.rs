//! Random sequences of DDL: what replay makes of them, and what real servers do.
//!
//! ```text
//! seed ─> Grammar + what is there so far ─> statement ─┬─> server ─────────────────────> catalog ─┐
//!                                                      └─> replay ─ print ─> empty server ─> catalog ─┴─ equal?
//! ```
//!
//! The same sequences hold the plans: from a state in the middle of one to that at its end, and back.
//!
//! `grammar/*.txt` says which statements are drawn. It knows little of what is legal: a statement that the server refuses
//! is left out. Beside the random sequences there are written ones, most of which were random once: `cases/`.

mod change;
mod choices;
mod grammar;
mod held;
mod rows;
mod scope;
mod server;
mod shrink;
mod tally;
mod unseen;
mod written;

pub use grammar::Grammar;
pub use held::{About, Held, Outcome, TURN, draw_and_hold, hold};
pub use server::Server;
pub use shrink::shrink;
pub use tally::Tally;
pub use written::{Written, record, written};
