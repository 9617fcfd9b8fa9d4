use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(table = "a", table = "b")]
struct User {
    #[ent(size = 1, unique, size = 2)]
    name: String,
    #[ent(drops = "x")]
    #[ent(drops = "y")]
    other: String,
}

fn main() {}
