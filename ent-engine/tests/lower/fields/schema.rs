// Every type, with and without sizes.

#[derive(EntSchema)]
pub struct Everything {
    pub flag: bool,
    pub i8: i8,
    pub i16: i16,
    pub i32: i32,
    pub i64: i64,
    pub u8: u8,
    pub u16: u16,
    pub u32: u32,
    pub u64: u64,
    pub f32: f32,
    pub f64: f64,
    #[ent(type(sqlite = "text", postgres = "numeric(10,2)", mysql = "decimal(10,2)"))]
    pub price: Decimal,
    pub text: String,
    #[ent(size = 10)]
    pub short: String,
    #[ent(size = 16384)]
    pub too_long_for_a_row: String,
    #[ent(size = 65536)]
    pub long: String,
    #[ent(size = 16777215)]
    pub medium: String,
    #[ent(size = 2147483647)]
    pub unlimited: String,
    #[ent(max_len = 40)]
    pub limited: String,
    pub bytes: Vec<u8>,
    #[ent(size = 255)]
    pub tiny_bytes: Vec<u8>,
    #[ent(size = 65536)]
    pub medium_bytes: Vec<u8>,
    #[ent(size = 16777216)]
    pub long_bytes: Vec<u8>,
    pub moment: DateTime<Utc>,
    pub local: NaiveDateTime,
    pub day: NaiveDate,
    pub time: NaiveTime,
    pub uuid: Uuid,
    #[ent(json)]
    pub settings: Settings,
    pub maybe: Option<i32>,
    pub newtype: Meters,
    #[ent(type(sqlite = "text", postgres = "inet", mysql = "varchar(45)"))]
    pub address: IpAddr,
    #[ent(type(postgres = "text[]"), json)]
    pub tags: Vec<String>,
    #[ent(storage = "pwd", sensitive)]
    pub password: String,
    #[ent(skip)]
    pub cache: String,
    #[ent(collation(postgres = "C", sqlite = "NOCASE", mysql = "utf8mb4_general_ci"))]
    pub collated: String,
}

#[derive(EntSchema)]
#[ent(id(a, b))]
pub struct Wide {
    pub a: i32,
    pub b: i32,
    #[ent(size = 16380)]
    pub longest: String,
}

#[derive(EntSchema)]
pub struct Narrow {
    #[ent(charset = "latin1", collation(mysql = "latin1_bin"), size = 60000)]
    pub narrow: String,
}

#[derive(EntValue)]
pub struct Meters(pub Inches);

#[derive(EntValue)]
pub struct Inches(pub f64);
