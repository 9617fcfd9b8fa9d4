use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    pets: Many<Pet>,
}

struct Pet;

fn main() {}
