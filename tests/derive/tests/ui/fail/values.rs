use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(values("a", "a"))]
    a: String,
    #[ent(values("a"))]
    b: i32,
    #[ent(values())]
    c: String,
    #[ent(values(a))]
    d: String,
    #[ent(values("a"), json)]
    e: String,
    #[ent(values(""))]
    f: String,
}

fn main() {}
