// case: a mixin that does not exist
#[derive(EntMixin)]
pub struct Audited {}
#[derive(EntSchema)]
#[ent(mixin(Audted))]
pub struct User {
    pub name: String,
}

// case: an entity used as a mixin
#[derive(EntSchema)]
pub struct Base {
    pub name: String,
}
#[derive(EntSchema)]
#[ent(mixin(Base))]
pub struct User {
    pub age: i32,
}

// case: mixins in a circle
#[derive(EntMixin)]
#[ent(mixin(B))]
pub struct A {
    pub a: i32,
}
#[derive(EntMixin)]
#[ent(mixin(A))]
pub struct B {
    pub b: i32,
}
#[derive(EntSchema)]
#[ent(mixin(A))]
pub struct User {
    pub name: String,
}

// case: a field of a mixin and of the struct
#[derive(EntMixin)]
pub struct Named {
    pub name: String,
}
#[derive(EntSchema)]
#[ent(mixin(Named))]
pub struct User {
    pub name: String,
}

// case: fields of two mixins
#[derive(EntMixin)]
pub struct A {
    pub name: String,
}
#[derive(EntMixin)]
pub struct B {
    pub name: String,
}
#[derive(EntSchema)]
#[ent(mixin(A, B))]
pub struct User {
    pub age: i32,
}

// case: edges of two mixins, and an edge called like a field
#[derive(EntMixin)]
pub struct A {
    pub owner: One<User>,
    pub age: One<User>,
}
#[derive(EntMixin)]
pub struct B {
    pub owner: One<User>,
}
#[derive(EntSchema)]
#[ent(mixin(A, B))]
pub struct User {
    pub age: i32,
}

// case: what a mixin brings into two entities is told once
#[derive(EntMixin)]
pub struct A {
    pub what: Unknown,
}
#[derive(EntSchema)]
#[ent(mixin(A))]
pub struct User {
    pub name: String,
}
#[derive(EntSchema)]
#[ent(mixin(A))]
pub struct Pet {
    pub name: String,
}
