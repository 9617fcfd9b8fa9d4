// only: postgres

#[derive(EntSchema)]
#[schema("db1")]
pub struct User {
    pub pets: Many<Pet>,
    pub best: One<Pet>,
}

#[derive(EntSchema)]
pub struct Pet {
    #[ent(from = "pets")]
    pub owner: One<User>,
}
