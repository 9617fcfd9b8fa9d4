use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(mixin(A))]
struct User {
    name: String,
}

struct A;

fn main() {}
