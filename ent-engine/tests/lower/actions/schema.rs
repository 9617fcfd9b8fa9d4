#[derive(EntSchema)]
pub struct User {
    #[ent(on_delete = cascade)]
    pub pets: Many<Pet>,
    #[ent(on_delete = restrict, on_update = cascade)]
    pub groups: Many<Group>,
    #[ent(on_delete = no_action)]
    pub friends: Many<User>,
    #[ent(on_delete = restrict)]
    pub fans: Many<Fan>,
}

#[derive(EntSchema)]
pub struct Pet {
    #[ent(from = "pets")]
    pub owner: One<User>,
    #[ent(on_delete = restrict, on_update = set_null)]
    pub vet: One<User>,
    #[ent(required)]
    pub shop: One<User>,
    pub pound: One<User>,
}

#[derive(EntSchema)]
pub struct Group {
    #[ent(from = "groups", on_delete = no_action)]
    pub users: Many<User>,
}

#[derive(EntSchema)]
pub struct Fan {
    #[ent(from = "fans", on_delete = restrict)]
    pub of: One<User>,
}
