// comments: always
// only: mysql

/// A user.
#[derive(EntSchema)]
pub struct User {
    /// Years since birth.
    pub age: i32,
}
