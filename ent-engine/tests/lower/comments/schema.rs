/// A user.
#[derive(EntSchema)]
#[ent(comments, index(age, comment = "by age"))]
pub struct User {
    /// Years since birth.
    pub age: i32,
    /// Who is in charge.
    pub boss: One<User>,
    pub quiet: i32,
    /// The same as a field.
    #[ent(field = pet_id)]
    pub pet: One<Pet>,
    /// The pet's number.
    pub pet_id: Option<i64>,
}

/// Not asked for.
#[derive(EntSchema)]
#[ent(index(name, comment = "kept"))]
pub struct Pet {
    /// Its name.
    pub name: String,
}
