use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(values("small", "large"), default = "medium")]
    size: String,
}

fn main() {}
