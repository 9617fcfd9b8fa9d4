use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(default_fn = one)]
    a: i64,
    #[ent(default_fn = missing)]
    b: i64,
    #[ent(default_fn = 3)]
    c: i64,
}

fn one() -> i32 {
    1
}

fn main() {}
