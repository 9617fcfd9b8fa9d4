use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(tabel = "x")]
struct User {
    name: String,
}

fn main() {}
