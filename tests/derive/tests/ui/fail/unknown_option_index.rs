use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(index(name, wher = "x"))]
struct User {
    name: String,
}

fn main() {}
