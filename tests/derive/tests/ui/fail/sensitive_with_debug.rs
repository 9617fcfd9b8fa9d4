use ent_runtime::prelude::*;

#[derive(Debug, EntSchema)]
struct User {
    #[ent(sensitive)]
    password: String,
}

fn main() {}
