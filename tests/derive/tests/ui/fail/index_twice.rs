use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(
    index(name, name),
    index(age, include(age)),
    index(name, include(age, age))
)]
struct User {
    name: String,
    age: i32,
}

fn main() {}
