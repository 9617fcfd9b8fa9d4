//! Five tables in three database schemas.

use ent_runtime::prelude::*;

/// A mixin that places every entity which names it in `db1`.
#[derive(EntMixin)]
#[schema("db1")]
pub struct InDb1 {}

/// A base struct: whoever embeds it carries its columns and lives in `db2`.
#[derive(EntMixin)]
#[schema("db2")]
pub struct Base {
    #[ent(size = 64)]
    pub note: Option<String>,
}

/// In `db3` by its own annotation.
#[derive(EntSchema)]
#[schema("db3")]
#[ent(index(name, age))]
pub struct User {
    #[ent(size = 100)]
    pub name: String,
    #[ent(default = 18)]
    pub age: i32,
    pub pets: Many<Pet>,
    #[ent(from = "members")]
    pub groups: Many<Group>,
    /// A join table of its own place: `db2`, though both ends are users in `db3`.
    #[schema("db2")]
    pub friends: Many<User>,
}

/// In `db2` by its base struct. Its owner lives in another schema.
#[derive(EntSchema)]
pub struct Pet {
    #[ent(size = 100)]
    pub name: String,
    #[ent(mixin)]
    pub base: Base,
    #[ent(from = "pets", on_delete = set_null)]
    pub owner: One<User>,
}

/// In `db1` by the mixin.
#[derive(EntSchema)]
#[ent(mixin(InDb1))]
pub struct Group {
    #[ent(unique, size = 100)]
    pub name: String,
    pub members: Many<User>,
    pub parent: One<Parent>,
}

/// Also called `parents` in another schema: names must differ in one schema only.
#[derive(EntSchema)]
#[schema("db1")]
pub struct Parent {
    #[ent(size = 100)]
    pub name: String,
}

/// The other `parents`.
#[derive(EntSchema)]
#[schema("db2")]
#[ent(table = "parents")]
pub struct PetParent {
    #[ent(size = 100)]
    pub name: String,
    pub children: Many<Pet>,
}
