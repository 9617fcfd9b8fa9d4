//! What the output of the derives calls; no part of the interface.

mod confirm;
mod generated;
mod masked;

pub use confirm::confirm;
pub use generated::generated_graph;
pub use masked::{Masked, Shown, Unshown, debug};
