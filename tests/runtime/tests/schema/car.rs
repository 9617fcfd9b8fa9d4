use ent_runtime::prelude::*;

use super::User;

#[derive(EntSchema)]
pub struct Car {
    pub model: String,
    #[ent(from = "cars")]
    pub owner: One<User>,
}
