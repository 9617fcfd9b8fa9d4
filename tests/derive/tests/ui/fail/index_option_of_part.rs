use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(
    index(name, desc),
    index(name, where)
)]
struct User {
    name: String,
}

fn main() {}
