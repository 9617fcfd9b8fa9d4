use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(table = "")]
struct User {
    #[ent(storage = " ")]
    a: String,
    #[ent(default_expr = "")]
    b: String,
}

fn main() {}
