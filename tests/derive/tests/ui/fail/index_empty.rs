use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(
    index, index(),
    index(unique)
)]
struct User {
    name: String,
}

fn main() {}
