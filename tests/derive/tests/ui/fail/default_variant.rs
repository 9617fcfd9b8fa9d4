use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User {
    #[ent(default = Active)]
    a: Status,
    #[ent(default = Other::Active)]
    b: Status,
}

#[derive(EntEnum)]
enum Status {
    Active,
}

fn main() {}
