use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(default = "x")]
    a: i32,
    #[ent(default = 300)]
    b: u8,
    #[ent(default = -1)]
    c: u32,
    #[ent(default = 1.5)]
    d: i64,
    #[ent(default = 1)]
    e: bool,
    #[ent(default = 1)]
    f: String,
    #[ent(default = true)]
    g: f64,
    #[ent(default = "four", size = 3)]
    h: String,
}

fn main() {}
