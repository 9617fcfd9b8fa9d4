use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(table, comments = true, mixin)]
struct User {
    #[ent(unique = true)]
    a: String,
    #[ent(size)]
    b: String,
    #[ent(size = "3")]
    c: String,
    #[ent(storage = pwd)]
    d: String,
    #[ent(default)]
    e: i32,
}

fn main() {}
