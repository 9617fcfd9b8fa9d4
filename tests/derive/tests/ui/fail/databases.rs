use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(type(postgre = "text"))]
    a: String,
}

#[derive(EntSchema)]
struct B {
    #[ent(type(oracle = "text"))]
    a: String,
}

#[derive(EntSchema)]
struct C {
    #[ent(type(sqlite = "a", sqlite = "b"))]
    a: String,
}

#[derive(EntSchema)]
struct D {
    #[ent(type())]
    a: String,
}

#[derive(EntSchema)]
struct E {
    #[ent(type(mysql))]
    a: String,
}

#[derive(EntSchema)]
struct G {
    #[ent(type(postgres = 3))]
    a: String,
}

fn main() {}
