// case: two columns of one name
#[derive(EntSchema)]
pub struct User {
    pub users: Many<User>,
}

// case: a symbol too few, and a dot in a name
#[derive(EntSchema)]
pub struct User {
    #[ent(symbol = "a")]
    pub friends: Many<User>,
    #[ent(storage(table = "db1.fans"))]
    pub dots: Many<User>,
}

// case: two schemas for one join table
#[derive(EntSchema)]
pub struct User {
    #[schema("a")]
    pub groups: Many<Group>,
}
#[derive(EntSchema)]
pub struct Group {
    #[schema("b")]
    #[ent(from = "groups")]
    pub users: Many<User>,
}

// case: a join table called like an entity's
#[derive(EntSchema)]
pub struct User {
    pub groups: Many<Group>,
}
#[derive(EntSchema)]
pub struct Group {
    #[ent(from = "groups")]
    pub users: Many<User>,
}
#[derive(EntSchema)]
pub struct UserGroup {
    pub name: String,
}

// case: through nothing, a view, an end, another at the other end
#[derive(EntSchema)]
pub struct User {
    #[ent(through = Nothing)]
    pub a: Many<User>,
    #[ent(through = Live)]
    pub b: Many<User>,
    #[ent(through = User)]
    pub c: Many<User>,
    #[ent(through = Link)]
    pub d: Many<User>,
    #[ent(from = "d", through = Other)]
    pub e: Many<User>,
}
#[derive(EntSchema)]
pub struct Link {
    pub name: String,
}
#[derive(EntSchema)]
pub struct Other {
    pub name: String,
}
#[derive(EntView)]
#[ent(sql = "SELECT 1")]
pub struct Live {
    pub id: i64,
}

// case: a join entity without the edges, and one that serves twice
#[derive(EntSchema)]
pub struct User {
    #[ent(through = Follow)]
    pub following: Many<User>,
    #[ent(through = Like)]
    pub liked: Many<Tweet>,
    #[ent(through = Like)]
    pub loved: Many<Tweet>,
}
#[derive(EntSchema)]
pub struct Tweet {
    #[schema("db1")]
    #[ent(from = "liked", on_delete = restrict)]
    pub likers: Many<User>,
}
#[derive(EntSchema)]
pub struct Follow {
    pub user_id: i64,
    pub other_id: Option<i64>,
    #[ent(field = user_id)]
    pub user: One<User>,
    #[ent(field = other_id)]
    pub other: One<User>,
}
#[derive(EntSchema)]
pub struct Like {
    pub user_id: i64,
    pub tweet_id: i64,
    #[ent(field = user_id)]
    pub user: One<User>,
    #[ent(field = tweet_id)]
    pub tweet: One<Tweet>,
}

// case: two foreign keys of one name
#[derive(EntSchema)]
pub struct User {
    #[ent(symbol = "same")]
    pub pet: One<Pet>,
    #[ent(symbol = "same")]
    pub cat: One<Pet>,
}
#[derive(EntSchema)]
pub struct Pet {
    pub name: String,
}
