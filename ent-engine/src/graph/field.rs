use ent_schema::{FieldType, Literal};

/// A field of an entity or view: one column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Field {
    /// Rust name.
    pub name: String,
    /// Column.
    pub column: String,
    /// What the column was called before, if that was declared.
    pub previous: Option<String>,
    /// What it holds, with enums and newtypes looked up.
    pub ty: ValueType,
    /// Constant default; that of an enum is its stored value.
    pub default: Option<Literal>,
    /// Greatest length in characters or bytes: `size`, else `max_len` or
    /// `max_chars`.
    pub size: Option<i64>,
    /// Edge whose foreign key the field is.
    pub edge: Option<String>,
    /// Which struct declares it.
    pub source: FieldSource,
    /// The field as declared, for everything else.
    pub decl: ent_schema::Field,
}

impl Field {
    /// The field as messages call it: by the struct that declares it, where that is known.
    pub fn declared_as(&self, node: &str) -> String {
        match &self.source {
            FieldSource::Implied => format!("{node}.{}", self.name),
            FieldSource::Struct { name, .. } => format!("{name}.{}", self.name),
        }
    }
}

/// What declares a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FieldSource {
    /// Nobody: it is the default id.
    #[default]
    Implied,
    /// A struct: the entity itself or a mixin.
    Struct {
        /// Rust name of the struct.
        name: String,
        /// The fields that lead from the entity to the struct that carries the value: none for the
        /// entity itself, `["audit"]` for an embedded mixin. `None` when no field carries it,
        /// because the mixin is only named.
        carried: Option<Vec<String>>,
    },
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueType {
    /// A plain type; never `Values` or `Named`. `Other` has its column type from `type(..)`.
    Scalar(FieldType),
    /// Text out of a list.
    Enum {
        /// Rust name of the enum; `None` for a list written on the field.
        name: Option<String>,
        /// Stored values, in declared order.
        values: Vec<String>,
    },
}

impl Default for ValueType {
    fn default() -> Self {
        Self::Scalar(FieldType::default())
    }
}

impl ValueType {
    /// Whether it is an integer.
    pub fn is_integer(&self) -> bool {
        matches!(self, Self::Scalar(ty) if ty.is_integer())
    }
}
