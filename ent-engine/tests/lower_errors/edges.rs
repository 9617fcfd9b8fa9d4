// case: an edge to what is no entity
#[derive(EntSchema)]
pub struct User {
    pub pets: Many<Pte>,
    pub status: One<Status>,
    pub live: One<Live>,
}
#[derive(EntSchema)]
pub struct Pet {
    pub name: String,
}
#[derive(EntEnum)]
pub enum Status {
    On,
}
#[derive(EntView)]
#[ent(sql = "SELECT 1 AS id")]
pub struct Live {
    pub id: i64,
}

// case: from names no edge, one to another entity, one that is from itself, one that is taken
#[derive(EntSchema)]
pub struct User {
    pub pets: Many<Pet>,
    pub cars: Many<Car>,
    #[ent(from = "users")]
    pub shops: Many<Shop>,
    #[ent(from = "pets")]
    pub wrong: Many<User>,
}
#[derive(EntSchema)]
pub struct Pet {
    #[ent(from = "pts")]
    pub owner: One<User>,
    #[ent(from = "pets")]
    pub first: One<User>,
    #[ent(from = "pets")]
    pub second: One<User>,
    #[ent(from = "cars")]
    pub car: One<User>,
}
#[derive(EntSchema)]
pub struct Car {
    pub name: String,
}
#[derive(EntSchema)]
pub struct Shop {
    #[ent(from = "shops")]
    pub users: Many<User>,
}

// case: both ends required
#[derive(EntSchema)]
pub struct User {
    #[ent(required)]
    pub card: One<Card>,
    pub pets: Many<Pet>,
}
#[derive(EntSchema)]
pub struct Card {
    #[ent(from = "card", required)]
    pub owner: One<User>,
}
#[derive(EntSchema)]
pub struct Pet {
    pub owner_id: i64,
    #[ent(from = "pets", field = owner_id)]
    pub owner: One<User>,
}

// case: unique where many are seen
#[derive(EntSchema)]
pub struct User {
    pub pets: Many<Pet>,
    pub cats: Many<Pet>,
}
#[derive(EntSchema)]
pub struct Pet {
    #[ent(from = "pets", unique)]
    pub owner: One<User>,
    #[ent(unique)]
    pub cat_id: Option<i64>,
    #[ent(from = "cats", field = cat_id)]
    pub cat_owner: One<User>,
}

// case: options without effect
#[derive(EntSchema)]
pub struct User {
    #[ent(storage(column = "a"))]
    pub friends: Many<User>,
    #[schema("db1")]
    #[ent(symbols("a", "b"))]
    pub pets: Many<Pet>,
    #[ent(through = Pet)]
    pub cats: Many<Pet>,
    #[ent(symbol = "x")]
    pub fans: Many<User>,
}
#[derive(EntSchema)]
pub struct Pet {
    #[ent(from = "pets")]
    pub owner: One<User>,
    #[ent(from = "cats")]
    pub cat_owner: One<User>,
}

// case: a field at the end without the foreign key
#[derive(EntSchema)]
pub struct User {
    pub card_id: Option<i64>,
    #[ent(field = card_id)]
    pub card: One<Card>,
}
#[derive(EntSchema)]
pub struct Card {
    #[ent(from = "card")]
    pub owner: One<User>,
}

// case: a bound field of another type
#[derive(EntValue)]
pub struct UserId(pub Uuid);
#[derive(EntSchema)]
pub struct User {
    pub id: UserId,
    pub pets: Many<Pet>,
    pub vets: Many<Pet>,
}
#[derive(EntSchema)]
pub struct Pet {
    pub owner_id: Uuid,
    #[ent(type = "char(40)")]
    pub vet_id: Option<UserId>,
    pub parent_id: Option<i32>,
    #[ent(from = "pets", field = owner_id)]
    pub owner: One<User>,
    #[ent(from = "vets", field = vet_id)]
    pub vet: One<User>,
    #[ent(field = parent_id)]
    pub parent: One<Pet>,
}

// case: a bound field of a mixin that does not agree
#[derive(EntMixin)]
pub struct Owned {
    pub owner_id: Option<i64>,
    #[ent(skip)]
    pub other_id: Option<i64>,
}
#[derive(EntSchema)]
#[ent(mixin(Owned))]
pub struct Pet {
    #[ent(field = owner_id, required, immutable)]
    pub owner: One<Vet>,
    #[ent(field = owner_id)]
    pub again: One<Vet>,
    #[ent(field = ownr_id)]
    pub third: One<Vet>,
    #[ent(field = other_id)]
    pub fourth: One<Vet>,
}
#[derive(EntSchema)]
pub struct Vet {
    pub name: String,
}

// case: a bound field with a column named on the edge
#[derive(EntSchema)]
pub struct User {
    #[ent(storage(column = "x"))]
    pub pets: Many<Pet>,
}
#[derive(EntSchema)]
pub struct Pet {
    pub owner_id: Option<i64>,
    #[ent(from = "pets", field = owner_id)]
    pub owner: One<User>,
}

// case: one column for an id of several fields
#[derive(EntSchema)]
#[ent(id(a, b))]
pub struct Pair {
    pub a: i32,
    pub b: i32,
}
#[derive(EntSchema)]
pub struct User {
    pub pair_id: Option<i32>,
    #[ent(field = pair_id)]
    pub bound: One<Pair>,
    #[ent(storage(column = "x"))]
    pub stored: One<Pair>,
    #[ent(storage(columns("x", "y")))]
    pub joined: Many<Pair>,
}

// case: a plain field with the name of the foreign key
#[derive(EntSchema)]
pub struct User {
    pub pets: Many<Pet>,
}
#[derive(EntSchema)]
pub struct Pet {
    pub user_pets: Option<i64>,
    #[ent(from = "pets")]
    pub owner: One<User>,
}

// case: actions that are at odds
#[derive(EntSchema)]
pub struct User {
    #[ent(on_delete = cascade)]
    pub pets: Many<Pet>,
    #[ent(on_delete = set_null)]
    pub groups: Many<Group>,
}
#[derive(EntSchema)]
pub struct Pet {
    #[ent(from = "pets", on_delete = restrict)]
    pub owner: One<User>,
    #[ent(required, on_delete = set_null)]
    pub vet: One<User>,
}
#[derive(EntSchema)]
pub struct Group {
    #[ent(from = "groups")]
    pub users: Many<User>,
}

// case: set default on a server that refuses it
// only: mysql, mariadb
#[derive(EntSchema)]
pub struct User {
    #[ent(on_delete = set_default, on_update = set_default)]
    pub pet: One<Pet>,
}
#[derive(EntSchema)]
pub struct Pet {
    pub name: String,
}

// case: a table that survives a crash and one that does not
// only: postgres
#[derive(EntSchema)]
#[ent(options(postgres = "UNLOGGED"))]
pub struct Cache {
    pub name: String,
    pub entries: Many<Entry>,
}
#[derive(EntSchema)]
pub struct Entry {
    pub name: String,
}
