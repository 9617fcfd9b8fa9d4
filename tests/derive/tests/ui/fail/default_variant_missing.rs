use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(default = Status::Gone)]
    a: Status,
    #[ent(default = Status::gone)]
    b: Status,
}

#[derive(EntEnum)]
enum Status {
    Active,
}

fn main() {}
