use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    a: One,
    b: Many<Vec<User>>,
    c: Option<One<User>>,
    d: One<User, User>,
}

fn main() {}
