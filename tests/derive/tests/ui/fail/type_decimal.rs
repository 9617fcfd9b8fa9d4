use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    balance: Decimal,
}

struct Decimal;

fn main() {}
