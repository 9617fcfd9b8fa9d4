// What follows from a rename: every name that a rule made of a renamed one.

#[derive(EntSchema)]
#[ent(renamed_from = "Account", index(name, boss), drops = "legacy")]
pub struct User {
    #[ent(renamed_from = "title", unique, check = "name <> ''", backfill = "'?'")]
    pub name: String,
    #[ent(drops = "gone")]
    pub kept: i32,
    #[ent(renamed_from = "animals")]
    pub pets: Many<Pet>,
    #[ent(renamed_from = "buddies")]
    pub friends: Many<User>,
    pub groups: Many<Group>,
    #[ent(renamed_from = "chief")]
    pub boss: One<User>,
}

#[derive(EntSchema)]
#[ent(renamed_from = "animals", drops = "Vet")]
pub struct Pet {
    #[ent(from = "pets", required, backfill(postgres = "1"))]
    pub owner: One<User>,
}

#[derive(EntSchema)]
#[ent(index(code, renamed_from = "by_code"))]
pub struct Group {
    #[ent(from = "groups", renamed_from = "users")]
    pub members: Many<User>,
    #[ent(renamed_from = "number", storage = "code_no")]
    pub code: i32,
}

/// The table keeps its name.
#[derive(EntSchema)]
#[ent(table = "things", renamed_from = "Thing")]
pub struct Item {
    pub owner: One<User>,
}

#[derive(EntView)]
#[ent(sql = "SELECT 1 AS one", renamed_from = "Single")]
pub struct One1 {
    pub one: i32,
}
