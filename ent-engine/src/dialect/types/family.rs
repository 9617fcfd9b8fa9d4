/// Kind of values that a column type holds, the same words for every database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TypeFamily {
    /// True and false.
    Boolean,
    /// Whole numbers, the serial types among them.
    Integer,
    /// Binary floating point.
    Float,
    /// Exact decimal numbers.
    Decimal,
    /// Text.
    Text,
    /// Bytes and bits.
    Binary,
    /// Dates, times of day, moments, intervals, years.
    Time,
    /// JSON.
    Json,
    /// UUID.
    Uuid,
    /// A list of values in the type itself (MySQL ENUM and SET).
    Enum,
    /// Points, lines, geometries.
    Spatial,
    /// Addresses of networks and machines.
    Network,
    /// Anything else, the user's own types and arrays among them.
    Other,
}

impl TypeFamily {
    /// Whether values are numbers.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Float | Self::Decimal)
    }
}
