//! Every attribute and every type at least once.
#![allow(dead_code)]

use std::borrow::Cow;
use std::collections::HashMap;

use ent_runtime::prelude::*;

#[derive(EntMixin)]
#[schema("db1")]
#[ent(charset = "utf8mb4", collation = "utf8mb4_bin", options = "ENGINE = InnoDB", comments, skip)]
pub struct Placed;

/** A mixin of mixins.
 * On two lines.
 *
 * Not this.
 */
#[derive(EntMixin)]
#[ent(mixin(Placed), index(a), check("a > 0"), drops = "gone", auto_increment = 7)]
pub struct Nested {
    pub a: i32,
    /// Who made it.
    pub maker: One<Account>,
}

#[derive(Clone, Copy, EntEnum)]
#[ent(native = "state", renamed_from = "condition")]
#[schema("types")]
pub enum State {
    Open,
    #[ent(value = "on hold", renamed_from = "held")]
    OnHold,
    HTTPError = 5,
}

#[derive(EntEnum)]
#[ent(native)]
pub enum Size {
    S,
    M,
}

#[derive(Default, EntValue)]
pub struct Email(pub String);

#[derive(EntSchema)]
pub struct Everything {
    id: i64,
    a: bool,
    b: i8,
    c: i16,
    d: i32,
    e: isize,
    f: u8,
    g: u16,
    h: u32,
    i: u64,
    i2: usize,
    j: f32,
    k: Option<f64>,
    #[ent(type = "numeric(10,2)")]
    l: rust_decimal::Decimal,
    #[ent(type = "numeric(10,2)")]
    l2: bigdecimal::BigDecimal,
    m: char,
    n: Box<str>,
    o: Cow<'static, str>,
    p: Option<Vec<u8>>,
    q: bytes::Bytes,
    r: Box<[u8]>,
    s: chrono::DateTime<chrono::Utc>,
    t: time::OffsetDateTime,
    t2: time::UtcDateTime,
    u: jiff::Timestamp,
    u2: jiff::Zoned,
    v: chrono::NaiveDateTime,
    v2: time::PrimitiveDateTime,
    w: jiff::civil::DateTime,
    x: NaiveDate,
    y: jiff::civil::Date,
    y2: time::Date,
    z: jiff::civil::Time,
    z2: time::Time,
    z3: NaiveTime,
    aa: std::option::Option<uuid::Uuid>,
    ab: serde_json::Value,
    #[ent(json)]
    ad: HashMap<String, Vec<u8>>,
    #[ent(values("small", "large"), default = "small")]
    ae: String,
    af: Option<self::State>,
    #[ent(type(postgres = "text[]", sqlite = "text"))]
    ag: Vec<String>,
    #[ent(type = "inet")]
    ah: std::net::IpAddr,
    #[ent(skip)]
    ai: (u8, u8),
    r#type: String,
}

fn one() -> i64 {
    1
}

#[derive(Default)]
pub struct Opaque;

#[derive(EntSchema, Default)]
#[ent(
    table = "accounts",
    comment = "Said outright.",
    renamed_from = "Login",
    drops("this", "that"),
    mixin(Nested),
    mixin(inner::Deep),
    index(
        email,
        points,
        unique,
        nulls_not_distinct,
        name = "first",
        renamed_from = "zeroth",
        comment = "why"
    ),
    index(field(unique), field(email(desc, nulls_last)), concurrently),
    index(expr = "lower(email)", group, kind(postgres = "gin", mysql = "FULLTEXT")),
    index(expr(sqlite = "lower(email)", postgres = "upper(email)", desc), points),
    index(email(prefix = 10, ops = "text_pattern_ops", collation = "C"), kind = "hash"),
    index(points, include(email), where(postgres = "points > 1", sqlite = "points > 2")),
    check(positive = "points > 0", "points < 10", other(mysql = "points < 9")),
    check(postgres = "points < 8")
)]
pub struct Account {
    #[ent(auto_increment, start = 1_000)]
    pub id: i64,
    #[ent(
        unique,
        min_len = 3,
        max_len = 320,
        min_chars = 3,
        max_chars = 320,
        not_empty,
        matches = r"^.+@.+$"
    )]
    pub email: String,
    #[ent(default = -3, min = -0x10, max = 1_0, check = "points < 100", validate = self::one)]
    pub points: i32,
    #[ent(default = 1.5e3, check(low = "rate > 0", "rate < 9"))]
    pub rate: f64,
    #[ent(default = true, comment = "told", immutable)]
    pub active: bool,
    #[ent(default_expr(sqlite = "1", postgres = "2", mysql = "3", mariadb = "4"), default_fn = one)]
    pub per: i64,
    #[ent(default = self::State::OnHold, native)]
    pub state: Option<State>,
    #[ent(deprecated = "use email", update_fn = self::one)]
    pub mail: Option<i64>,
    #[ent(deprecated, collation = "C", charset = "latin1", size = 10)]
    pub gone: String,
    #[ent(generated(postgres = "lower(email)", mysql = "lower(email)"), stored)]
    pub key: String,
    #[ent(renamed_from = "previous", drops("x", "y"), backfill = "''", storage = "col", sensitive)]
    pub secret: Hush,
    #[ent(json)]
    pub opaque: Opaque,
    pub unique: bool,
    #[ent(storage(column = "team"), symbol = "fk", unique, required, immutable, comment = "c")]
    pub group: One<Group>,
    #[ent(renamed_from = "chief", backfill = "1", on_delete = set_null, on_update = cascade, drops = "chief_id")]
    pub boss: One<Account>,
}

#[derive(Default, Debug, EntValue)]
pub struct Hush(String);

impl Hush {
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }
}

#[derive(EntSchema)]
#[ent(skip, charset = "utf8", collation = "utf8_bin", options(sqlite = "STRICT", mysql = "ENGINE = InnoDB"))]
pub struct Group {
    #[ent(storage(table = "group_users", columns(group_id, "user_id")), symbols(a, "b"))]
    #[schema("db3")]
    pub users: Many<Account>,
    #[ent(through = self::Membership)]
    pub members: ent_runtime::Many<Account>,
    #[ent(from = users)]
    pub children: Many<Group>,
}

#[derive(ent_runtime::EntSchema)]
#[ent(id(user_id, group_id))]
pub struct Membership {
    pub user_id: i64,
    pub group_id: i64,
    #[ent(field = user_id, required, on_delete = restrict)]
    pub user: One<Account>,
    #[ent(field = "group_id", required, on_delete = set_default, on_update = no_action)]
    pub group: One<Group>,
}

#[derive(EntView)]
#[ent(sql(postgres = "SELECT 1", mysql = "SELECT 2"), materialized, table = "seen", comment = "c", comments)]
#[schema("db2")]
pub struct Seen {
    #[ent(storage = "x", type = "text")]
    pub a: String,
    #[doc = "A doc attribute."]
    pub b: Option<i64>,
    #[ent(json)]
    pub c: Vec<Email>,
    #[ent(values("a"), deprecated)]
    pub d: String,
}

pub mod inner {
    use super::*;

    #[derive(EntMixin, Default)]
    #[ent(mixin(Placed))]
    pub struct Deep {
        pub deep: i32,
    }
}
