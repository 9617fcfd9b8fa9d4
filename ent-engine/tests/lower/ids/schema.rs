// Ids: the default one, declared ones, composite ones, and what refers to them.

#[derive(EntSchema)]
pub struct Plain {
    pub token: One<Token>,
}

#[derive(EntSchema)]
pub struct Token {
    pub name: String,
    pub id: Uuid,
    pub small: One<Small>,
}

#[derive(EntSchema)]
pub struct Small {
    #[ent(storage = "oid", start = 100)]
    pub id: u16,
    pub members: Many<Named>,
}

#[derive(EntSchema)]
pub struct Named {
    #[ent(size = 40)]
    pub id: String,
    #[ent(from = "members")]
    pub smalls: Many<Small>,
}

#[derive(EntSchema)]
pub struct Serial {
    #[ent(type(postgres = "serial"))]
    pub id: i32,
    pub parent: One<Serial>,
}

#[derive(EntSchema)]
pub struct Manual {
    #[ent(auto_increment = false)]
    pub id: i64,
}

#[derive(EntSchema)]
pub struct Expressed {
    #[ent(default_expr(postgres = "nextval('numbers')", mysql = "(1)", sqlite = "(1)"))]
    pub id: i64,
}

#[derive(EntValue)]
pub struct AccountId(pub i64);

#[derive(EntSchema)]
pub struct Account {
    pub id: AccountId,
    pub profile: One<Profile>,
}

/// The id is the foreign key.
#[derive(EntSchema)]
pub struct Profile {
    pub id: AccountId,
    #[ent(from = "profile", field = id)]
    pub account: One<Account>,
}

#[derive(EntSchema)]
#[ent(id(country, number))]
pub struct Plate {
    #[ent(size = 2)]
    pub country: String,
    #[ent(storage = "no")]
    pub number: i32,
    pub note: String,
    pub drivers: Many<Plain>,
}

/// A foreign key of two columns.
#[derive(EntSchema)]
pub struct Car {
    #[ent(required)]
    pub plate: One<Plate>,
    #[ent(unique)]
    pub spare: One<Plate>,
}
