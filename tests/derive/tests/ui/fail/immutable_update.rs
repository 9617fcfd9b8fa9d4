use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(immutable, update_fn = one)]
    a: i32,
}

fn one() -> i32 {
    1
}

fn main() {}
