/// A type that a column can hold, `Option` aside.
///
/// It exists so that the compiler confirms what the derives take a type to be by its name. Types of
/// other crates are behind features of theirs: `chrono`, `time`, `jiff`, `uuid`, `rust_decimal`,
/// `bigdecimal`, `bytes` and `json`. Enums get it by `EntEnum`, newtypes by `EntValue`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type that a column can hold",
    label = "no column type follows from it",
    note = "derive `EntEnum` on an enum or `EntValue` on a newtype of your own",
    note = "`#[ent(json)]` stores any serde type as JSON; `#[ent(type = \"...\")]` names the column type",
    note = "types of other crates need a feature of `ent-runtime`: chrono, time, jiff, uuid, rust_decimal, bigdecimal, bytes, json"
)]
pub trait ValueType {
    /// What it stores: the text form of a plain field type, or the name of the type that declares it.
    const KIND: &'static str;
}

macro_rules! value_types {
    ($( $(#[$meta:meta])* $ty:ty => $kind:literal ),* $(,)?) => { $(
        $(#[$meta])*
        impl ValueType for $ty {
            const KIND: &'static str = $kind;
        }
    )* };
}

value_types! {
    bool => "bool",
    i8 => "int8",
    i16 => "int16",
    i32 => "int32",
    i64 => "int64",
    isize => "int64",
    u8 => "uint8",
    u16 => "uint16",
    u32 => "uint32",
    u64 => "uint64",
    usize => "uint64",
    f32 => "float32",
    f64 => "float64",
    char => "string",
    String => "string",
    Box<str> => "string",
    std::borrow::Cow<'_, str> => "string",
    Vec<u8> => "bytes",
    Box<[u8]> => "bytes",
    #[cfg(feature = "bytes")]
    bytes::Bytes => "bytes",
    #[cfg(feature = "uuid")]
    uuid::Uuid => "uuid",
    #[cfg(feature = "rust_decimal")]
    rust_decimal::Decimal => "decimal",
    #[cfg(feature = "bigdecimal")]
    bigdecimal::BigDecimal => "decimal",
    #[cfg(feature = "json")]
    serde_json::Value => "json",
    #[cfg(feature = "chrono")]
    chrono::NaiveDateTime => "datetime",
    #[cfg(feature = "chrono")]
    chrono::NaiveDate => "date",
    #[cfg(feature = "chrono")]
    chrono::NaiveTime => "time",
    #[cfg(feature = "time")]
    time::OffsetDateTime => "timestamp",
    #[cfg(feature = "time")]
    time::UtcDateTime => "timestamp",
    #[cfg(feature = "time")]
    time::PrimitiveDateTime => "datetime",
    #[cfg(feature = "time")]
    time::Date => "date",
    #[cfg(feature = "time")]
    time::Time => "time",
    #[cfg(feature = "jiff")]
    jiff::Timestamp => "timestamp",
    #[cfg(feature = "jiff")]
    jiff::Zoned => "timestamp",
    #[cfg(feature = "jiff")]
    jiff::civil::DateTime => "datetime",
    #[cfg(feature = "jiff")]
    jiff::civil::Date => "date",
    #[cfg(feature = "jiff")]
    jiff::civil::Time => "time",
}

#[cfg(feature = "chrono")]
impl<Tz: chrono::TimeZone> ValueType for chrono::DateTime<Tz> {
    const KIND: &'static str = "timestamp";
}

#[cfg(feature = "json")]
impl<T> ValueType for sqlx::types::Json<T> {
    const KIND: &'static str = "json";
}
