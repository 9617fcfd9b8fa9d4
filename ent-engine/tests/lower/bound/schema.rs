// The foreign key is a field of ours, and stays where it was declared.

#[derive(EntSchema)]
pub struct User {
    pub id: Uuid,
    pub pets: Many<Pet>,
    pub passport: One<Passport>,
}

#[derive(EntSchema)]
#[ent(index(owner_id, name), index(vet))]
pub struct Pet {
    #[ent(storage = "owner", immutable)]
    pub owner_id: Uuid,
    pub name: String,
    pub vet_id: Option<Uuid>,
    #[ent(unique)]
    pub chip_id: Option<i64>,
    pub parent_id: i64,
    #[ent(from = "pets", field = owner_id)]
    pub owner: One<User>,
    #[ent(field = vet_id, on_delete = cascade)]
    pub vet: One<User>,
    #[ent(field = chip_id)]
    pub chip: One<Chip>,
    #[ent(field = parent_id)]
    pub parent: One<Pet>,
    pub unbound: One<Chip>,
}

#[derive(EntSchema)]
pub struct Chip {
    pub code: String,
}

#[derive(EntSchema)]
pub struct Passport {
    #[ent(comment = "whose")]
    pub user_id: Uuid,
    #[ent(from = "passport", field = user_id)]
    pub user: One<User>,
}
