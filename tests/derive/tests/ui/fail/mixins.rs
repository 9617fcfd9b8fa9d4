use ent_runtime::prelude::*;

#[derive(EntSchema)]
#[ent(mixin(), mixin(A, A), mixin(A<i32>), mixin("A"), mixin(User))]
struct User {
    name: String,
}

#[derive(EntMixin)]
struct A;

fn main() {}
