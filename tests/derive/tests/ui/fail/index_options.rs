use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(
    index(name, nulls_not_distinct),
    index(name, unique = true),
    index(name, kind()),
    index("name"),
    index(name = "x")
)]
struct User {
    name: String,
}

fn main() {}
