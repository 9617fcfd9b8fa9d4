//! The schema: change it, run again, and see what is written.

use chrono::{DateTime, Utc};
use ent_runtime::prelude::*;

/// Shared by the entities below.
#[derive(EntMixin)]
pub struct Stamped {
    #[ent(immutable, default_fn = Utc::now)]
    pub created_at: DateTime<Utc>,
}

/// Somebody who keeps pets.
#[derive(EntSchema)]
#[ent(index(name, age), check(grown_up = "age >= 18"))]
pub struct User {
    #[ent(unique, size = 320)]
    pub email: String,
    pub name: String,
    #[ent(default = 18)]
    pub age: i32,
    pub nickname: Option<String>,
    #[ent(mixin)]
    pub stamped: Stamped,
    pub pets: Many<Pet>,
    #[ent(from = "members")]
    pub groups: Many<Group>,
}

/// What an animal is.
#[derive(EntEnum)]
pub enum Species {
    Cat,
    Dog,
    Other,
}

/// Somebody's animal.
#[derive(EntSchema)]
pub struct Pet {
    pub name: String,
    #[ent(default = Species::Other)]
    pub species: Species,
    #[ent(from = "pets", required, on_delete = cascade)]
    pub owner: One<User>,
}

/// Users who meet.
#[derive(EntSchema)]
pub struct Group {
    #[ent(unique)]
    pub name: String,
    pub members: Many<User>,
}
