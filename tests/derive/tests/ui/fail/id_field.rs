use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(sensitive)]
    id: Option<i64>,
}

#[derive(EntSchema)]
struct B {
    #[ent(json)]
    id: String,
}

fn main() {}
