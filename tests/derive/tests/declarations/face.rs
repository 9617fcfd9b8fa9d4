//! The face of declarations, whole, with what it leaves out at the end.
#![allow(dead_code)]

use ent_runtime::prelude::*;

/// Shared by most entities. A mixin may contribute fields, edges, indexes, checks and annotations.
#[derive(EntMixin)]
#[schema("db1")] // every entity that uses it lives in db1 ...
pub struct Audited {
    #[ent(immutable, default_fn = Utc::now)] // filled in by the client on create
    pub created_at: DateTime<Utc>,
    #[ent(default_fn = Utc::now, update_fn = Utc::now)]
    pub updated_at: DateTime<Utc>,
}

#[derive(EntEnum)] // text by default (ENUM on MySQL, as Ent); native where asked
pub enum Status {
    Active,
    #[ent(value = "on-hold")]
    OnHold,
    #[ent(renamed_from = "gone")]
    Closed,
}

#[derive(EntSchema)]
#[schema("db3")] // ... unless it says otherwise itself
#[ent(
    mixin(SoftDelete),                              // contributes columns that the struct does not carry
    index(name, age, unique),                       // fields
    index(email(desc), where = "deleted_at IS NULL", include(name)),
    index(expr = "lower(email)", name = "users_lower_email"),
    check(adult = "age >= 18"),
)]
pub struct User {
    pub id: Uuid, // a field named id is the id; none declared: bigint, generated
    #[ent(unique, size = 320)]
    pub email: String,
    pub name: String,
    #[ent(default = 18, min = 0, max = 150)]
    // validators run in the client; add `check` to enforce in the database
    pub age: i32,
    pub nickname: Option<String>, // NULL
    #[ent(default = Status::Active)]
    pub status: Status,
    #[ent(type(postgres = "numeric(10,2)", mysql = "decimal(10,2)"))]
    pub balance: Decimal,
    #[ent(default_expr(postgres = "gen_random_uuid()", mysql = "(uuid())"))]
    pub token: Uuid,
    #[ent(json)]
    pub settings: Settings, // any serde type
    #[ent(sensitive, storage = "pwd")] // column name; kept out of Debug and logs
    pub password: String,
    #[ent(generated = "lower(name)", stored)]
    pub name_key: String,
    #[ent(renamed_from = "mail_count")]
    pub mails: i64,

    #[ent(mixin)]
    pub audit: Audited, // a mixin whose columns the struct carries (the embedded base)

    pub pets: Many<Pet>, // declares the relation (Ent's edge.To)
    #[ent(from = "members")]
    pub groups: Many<Group>, // its other end (edge.From ... Ref)
    #[schema("db3")]
    pub friends: Many<User>, // symmetric: a join table, and where it lives
    #[ent(through = Follow)]
    pub following: Many<User>, // a join entity
    #[ent(on_delete = cascade)]
    pub manager: One<User>,
}

#[derive(EntSchema)]
#[schema("db2")]
pub struct Pet {
    pub name: String,
    pub owner_id: Option<Uuid>,
    #[ent(from = "pets", field = owner_id)] // the foreign key is a field of ours
    pub owner: One<User>,
}

#[derive(EntView)]
#[ent(sql = "SELECT id, name FROM users WHERE deleted_at IS NULL")]
pub struct LiveUser {
    pub id: Uuid,
    pub name: String,
}

#[derive(EntMixin)]
pub struct SoftDelete {
    pub deleted_at: Option<DateTime<Utc>>,
}

#[derive(EntSchema)]
#[schema("db1")]
pub struct Group {
    pub members: Many<User>,
}

#[derive(EntSchema)]
#[ent(id(user_id, friend_id))]
pub struct Follow {
    pub user_id: Uuid,
    pub friend_id: Uuid,
    #[ent(field = user_id, required)]
    pub user: One<User>,
    #[ent(field = friend_id, required)]
    pub friend: One<User>,
}

pub struct Settings;
