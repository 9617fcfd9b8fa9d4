//! What the service keeps.

use ent_runtime::prelude::*;

/// Something to do.
#[derive(EntSchema)]
pub struct Task {
    #[ent(size = 200)]
    pub title: String,
    #[ent(default = false)]
    pub done: bool,
}
