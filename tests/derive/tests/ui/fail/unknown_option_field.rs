use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(uniqe)]
    name: String,
}

#[derive(EntSchema)]
struct B {
    #[ent(sze = 3)]
    name: String,
}

#[derive(EntSchema)]
struct C {
    #[ent(banana)]
    name: String,
}

fn main() {}
