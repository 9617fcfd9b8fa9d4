use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    settings: Settings,
}

struct Settings;

fn main() {}
