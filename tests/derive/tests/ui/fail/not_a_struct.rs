use ent_runtime::prelude::*;

#[derive(EntSchema)]
enum User {
    A,
}

#[derive(EntSchema)]
union Either {
    a: i32,
    b: u32,
}

fn main() {}
