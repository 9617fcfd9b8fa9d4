// only: sqlite
// schemas: db1=, db2=

#[derive(EntSchema)]
#[schema("db1")]
pub struct User {
    #[schema("db2")]
    pub friends: Many<User>,
}
