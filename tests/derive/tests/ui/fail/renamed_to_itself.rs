use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(renamed_from = "name")]
    name: String,
    #[ent(renamed_from = "boss")]
    boss: One<User>,
}

fn main() {}
