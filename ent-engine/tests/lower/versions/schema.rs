// also: mysql 5.6, mysql 5.7.8, mysql 8.0.12, mariadb 10.2, mariadb 10.6, sqlite 3.30, postgres 10, postgres 18
// What depends on the version of a server.

#[derive(EntSchema)]
#[ent(index(name), index(age(desc), include(name)))]
pub struct User {
    pub name: String,
    #[ent(unique)]
    pub nick: String,
    pub free: String,
    pub token: Uuid,
    #[ent(json)]
    pub settings: Settings,
    pub created_at: DateTime<Utc>,
    #[ent(type(mysql = "timestamp(3)"))]
    pub precise: DateTime<Utc>,
    pub deleted_at: Option<DateTime<Utc>>,
    #[ent(default_expr = "CURRENT_TIMESTAMP")]
    pub at: DateTime<Utc>,
    pub age: i32,
    #[ent(default = "x", size = 100000)]
    pub long: String,
    #[ent(check = "age > 0")]
    pub checked: i32,
    pub label: One<Label>,
}

#[derive(EntSchema)]
pub struct Label {
    pub id: String,
}
