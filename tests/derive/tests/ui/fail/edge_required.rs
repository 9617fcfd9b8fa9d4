use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    owner_id: Option<i64>,
    #[ent(field = owner_id, required)]
    a: One<User>,
    #[ent(field = owner_id, immutable)]
    b: One<User>,
}

fn main() {}
