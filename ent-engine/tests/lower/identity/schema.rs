// only: postgres

#[derive(EntSchema)]
pub struct Order {
    #[ent(auto_increment, start = 1000)]
    pub number: i64,
}
