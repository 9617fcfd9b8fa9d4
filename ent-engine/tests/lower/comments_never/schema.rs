// comments: never
// only: postgres

/// A user.
#[derive(EntSchema)]
#[ent(comments, index(age, comment = "by age"))]
pub struct User {
    /// Years since birth.
    pub age: i32,
}
