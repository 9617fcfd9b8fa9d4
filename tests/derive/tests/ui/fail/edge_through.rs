use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(through = Follow)]
    a: One<User>,
    #[ent(through = Follow, storage(table = "x"))]
    b: Many<User>,
    #[ent(through = Follow, on_delete = cascade)]
    c: Many<User>,
    #[ent(through = "Follow")]
    d: Many<User>,
}

#[derive(EntSchema)]
struct Follow {
    name: String,
}

fn main() {}
