// case: what an index can't be over
#[derive(EntMixin)]
#[ent(index(nmae), index(pets), index(hidden), index(expr = "lower(name)"), index(age, include(nothing)))]
pub struct Indexed {
    #[ent(skip)]
    pub hidden: i32,
}
#[derive(EntSchema)]
#[ent(mixin(Indexed))]
pub struct User {
    pub name: String,
    pub age: i32,
    pub pets: Many<Pet>,
}
#[derive(EntSchema)]
pub struct Pet {
    #[ent(from = "pets")]
    pub owner: One<User>,
}

// case: two indexes of one name
#[derive(EntMixin)]
#[ent(index(name))]
pub struct Indexed {}
#[derive(EntSchema)]
#[ent(mixin(Indexed), index(name))]
pub struct User {
    pub name: String,
}

// case: two indexes of one name in a schema
// only: sqlite, postgres
#[derive(EntSchema)]
#[ent(index(name, name = "by_name"))]
pub struct User {
    pub name: String,
}
#[derive(EntSchema)]
#[ent(index(name, name = "by_name"), index(age, name = "users"))]
pub struct Pet {
    pub name: String,
    pub age: i32,
}

// case: unique indexes that would mean something else
// only: sqlite, mysql, mariadb
// also: postgres 14
#[derive(EntSchema)]
#[ent(
    index(name, unique, where(mysql = "age > 1"), name = "a"),
    index(name, unique, nulls_not_distinct, name = "b"),
    index(name(collation = "de"), unique, name = "c"),
    index(expr = "lower(name)", name = "d"),
)]
pub struct User {
    pub name: String,
    pub age: i32,
}

// case: kinds that are not known or can't be unique
// only: postgres, mysql
#[derive(EntSchema)]
#[ent(
    index(name, kind(mysql = "gin"), name = "a"),
    index(name, kind(postgres = "fulltext"), name = "b"),
    index(name, unique, kind(mysql = "fulltext", postgres = "gin"), name = "c"),
)]
pub struct User {
    pub name: String,
}

// case: keys that the server refuses
// only: mysql, mariadb
#[derive(EntSchema)]
#[ent(index(bio), index(name, long))]
pub struct User {
    #[ent(size = 2147483647)]
    pub bio: String,
    #[ent(json, unique)]
    pub data: Data,
    #[ent(size = 400)]
    pub name: String,
    #[ent(size = 400)]
    pub long: String,
}
