use super::Flavor;
use crate::model::DataType;

mod change;
mod family;
pub(crate) mod text;

pub use change::TypeChange;
pub use family::TypeFamily;

/// Column types of a dialect: reading and printing them, what is the same, and what a change of
/// type does to the rows.
pub trait Types {
    /// The type that `text` spells, in the canonical spelling: aliases resolved, arguments that
    /// say nothing dropped (`int4` is `integer`; `timestamp(6) with time zone` is `timestamptz`).
    /// A name that the database doesn't know is a type of the user's own where the database has
    /// such, else an error.
    ///
    /// The canonical spelling is the one that Atlas prints, so that `type_sql` is little more than
    /// quoting; what the server's catalog shows parses to the same value.
    fn parse_type(&self, text: &str) -> Result<DataType, TypeError>;

    /// The type of an argument, or of what a routine gives back, that `text` spells: the server keeps no length of it.
    fn parse_argument_type(&self, text: &str) -> Result<DataType, TypeError> {
        let mut ty = self.parse_type(text)?;
        ty.args.clear();
        Ok(ty)
    }

    /// The type as a statement writes it, the user's own names quoted.
    fn type_sql(&self, ty: &DataType) -> String;

    /// Whether the server would store the same type for both, so that no change is needed.
    fn same_type(&self, previous: &DataType, next: &DataType) -> bool;

    /// What kind of values the type holds. An array is `Other`; so is a type of the user's own.
    fn type_family(&self, ty: &DataType) -> TypeFamily;

    /// Width in bits of an integer type, `None` for any other.
    fn integer_bits(&self, ty: &DataType) -> Option<u32>;

    /// Whether users define the type, so that an object of that name must exist first: an enum, a
    /// domain, a type that an extension brings.
    fn is_user_type(&self, ty: &DataType) -> bool;

    /// Whether the server has a type of the name, by any of its names, which comes before one of the user's own that
    /// is called the same.
    fn is_builtin(&self, name: &str) -> bool {
        let _ = name;
        false
    }

    /// Whether a column's type is the user's own `name` of `schema`; its table is in `home`.
    fn is_of(&self, ty: &DataType, home: &str, (schema, name): (&str, &str)) -> bool {
        ty.name == name && self.home_of(ty, home) == Some(schema)
    }

    /// The schema in which a column's type is looked for as one of the user's own; its table is in `home`. `None` for
    /// what can only be the server's.
    fn home_of<'t>(&self, ty: &'t DataType, home: &'t str) -> Option<&'t str> {
        match &ty.schema {
            Some(said) => Some(said),
            None => (!self.is_builtin(&ty.name)).then_some(home),
        }
    }

    /// Says which schema's a type of the user's own is, for a column of a table in `home`. One of the table's own
    /// schema goes without, where its name alone can't mean another.
    fn place_type(&self, ty: &mut DataType, schema: &str, home: &str) {
        ty.schema = (schema != home || self.is_builtin(&ty.name)).then(|| schema.to_owned());
    }

    /// The name of the type of whose array this may be the name.
    fn element_of_array<'n>(&self, _name: &'n str) -> Option<&'n str> {
        None
    }

    /// What it takes to change a column from `previous` to `next`, and what the rows risk.
    fn type_change(&self, previous: &DataType, next: &DataType) -> TypeChange;
}

/// Error in the text of a column type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypeError {
    /// Not a type of this database.
    #[error("`{name}` is not a type of {flavor}")]
    Unknown {
        /// The name.
        name: String,
        /// The database.
        flavor: Flavor,
    },
    /// Not the text of a type at all.
    #[error("`{text}` is not the text of a column type: {reason}")]
    Syntax {
        /// The text.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl TypeError {
    /// The error that `text` is no type for `reason`.
    pub(crate) fn syntax(text: &str, reason: impl Into<String>) -> Self {
        Self::Syntax { text: text.to_owned(), reason: reason.into() }
    }
}
