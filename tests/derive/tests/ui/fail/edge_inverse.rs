use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(from = "b", storage(column = "x"))]
    a: One<User>,
    b: Many<User>,
    #[ent(from = "b", symbol = "x")]
    c: One<User>,
}

fn main() {}
