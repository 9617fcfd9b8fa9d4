use crate::wire::{ObjectWriter, Value, Wire, WireError};

/// What a field holds, as far as its Rust type tells without the rest of the crate.
///
/// A type is known by the last segment of its path (`chrono::DateTime<Utc>` by `DateTime`); the
/// derive has the compiler check that the type really is the one its name says. Anything else is
/// [`Named`](Self::Named) and looked up in the graph: an `EntEnum` or an `EntValue`.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum FieldType {
    /// `bool`.
    #[default]
    Bool,
    /// `i8`.
    Int8,
    /// `i16`.
    Int16,
    /// `i32`.
    Int32,
    /// `i64`, `isize`.
    Int64,
    /// `u8`.
    Uint8,
    /// `u16`.
    Uint16,
    /// `u32`.
    Uint32,
    /// `u64`, `usize`.
    Uint64,
    /// `f32`.
    Float32,
    /// `f64`.
    Float64,
    /// `Decimal`, `BigDecimal`: the column type must be given by `type(...)`.
    Decimal,
    /// `String`, `char`, `Box<str>`, `Cow<str>`.
    String,
    /// `Vec<u8>`, `Bytes`, `Box<[u8]>`.
    Bytes,
    /// A moment: `DateTime<Tz>` (chrono), `OffsetDateTime` (time), `Timestamp` or `Zoned` (jiff).
    Timestamp,
    /// A date and a time of day without a zone: `NaiveDateTime`, `PrimitiveDateTime`, jiff's `civil::DateTime`.
    DateTime,
    /// `NaiveDate` (chrono), `Date` (time, jiff).
    Date,
    /// A time of day: `NaiveTime` (chrono), `Time` (time, jiff).
    TimeOfDay,
    /// `Uuid`.
    Uuid,
    /// Any serde type under `#[ent(json)]`, `serde_json::Value`, `Json<T>`.
    Json,
    /// Text limited to the listed values: `#[ent(values("a", "b"))]` on a `String`.
    Values(Vec<String>),
    /// A type by its name: an enum that derives `EntEnum`, or a newtype that derives `EntValue`.
    Named(String),
    /// A type that the graph need not know, because `type(...)` names the column type.
    Other,
}

/// Spellings of the variants that carry nothing.
const PLAIN: &[(FieldType, &str)] = &[
    (FieldType::Bool, "bool"),
    (FieldType::Int8, "int8"),
    (FieldType::Int16, "int16"),
    (FieldType::Int32, "int32"),
    (FieldType::Int64, "int64"),
    (FieldType::Uint8, "uint8"),
    (FieldType::Uint16, "uint16"),
    (FieldType::Uint32, "uint32"),
    (FieldType::Uint64, "uint64"),
    (FieldType::Float32, "float32"),
    (FieldType::Float64, "float64"),
    (FieldType::Decimal, "decimal"),
    (FieldType::String, "string"),
    (FieldType::Bytes, "bytes"),
    (FieldType::Timestamp, "timestamp"),
    (FieldType::DateTime, "datetime"),
    (FieldType::Date, "date"),
    (FieldType::TimeOfDay, "time"),
    (FieldType::Uuid, "uuid"),
    (FieldType::Json, "json"),
    (FieldType::Other, "other"),
];

impl FieldType {
    /// The fixed spelling of a type that carries nothing.
    pub fn plain_name(&self) -> Option<&'static str> {
        PLAIN.iter().find(|(ty, _)| ty == self).map(|(_, name)| *name)
    }

    /// Whether the type is an integer.
    pub fn is_integer(&self) -> bool {
        use FieldType::*;
        matches!(self, Int8 | Int16 | Int32 | Int64 | Uint8 | Uint16 | Uint32 | Uint64)
    }

    /// Whether the type is a number of any kind.
    pub fn is_numeric(&self) -> bool {
        self.is_integer() || matches!(self, Self::Float32 | Self::Float64 | Self::Decimal)
    }
}

impl Wire for FieldType {
    fn write(&self, out: &mut String) {
        if let Some(name) = self.plain_name() {
            return crate::wire::write_string(name, out);
        }
        let mut object = ObjectWriter::new(out);
        match self {
            Self::Values(values) => object.field("values", values),
            Self::Named(name) => object.field("named", name),
            _ => {}
        }
        object.finish();
    }

    fn read(value: &Value) -> Result<Self, WireError> {
        if let Value::String(name) = value {
            return PLAIN
                .iter()
                .find(|(_, text)| text == name)
                .map(|(ty, _)| ty.clone())
                .ok_or_else(|| WireError::unknown("FieldType", name));
        }
        match value.object("FieldType")?.only("FieldType")? {
            ("values", value) => Vec::read(value).map(Self::Values),
            ("named", value) => String::read(value).map(Self::Named),
            (other, _) => Err(WireError::unknown("FieldType", other)),
        }
    }
}
