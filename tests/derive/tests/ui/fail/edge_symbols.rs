use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(symbols(a, b))]
    a: One<User>,
    #[ent(symbols(a))]
    b: Many<User>,
    #[ent(symbol = "x", symbols(a, b))]
    c: Many<User>,
}

fn main() {}
