use ent_runtime::prelude::*;

#[derive(EntEnum)]
enum Status {
    #[ent(vlaue = "x")]
    Active,
}

fn main() {}
