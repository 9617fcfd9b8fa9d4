use ent_runtime::prelude::*;

#[derive(EntSchema)]
pub struct Car {
    pub model: String,
    #[ent(from = "cars")]
    pub owner: One<super::user::User>,
}
