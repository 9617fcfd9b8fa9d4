use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(size = 0)]
    a: String,
    #[ent(size = 3)]
    b: i32,
    #[ent(size = 3, type = "text")]
    c: String,
    #[ent(collation = "C")]
    d: i32,
}

fn main() {}
