use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(on_delete = cascad)]
    a: One<User>,
    #[ent(on_delete = "cascade")]
    b: One<User>,
    #[ent(on_update)]
    c: One<User>,
    #[ent(on_delete = explode)]
    d: One<User>,
}

fn main() {}
