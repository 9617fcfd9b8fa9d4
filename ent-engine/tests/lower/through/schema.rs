// Join entities.

#[derive(EntSchema)]
pub struct User {
    #[ent(through = UserGroup)]
    pub groups: Many<Group>,
    #[ent(through = Friendship)]
    pub friends: Many<User>,
    #[ent(through = Like)]
    pub liked: Many<Tweet>,
    #[ent(through = Visit)]
    pub visited: Many<Tweet>,
}

#[derive(EntSchema)]
pub struct Group {
    #[ent(from = "groups", through = UserGroup)]
    pub users: Many<User>,
    #[ent(from = "group")]
    pub memberships: Many<UserGroup>,
}

#[derive(EntSchema)]
pub struct Tweet {
    pub text: String,
}

/// With an id of its own: the pair gets a unique index.
#[derive(EntSchema)]
pub struct UserGroup {
    pub user_id: i64,
    pub group_id: i64,
    pub joined_at: DateTime<Utc>,
    #[ent(field = user_id)]
    pub user: One<User>,
    #[ent(field = group_id, on_delete = cascade)]
    pub group: One<Group>,
}

/// The unique index is declared, in the other order.
#[derive(EntSchema)]
#[ent(index(friend_id, user_id, unique))]
pub struct Friendship {
    pub weight: i32,
    pub user_id: i64,
    pub friend_id: i64,
    #[ent(field = user_id)]
    pub user: One<User>,
    #[ent(field = friend_id)]
    pub friend: One<User>,
}

/// The pair is the id.
#[derive(EntSchema)]
#[ent(id(user_id, tweet_id))]
pub struct Like {
    pub liked_at: DateTime<Utc>,
    pub user_id: i64,
    pub tweet_id: i64,
    #[ent(field = user_id)]
    pub user: One<User>,
    #[ent(field = tweet_id)]
    pub tweet: One<Tweet>,
}

/// A pair may come again; columns of other names are found by type.
#[derive(EntSchema)]
#[ent(id(who, what, at))]
pub struct Visit {
    pub who: i64,
    pub what: i64,
    pub at: DateTime<Utc>,
    #[ent(field = who)]
    pub user: One<User>,
    #[ent(field = what)]
    pub tweet: One<Tweet>,
}
