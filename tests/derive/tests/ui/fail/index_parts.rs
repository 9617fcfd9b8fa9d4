use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(
    index(age(prefix = 3)),
    index(name(prefix = 0)),
    index(name(nulls_first, nulls_last)),
    index(name(prefix)),
    index(expr = ""),
    index(expr("lower(name)", prefix = 3)),
    index(field())
)]
struct User {
    name: String,
    age: i32,
}

fn main() {}
