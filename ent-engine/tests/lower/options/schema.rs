// charset: latin1

#[derive(EntSchema)]
#[ent(auto_increment = 1000)]
pub struct Plain {
    pub token: One<Token>,
}

#[derive(EntSchema)]
#[ent(charset = "utf8mb4", options(
    mysql = "ENGINE=InnoDB ROW_FORMAT=DYNAMIC",
    postgres = "WITH (fillfactor = 70, autovacuum_enabled)",
    sqlite = "STRICT, WITHOUT ROWID",
))]
pub struct Token {
    pub id: Uuid,
    pub flag: bool,
    pub at: DateTime<Utc>,
    #[ent(json)]
    pub data: Data,
    pub name: String,
}

#[derive(EntSchema)]
#[ent(collation = "utf8mb4_general_ci", options(postgres = "PARTITION BY RANGE (id)"))]
pub struct Event {
    #[ent(size = 20)]
    pub id: String,
    pub at: DateTime<Utc>,
    pub token: One<Token>,
    pub tags: Many<Plain>,
}
