use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(
    index(nam),
    index(email),
    index(name, include(ag))
)]
struct User {
    name: String,
    age: i32,
}

fn main() {}
