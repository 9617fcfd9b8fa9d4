// schemas: sqlite types=, sqlite db2=, mysql types=, mysql db2=, mariadb types=, mariadb db2=

#[derive(EntSchema)]
pub struct Task {
    pub status: Status,
    pub colour: Option<Colour>,
    #[ent(native)]
    pub status_too: Status,
    #[ent(values("it's", "b"))]
    pub kind: String,
    #[ent(values("x", "y"))]
    pub plain: String,
}

#[derive(EntSchema)]
#[schema("db2")]
pub struct Paint {
    pub colour: Colour,
    #[ent(native)]
    pub status: Status,
}

#[derive(EntEnum)]
pub enum Status {
    InProgress,
    #[ent(value = "on-hold")]
    OnHold,
    #[ent(renamed_from = "gone")]
    Closed,
}

#[derive(EntEnum)]
#[schema("types")]
#[ent(native = "color", renamed_from = "tint")]
pub enum Colour {
    Red,
    Green,
}
