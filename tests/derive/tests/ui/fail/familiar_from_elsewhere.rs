use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(nullable)]
    name: String,
}

#[derive(EntSchema)]
struct B {
    #[ent(primary_key)]
    key: i64,
}

#[derive(EntSchema)]
struct C {
    #[ent(positive)]
    age: i32,
}

#[derive(EntSchema)]
struct D {
    #[ent(column = "x")]
    name: String,
}

fn main() {}
