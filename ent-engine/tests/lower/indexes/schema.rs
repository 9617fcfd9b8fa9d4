// only: sqlite, postgres, mysql

#[derive(EntSchema)]
#[ent(
    index(name, age, unique),
    index(email(desc), where = "deleted_at IS NULL", include(name), comment = "newest first"),
    index(name, where(postgres = "age > 18", sqlite = "age > 18"), unique, name = "adults"),
    index(name(prefix = 10, ops = "text_pattern_ops"), owner),
    index(settings, kind(postgres = "gin"), name = "by_setting", where(mysql = "never used")),
    index(bio, kind = "fulltext"),
    index(age(nulls_first), concurrently),
    index(expr(postgres = "lower(email)", sqlite = "lower(email)", mysql = "(lower(email))"), name = "by_mail"),
    index(expr(postgres = "lower(name)"), name = "only_postgres"),
    index(id, age),
    index(nick, unique, name = "users_nick_key"),
    index(code, unique, name = "code"),
)]
pub struct User {
    pub name: String,
    pub age: Option<i32>,
    #[ent(unique, size = 320)]
    pub email: String,
    #[ent(size = 2147483647)]
    pub bio: String,
    #[ent(json, type(mysql = "varchar(50)"))]
    pub settings: Settings,
    #[ent(unique)]
    pub nick: String,
    #[ent(unique)]
    pub code: String,
    pub owner: One<User>,
    pub deleted_at: Option<DateTime<Utc>>,
}

#[derive(EntSchema)]
#[ent(index(ip_address, user_agent))]
pub struct SessionDevice {
    pub ip_address: String,
    pub user_agent: String,
}

#[derive(EntSchema)]
#[ent(index(name, city, unique))]
pub struct Street {
    pub name: String,
    #[ent(from = "streets")]
    pub city: One<City>,
}

#[derive(EntSchema)]
pub struct City {
    pub streets: Many<Street>,
}
