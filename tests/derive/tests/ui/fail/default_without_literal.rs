use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(default = "\\x00")]
    a: Vec<u8>,
    #[ent(default = FIRST)]
    b: i32,
    #[ent(default = first())]
    c: i32,
    #[ent(default = "{}", json)]
    d: String,
}

const FIRST: i32 = 1;

fn main() {}
