use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(mixin(A))]
struct User {
    #[ent(mixin, unique)]
    #[schema("x")]
    a: A,
}

#[derive(EntMixin)]
struct A;

fn main() {}
