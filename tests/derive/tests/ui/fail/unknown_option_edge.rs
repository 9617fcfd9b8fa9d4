use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(on_delet = cascade)]
    boss: One<User>,
}

fn main() {}
