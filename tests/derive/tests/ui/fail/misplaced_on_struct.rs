use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(unique, size = 3)]
struct User {
    name: String,
}

fn main() {}
