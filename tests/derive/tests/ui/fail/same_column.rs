use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(storage = "name")]
    a: String,
    name: String,
}

fn main() {}
