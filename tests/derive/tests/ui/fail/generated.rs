use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(generated = "1", default = 1)]
    a: i32,
    #[ent(stored)]
    b: i32,
    #[ent(generated = "1", auto_increment)]
    c: i32,
}

fn main() {}
