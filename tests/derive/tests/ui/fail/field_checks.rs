use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(check("a > 0", "", twice = "x", twice = "y", sqlite = "z"))]
struct User {
    #[ent(check)]
    a: i32,
    #[ent(check())]
    b: i32,
}

fn main() {}
