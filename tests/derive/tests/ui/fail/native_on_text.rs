use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(native)]
    name: String,
}

#[derive(EntSchema)]
struct B {
    #[ent(native, json)]
    name: Status,
}

#[derive(EntEnum)]
enum Status {
    A,
}

fn main() {}
