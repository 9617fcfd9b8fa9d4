use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(table = "users")]
    name: String,
}

#[derive(EntSchema)]
struct B {
    #[ent(index(name))]
    name: String,
}

#[derive(EntSchema)]
struct C {
    #[ent(desc)]
    name: String,
}

fn main() {}
