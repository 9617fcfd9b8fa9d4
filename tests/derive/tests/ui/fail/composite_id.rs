use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(id(a))]
struct User {
    a: i64,
    b: i64,
}

#[derive(EntSchema)]
#[ent(id(a, missing))]
struct B {
    a: i64,
}

#[derive(EntSchema)]
#[ent(id(a, b))]
struct C {
    id: i64,
    a: Option<i64>,
    b: i64,
}

#[derive(EntSchema)]
#[ent(id(a, a))]
struct D {
    a: i64,
}

#[derive(EntSchema)]
#[ent(id = "a")]
struct E {
    a: i64,
}

fn main() {}
