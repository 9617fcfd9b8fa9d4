use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(default_fn = one)]
    a: i64,
    #[ent(update_fn = with)]
    b: i64,
}

fn one() -> i32 {
    1
}

fn with(_: i64) -> i64 {
    1
}

fn main() {}
