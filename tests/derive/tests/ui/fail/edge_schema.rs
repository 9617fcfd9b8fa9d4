use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[schema("db2")]
    a: One<User>,
}

fn main() {}
