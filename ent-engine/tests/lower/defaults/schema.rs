#[derive(EntSchema)]
pub struct Thing {
    #[ent(default = true)]
    pub flag: bool,
    #[ent(default = -18)]
    pub number: i32,
    #[ent(default = 1.5)]
    pub ratio: f64,
    #[ent(default = "it's")]
    pub text: String,
    #[ent(default = "a\\b")]
    pub backslash: String,
    #[ent(default = "long", size = 2147483647)]
    pub long: String,
    #[ent(default = Status::OnHold)]
    pub status: Status,
    #[ent(values("small", "large"), default = "small")]
    pub size: String,
    #[ent(default_expr = "CURRENT_TIMESTAMP")]
    pub created_at: DateTime<Utc>,
    #[ent(default_expr(postgres = "gen_random_uuid()", mysql = "(uuid())"), unique)]
    pub token: Uuid,
    #[ent(default_fn = Utc::now, update_fn = Utc::now)]
    pub client_side: DateTime<Utc>,
}

#[derive(EntEnum)]
pub enum Status {
    Active,
    #[ent(value = "on-hold")]
    OnHold,
}
