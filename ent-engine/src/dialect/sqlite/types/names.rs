//! What SQLite and Atlas make of a type's name.

use crate::dialect::TypeFamily;

/// How SQLite converts what is stored in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Affinity {
    /// To whole numbers where nothing is lost.
    Integer,
    /// To text.
    Text,
    /// Not at all.
    Blob,
    /// To floating point.
    Real,
    /// To a number where nothing is lost.
    Numeric,
}

impl Affinity {
    /// The kind of value that a column of a name unknown to Atlas most likely holds.
    pub(super) fn family(self) -> TypeFamily {
        match self {
            Self::Integer => TypeFamily::Integer,
            Self::Text => TypeFamily::Text,
            Self::Blob => TypeFamily::Binary,
            Self::Real => TypeFamily::Float,
            Self::Numeric => TypeFamily::Other,
        }
    }
}

/// Affinity of a name, by the manual's five rules in their order.
pub(super) fn affinity(name: &str) -> Affinity {
    let name = name.to_ascii_lowercase();
    let has = |part: &str| name.contains(part);
    if has("int") {
        Affinity::Integer
    } else if has("char") || has("clob") || has("text") {
        Affinity::Text
    } else if has("blob") || name.is_empty() {
        Affinity::Blob
    } else if has("real") || has("floa") || has("doub") {
        Affinity::Real
    } else {
        Affinity::Numeric
    }
}

/// The class of a name that Atlas knows; names of one class make no difference to it.
pub(super) fn class(name: &str) -> Option<TypeFamily> {
    Some(match name {
        "bool" | "boolean" => TypeFamily::Boolean,
        "blob" | "" => TypeFamily::Binary,
        "int2" | "int8" | "int" | "uint64" | "integer" | "tinyint" | "smallint" | "mediumint" | "bigint"
        | "unsigned big int" => TypeFamily::Integer,
        "real" | "double" | "double precision" | "float" => TypeFamily::Float,
        "numeric" | "decimal" => TypeFamily::Decimal,
        "char" | "character" | "varchar" | "varying character" | "nchar" | "native character"
        | "nvarchar" | "text" | "clob" => TypeFamily::Text,
        "json" | "jsonb" => TypeFamily::Json,
        "date" | "datetime" | "time" | "timestamp" => TypeFamily::Time,
        "uuid" => TypeFamily::Uuid,
        _ => return None,
    })
}
