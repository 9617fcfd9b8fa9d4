// case: one table for two
#[derive(EntSchema)]
#[schema("db1")]
#[ent(table = "people")]
pub struct User {
    pub name: String,
}
#[derive(EntSchema)]
#[schema("db1")]
#[ent(table = "people")]
pub struct Person {
    pub name: String,
}
#[derive(EntView)]
#[schema("db1")]
#[ent(table = "people", sql = "SELECT 1 AS a, 2 AS b")]
pub struct View {
    pub a: i32,
    #[ent(storage = "b")]
    pub c: i32,
}

// case: schemas where there are none
// only: sqlite
#[derive(EntSchema)]
#[schema("db1")]
pub struct User {
    #[schema("db2")]
    pub friends: Many<User>,
}

// case: one table for two once schemas are mapped away
// only: sqlite
// schemas: db1=, db2=
#[derive(EntSchema)]
#[schema("db1")]
#[ent(table = "people")]
pub struct User {
    pub name: String,
}
#[derive(EntSchema)]
#[schema("db2")]
#[ent(table = "people")]
pub struct Person {
    pub name: String,
}

// case: a reference into the connection's schema
// only: mysql, mariadb
#[derive(EntSchema)]
pub struct User {
    pub pets: Many<Pet>,
    #[schema("db3")]
    pub friends: Many<User>,
}
#[derive(EntSchema)]
#[schema("db2")]
pub struct Pet {
    #[ent(from = "pets")]
    pub owner: One<User>,
}

// case: names that are too long
// only: mysql, postgres
#[derive(EntSchema)]
#[ent(table = "a_name_that_is_just_one_letter_longer_than_what_postgres_will_keep")]
pub struct User {
    pub a_name_that_is_just_one_letter_longer_than_what_postgres_will_keep: i32,
}

// case: an enum type of another's name or values
// only: postgres
#[derive(EntEnum)]
#[ent(native = "users")]
pub enum Kind {
    A,
}
#[derive(EntEnum)]
#[ent(native = "level")]
pub enum Level {
    A,
}
#[derive(EntEnum)]
#[ent(native = "level")]
pub enum Height {
    B,
}
#[derive(EntSchema)]
pub struct User {
    pub kind: Kind,
    pub level: Level,
    pub height: Height,
}

// case: an enum type in the connection's schema for a table in another
// only: postgres
// schemas: types=
#[derive(EntEnum)]
#[schema("types")]
#[ent(native = "kind")]
pub enum Kind {
    A,
}
#[derive(EntSchema)]
#[schema("db1")]
pub struct User {
    pub kind: Kind,
}

// case: checks of one name in one schema
// only: mysql
#[derive(EntMixin)]
#[ent(check(positive = "weight > 0"))]
pub struct Weighed {
    pub weight: i32,
}
#[derive(EntSchema)]
#[ent(mixin(Weighed))]
pub struct User {
    pub name: String,
}
#[derive(EntSchema)]
#[ent(mixin(Weighed))]
pub struct Pet {
    pub name: String,
}

// case: a row that is too long
// only: mysql, mariadb
#[derive(EntSchema)]
pub struct User {
    #[ent(size = 16000)]
    pub bio: String,
    #[ent(size = 400)]
    pub name: String,
}

// case: types that a STRICT table does not take
// only: sqlite
#[derive(EntSchema)]
#[ent(options(sqlite = "STRICT"))]
pub struct Order {
    #[ent(type = "decimal(10,2)")]
    pub total: Decimal,
    #[ent(type(sqlite = "varchar(20)"))]
    pub name: String,
    #[ent(type = "blob")]
    pub photo: Vec<u8>,
}
