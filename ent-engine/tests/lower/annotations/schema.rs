// only: sqlite, postgres, mysql, mariadb

#[derive(EntMixin)]
#[ent(
    options(mysql = "ENGINE=InnoDB", mariadb = "ENGINE=Aria", postgres = "UNLOGGED"),
    collation(mysql = "utf8mb4_0900_ai_ci", mariadb = "utf8mb4_general_ci")
)]
pub struct Stored {}

/// What the struct says for all databases counts before what its mixin says for one.
#[derive(EntSchema)]
#[ent(mixin(Stored), options(sqlite = "STRICT"), collation = "utf8mb4_unicode_ci")]
pub struct All {
    pub name: String,
}

/// What it says for MySQL counts on MariaDB before what its mixin says for that.
#[derive(EntSchema)]
#[ent(mixin(Stored), options(mysql = "ROW_FORMAT=DYNAMIC"), collation(mysql = "utf8mb4_bin"))]
pub struct Mysql {
    pub name: String,
}

#[derive(EntSchema)]
#[ent(
    mixin(Stored),
    index(name(collation(sqlite = "NOCASE", postgres = "C")), name = "by_name"),
    index(code(collation(postgres = "C")), unique, name = "by_code")
)]
pub struct Mixed {
    #[ent(size = 50)]
    pub name: String,
    #[ent(size = 50)]
    pub code: String,
}

/// Comments of views are PostgreSQL's only.
#[derive(EntView)]
#[ent(sql = "SELECT name FROM mixeds", comments)]
pub struct Seen {
    /// A name.
    pub name: String,
}
