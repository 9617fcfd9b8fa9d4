use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[schema]
struct A {
    name: String,
}

#[derive(EntSchema)]
#[schema = "db1"]
struct B {
    name: String,
}

#[derive(EntSchema)]
#[schema("")]
struct C {
    name: String,
}

#[derive(EntSchema)]
#[schema("a")]
#[schema("b")]
struct D {
    #[schema("c")]
    name: String,
}

#[derive(EntSchema)]
#[schema("a.b")]
struct E {
    name: String,
}

fn main() {}
