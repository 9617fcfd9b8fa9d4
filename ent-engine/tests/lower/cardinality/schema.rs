// Ent's table of cardinalities, with the names that its examples have.

#[derive(EntSchema)]
pub struct User {
    pub name: String,
    /// One to one, both ends: the column is in the other table.
    pub card: One<Card>,
    /// One to many.
    pub pets: Many<Pet>,
    /// Many to many, symmetric.
    pub friends: Many<User>,
    /// One to one with itself, symmetric.
    pub spouse: One<User>,
    /// Many to many with itself.
    pub following: Many<User>,
    #[ent(from = "following")]
    pub followers: Many<User>,
    #[ent(from = "users")]
    pub groups: Many<Group>,
    /// One to many that only this end knows.
    pub files: Many<File>,
}

#[derive(EntSchema)]
pub struct Card {
    #[ent(from = "card", required)]
    pub owner: One<User>,
}

#[derive(EntSchema)]
pub struct Pet {
    #[ent(from = "pets")]
    pub owner: One<User>,
    #[ent(required)]
    pub best_friend: One<Pet>,
    /// Many to one that only this end knows.
    pub vet: One<User>,
    /// The same, but no two pets share a chip.
    #[ent(unique)]
    pub chip: One<Card>,
}

#[derive(EntSchema)]
pub struct Group {
    pub users: Many<User>,
}

#[derive(EntSchema)]
pub struct Node {
    pub next: One<Node>,
    #[ent(from = "next")]
    pub prev: One<Node>,
    pub children: Many<Node>,
    #[ent(from = "children", required)]
    pub parent: One<Node>,
}

#[derive(EntSchema)]
pub struct File {
    /// Many to one with another end.
    #[ent(required)]
    pub category: One<Category>,
}

#[derive(EntSchema)]
pub struct Category {
    #[ent(from = "category")]
    pub files: Many<File>,
}

#[derive(EntSchema)]
pub struct Doc {
    pub related: Many<Doc>,
}
