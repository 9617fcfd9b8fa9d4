use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(table = "db1.users")]
struct User {
    name: String,
}

fn main() {}
