use ent_runtime::prelude::*;

#[derive(EntSchema)]
struct User<T> {
    name: T,
}

#[derive(EntMixin)]
struct Named<'a> {
    name: &'a str,
}

fn main() {}
