use ent_runtime::prelude::*;

#[derive(EntValue)]
#[ent(size = 3)]
struct Email(String);

fn main() {}
