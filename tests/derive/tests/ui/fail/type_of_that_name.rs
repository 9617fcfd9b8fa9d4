use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    id: Uuid,
}

#[derive(EntValue)]
struct Uuid(String);

fn main() {}
