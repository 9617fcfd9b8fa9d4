use ent_runtime::prelude::*;

#[derive(EntSchema)]
pub struct User {
    #[ent(unique)]
    pub name: String,
    #[ent(default = 18, min = 0)]
    pub age: i32,
    pub cars: Many<super::car::Car>,
}
