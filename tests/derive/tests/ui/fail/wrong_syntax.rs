use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(unique size = 3)]
    name: String,
}

#[derive(EntSchema)]
struct B {
    #[ent(size = )]
    name: String,
}

#[derive(EntSchema)]
struct C {
    #[ent(= 3)]
    name: String,
}

#[derive(EntSchema)]
#[ent]
struct D {
    name: String,
}

#[derive(EntSchema)]
#[ent = "x"]
struct E {
    name: String,
}

fn main() {}
