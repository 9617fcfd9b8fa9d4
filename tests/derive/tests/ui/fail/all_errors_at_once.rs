use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(tabel = "x", index(nam))]
struct User {
    #[ent(uniqe)]
    name: String,
    #[ent(default = "x")]
    age: i32,
    tags: Vec<String>,
}

fn main() {}
