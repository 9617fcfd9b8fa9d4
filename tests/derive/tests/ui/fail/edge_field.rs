use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    owner_id: i64,
    #[ent(field = ownr_id)]
    a: One<User>,
    #[ent(field = missing)]
    b: One<User>,
    #[ent(field = owner_id)]
    c: Many<User>,
}

fn main() {}
