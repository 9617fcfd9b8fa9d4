use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(
    index(name, name = "x"),
    index(age, name = "x"),
    index(name, name = "y", renamed_from = "y")
)]
struct User {
    name: String,
    age: i32,
}

fn main() {}
