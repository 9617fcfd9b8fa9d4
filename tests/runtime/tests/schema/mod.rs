//! Read from disk by a test; no part of any build.

pub mod car;

use ent_runtime::prelude::*;

#[derive(EntSchema)]
pub struct User {
    pub name: String,
    pub cars: Many<car::Car>,
}
