use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    pets: Many<Cat>,
}

#[derive(EntSchema)]
struct Pet {
    name: String,
}

type Cat = Pet;

fn main() {}
