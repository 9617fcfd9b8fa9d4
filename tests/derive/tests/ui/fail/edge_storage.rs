use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(storage = "x")]
    a: One<User>,
    #[ent(storage(table = "x"))]
    b: One<User>,
    #[ent(storage(column = "x", table = "y"))]
    c: Many<User>,
    #[ent(storage(columns(a)))]
    d: Many<User>,
    #[ent(storage(colum = "x"))]
    e: Many<User>,
    #[ent(storage())]
    f: Many<User>,
}

fn main() {}
