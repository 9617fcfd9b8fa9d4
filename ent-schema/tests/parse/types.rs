#[derive(EntSchema)]
struct Everything {
    a: bool,
    b: i8,
    c: i16,
    d: i32,
    e: isize,
    f: u8,
    g: u16,
    h: u32,
    i: usize,
    j: f32,
    k: Option<f64>,
    #[ent(type = "numeric(10,2)")]
    l: rust_decimal::Decimal,
    m: char,
    n: Box<str>,
    o: Cow<'static, str>,
    p: Option<Vec<u8>>,
    q: bytes::Bytes,
    r: Box<[u8]>,
    s: chrono::DateTime<chrono::Utc>,
    t: time::OffsetDateTime,
    u: jiff::Timestamp,
    v: chrono::NaiveDateTime,
    w: jiff::civil::DateTime,
    x: NaiveDate,
    y: Date,
    z: Time,
    aa: std::option::Option<uuid::Uuid>,
    ab: serde_json::Value,
    ac: Json<HashMap<String, Vec<u8>>>,
    #[ent(json)]
    ad: HashMap<String,  Vec<u8>>,
    #[ent(values("small", "large"), default = "small")]
    ae: String,
    af: Option<crate::model::Status>,
    #[ent(type(postgres = "text[]", sqlite = "text"))]
    ag: Vec<String>,
    #[ent(type = "citext")]
    ah: Email,
    #[ent(skip)]
    ai: (u8, u8),
    r#type: String,
}
