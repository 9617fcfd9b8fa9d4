use ent_runtime::prelude::*;

#[derive(EntEnum)]
#[ent(nativ)]
enum Status {
    Active,
}

fn main() {}
