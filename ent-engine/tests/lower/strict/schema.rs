// only: sqlite

#[derive(EntSchema)]
pub struct Token {
    pub id: Uuid,
    pub name: String,
}

#[derive(EntSchema)]
pub struct Price {
    #[ent(type = "decimal(10,2)")]
    pub id: Decimal,
}

#[derive(EntSchema)]
#[ent(options(sqlite = "STRICT"))]
pub struct Device {
    pub owner_id: Option<Uuid>,
    #[ent(field = owner_id)]
    pub owner: One<Token>,
    #[ent(required)]
    pub maker: One<Token>,
    pub price: One<Price>,
    #[ent(type = "TEXT")]
    pub total: Decimal,
    pub tokens: Many<Token>,
}
