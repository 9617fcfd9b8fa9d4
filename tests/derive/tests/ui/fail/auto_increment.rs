use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(auto_increment)]
    a: String,
    #[ent(auto_increment)]
    b: Option<i64>,
    #[ent(auto_increment = 5)]
    c: i64,
    #[ent(auto_increment = false, start = 5)]
    d: i64,
    #[ent(auto_increment, default = 1)]
    e: i64,
    #[ent(start = 3)]
    f: String,
}

fn main() {}
