use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(default = 1, default_expr = "2")]
    a: i32,
    #[ent(default = 1, default_fn = one)]
    b: i32,
    #[ent(default = 1, unique)]
    c: i32,
}

fn one() -> i32 {
    1
}

fn main() {}
