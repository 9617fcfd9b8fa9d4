use ent_runtime::prelude::*;

macro_rules! number {
    () => {
        i64
    };
}

#[derive(EntSchema)]
struct User {
    count: number!(),
}

fn main() {}
