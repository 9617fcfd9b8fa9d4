// case: a default beyond what the column holds
// only: sqlite, postgres, mysql

#[derive(EntSchema)]
pub struct Star {
    #[ent(default = 18446744073709551615)]
    pub mass: u64,
    #[ent(default = 18446744073709551615, type(postgres = "numeric(20,0)", sqlite = "text"))]
    pub weight: u64,
}

// case: values that MySQL does not keep
// only: sqlite, postgres, mysql, mariadb

#[derive(EntEnum)]
pub enum Padded {
    #[ent(value = " spaced ")]
    Spaced,
    #[ent(value = " fine")]
    Fine,
}

#[derive(EntSchema)]
pub struct Box {
    pub padded: Padded,
    #[ent(type(mysql = "varchar(20)"))]
    pub kept: Padded,
    #[ent(values("a ", "b"))]
    pub listed: String,
}
