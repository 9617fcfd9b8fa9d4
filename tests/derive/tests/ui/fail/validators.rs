use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(min = 1)]
    a: String,
    #[ent(min_len = 1)]
    b: i32,
    #[ent(min = 5, max = 1)]
    c: i32,
    #[ent(min_len = 5, max_len = 1)]
    d: String,
    #[ent(matches = "x")]
    e: i32,
    #[ent(min = "a")]
    f: i32,
    #[ent(validate = 3)]
    g: i32,
}

fn main() {}
