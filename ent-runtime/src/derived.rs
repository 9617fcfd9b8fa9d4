//! What the output of the derives calls; no part of the interface.

mod confirm;
mod masked;

pub use confirm::confirm;
pub use masked::{Masked, Shown, Unshown, debug};
