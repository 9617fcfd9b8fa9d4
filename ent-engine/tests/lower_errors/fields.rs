// case: types that are not known
#[derive(EntSchema)]
pub struct User {
    pub status: Statsu,
    pub boss: Pet,
    pub audit: Audit,
    #[ent(type(postgres = "inet"))]
    pub address: Address,
}
#[derive(EntSchema)]
pub struct Pet {
    pub name: String,
}
#[derive(EntMixin)]
pub struct Audit {
    pub at: DateTime<Utc>,
}
#[derive(EntEnum)]
pub enum Status {
    On,
}

// case: newtypes in a circle
#[derive(EntValue)]
pub struct A(pub B);
#[derive(EntValue)]
pub struct B(pub A);
#[derive(EntSchema)]
pub struct User {
    pub a: A,
}

// case: a name declared twice
#[derive(EntEnum)]
pub enum User {
    A,
}
#[derive(EntSchema)]
pub struct User {
    pub name: String,
}

// case: defaults of enums
#[derive(EntEnum)]
pub enum Status {
    Active,
    #[ent(value = "on-hold")]
    OnHold,
}
#[derive(EntValue)]
pub struct Age(pub u8);
#[derive(EntSchema)]
pub struct User {
    #[ent(default = Status::Activ)]
    pub a: Status,
    #[ent(default = "onhold")]
    pub c: Status,
    #[ent(default = 1)]
    pub d: Status,
    #[ent(default = 300)]
    pub e: Age,
    #[ent(default = "x")]
    pub f: Age,
}

// case: ids
#[derive(EntSchema)]
#[ent(id(a, boss))]
pub struct Pair {
    pub a: i32,
    pub boss: One<User>,
}
#[derive(EntMixin)]
pub struct HasId {
    pub id: i64,
    #[ent(start = 3)]
    pub number: i64,
}
#[derive(EntSchema)]
#[ent(mixin(HasId), id(a, b))]
pub struct Two {
    pub a: i32,
    pub b: i32,
}
#[derive(EntSchema)]
#[ent(auto_increment = 5)]
pub struct User {
    pub id: Uuid,
}
#[derive(EntValue)]
pub struct NumberId(pub i64);
#[derive(EntSchema)]
#[ent(auto_increment = 5)]
pub struct Both {
    #[ent(start = 6)]
    pub id: NumberId,
}

// case: options that can't be meant
#[derive(EntEnum)]
pub enum Status {
    Active,
}
#[derive(EntValue)]
pub struct Name(pub String);
#[derive(EntValue)]
pub struct Age(pub u8);
#[derive(EntSchema)]
pub struct User {
    #[ent(size = 5)]
    pub age: Age,
    #[ent(auto_increment)]
    pub name: Name,
    #[ent(native)]
    pub other: Name,
}

// case: two fields of one column
#[derive(EntMixin)]
pub struct A {
    #[ent(storage = "name")]
    pub title: String,
}
#[derive(EntSchema)]
#[ent(mixin(A))]
pub struct User {
    pub name: String,
}

// case: a number that counts beside the id
// only: sqlite, mysql
#[derive(EntSchema)]
pub struct Order {
    #[ent(auto_increment)]
    pub number: i64,
}

// case: a decimal without a type
#[derive(EntValue)]
pub struct Money(pub Decimal);
#[derive(EntSchema)]
pub struct Order {
    pub price: Money,
}

// case: a type that the database does not know
// only: mysql
#[derive(EntSchema)]
pub struct Order {
    #[ent(type = "tsvector")]
    pub words: Words,
}

// case: a type given for other databases only
// only: mysql, postgres
#[derive(EntSchema)]
pub struct Order {
    #[ent(type(postgres = "tsvector"))]
    pub words: Words,
}

// case: a default expression on an old server
// only: mysql
// also: mysql 5.7
#[derive(EntSchema)]
pub struct Order {
    #[ent(default_expr = "(1 + 1)")]
    pub number: i32,
}

// case: a generated column not given for a database, or too new for it
// only: sqlite, postgres
// also: sqlite 3.30
#[derive(EntSchema)]
pub struct Order {
    pub number: i32,
    #[ent(generated(sqlite = "number + 1"))]
    pub next: i32,
}

// case: an id without rowid, and options that are not read
// only: sqlite, postgres
#[derive(EntSchema)]
#[ent(options(sqlite = "WITHOUT ROWID"))]
pub struct Order {
    pub number: i32,
}
#[derive(EntSchema)]
#[ent(options = "ENGINE=InnoDB")]
pub struct Other {
    pub number: i32,
}

// case: a serial that does not begin at 1
// only: postgres
#[derive(EntSchema)]
pub struct Order {
    #[ent(type(postgres = "bigserial"), start = 10)]
    pub id: i64,
}
