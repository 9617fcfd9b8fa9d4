use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User(String);

#[derive(EntSchema)]
struct Nothing;

#[derive(EntMixin)]
struct Mixed(String);

fn main() {}
