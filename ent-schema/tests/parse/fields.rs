#[derive(ent_runtime::EntSchema)]
#[ent(comments)]
pub(crate) struct Account {
    #[ent(auto_increment, start = 1_000)]
    id: i64,
    #[ent(min_len = 3, max_len = 320, not_empty, matches = "^.+@.+$", validate = checks::email, validate = checks::domain)]
    email: String,
    /// How many there are.
    /// On two lines.
    ///
    /// Not this.
    #[ent(default = -3, min = -0x10, max = 1_0, check = "points < 100")]
    points: i32,
    #[ent(default = 1.5e3, check(low = "rate > 0", "rate < 9"))]
    rate: f64,
    #[ent(default = true, comment = "told", immutable)]
    active: bool,
    #[ent(default_expr(sqlite = "1", postgres = "2", mysql = "3", mariadb = "4"), check(mysql = "a > 0"))]
    per: i64,
    #[ent(default = crate::model::Status::OnHold, native)]
    status: crate::model::Status,
    #[ent(deprecated = "use email")]
    mail: Option<String>,
    #[ent(deprecated, collation = "C", charset = "latin1", size = 10)]
    gone: String,
    #[ent(generated(postgres = "lower(email)", mysql = "lower(email) "), stored)]
    key: String,
    #[ent(default_fn = Uuid::new_v4, unique)]
    token: Uuid,
    #[ent(update_fn = now::<Utc>, default_fn = now)]
    at: DateTime<Utc>,
    #[ent(renamed_from = "old", drops("x", "y"), backfill = "''", storage = "col", sensitive)]
    new: String,
    #[ent(min_chars = 1, max_chars = 2)]
    country: String,
}
