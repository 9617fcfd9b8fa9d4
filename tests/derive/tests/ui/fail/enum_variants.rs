use ent_runtime::prelude::*;

#[derive(EntEnum)]
enum Data {
    A(i32),
    B { x: i32 },
    C,
}

#[derive(EntEnum)]
enum Empty {}

#[derive(EntEnum)]
struct NotAnEnum;

#[derive(EntEnum)]
enum Generic<T> {
    A(T),
}

fn main() {}
