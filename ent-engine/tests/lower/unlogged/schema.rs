// only: postgres

#[derive(EntSchema)]
#[ent(options(postgres = "UNLOGGED"))]
pub struct Session {
    pub user: One<User>,
    pub tags: Many<Tag>,
}

#[derive(EntSchema)]
pub struct User {
    pub name: String,
    #[ent(from = "users")]
    pub tags: Many<Tag>,
}

#[derive(EntSchema)]
pub struct Tag {
    pub name: String,
    #[ent(from = "tags")]
    pub sessions: Many<Session>,
    pub users: Many<User>,
}
