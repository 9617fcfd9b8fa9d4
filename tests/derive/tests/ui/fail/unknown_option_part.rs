use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(index(name(dsc)))]
struct User {
    name: String,
}

fn main() {}
