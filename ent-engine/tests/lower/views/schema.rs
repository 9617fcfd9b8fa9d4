// also: postgres 10

#[derive(EntSchema)]
pub struct User {
    pub name: String,
}

/// Users that are there.
#[derive(EntView)]
#[ent(sql = "SELECT id, name AS full_name FROM users WHERE name <> '';", comments)]
pub struct LiveUser {
    pub id: i64,
    #[ent(storage = "full_name")]
    pub name: String,
}

#[derive(EntView)]
#[ent(sql(postgres = "SELECT count(*) FROM live_users, \"users\"", sqlite = "SELECT count(*) FROM live_users"), materialized)]
pub struct UserCount {
    pub count: i64,
}
