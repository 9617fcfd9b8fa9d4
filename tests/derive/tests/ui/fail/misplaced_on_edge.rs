use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(default = 1, size = 3)]
    boss: One<User>,
}

fn main() {}
