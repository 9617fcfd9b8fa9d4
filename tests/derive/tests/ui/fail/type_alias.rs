use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    count: Count,
}

type Count = i64;

fn main() {}
