use ent_runtime::prelude::*;

#[derive(EntView)]
#[ent(sql = "SELECT 1 AS a", index(a))]
struct Seen {
    #[ent(unique, default = 1)]
    a: i64,
}

fn main() {}
