// only: postgres, mysql
// schemas: mysql db3=third
// default_schema: app

#[derive(EntSchema)]
#[schema("db3")]
pub struct User {
    pub name: String,
    pub groups: Many<Group>,
    #[schema("db2")]
    pub friends: Many<User>,
    pub pets: Many<Pet>,
}

#[derive(EntSchema)]
#[schema("db1")]
pub struct Group {
    #[ent(from = "groups")]
    pub users: Many<User>,
}

/// In the schema of the connection, for which a name is given.
#[derive(EntSchema)]
pub struct Pet {
    #[ent(from = "pets", required)]
    pub owner: One<User>,
    pub toys: Many<Toy>,
}

#[derive(EntSchema)]
#[schema("db2")]
pub struct Toy {
    #[ent(from = "toys")]
    pub pet: One<Pet>,
}

/// The same table name in another schema.
#[derive(EntSchema)]
#[schema("db1")]
#[ent(table = "toys")]
pub struct OldToy {
    pub pet: One<Pet>,
}
