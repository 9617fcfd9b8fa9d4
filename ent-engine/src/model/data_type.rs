use serde::{Deserialize, Serialize};

/// Column type: a name with arguments, in the dialect's canonical spelling.
///
/// `character varying(255)` is the name `character varying` with one argument; `bigint unsigned`
/// is `bigint` with one modifier; `integer[]` is `integer` with one dimension; `shop.status` is a
/// type of the user's own in the schema `shop`. The dialect's type table tells what a name means.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct DataType {
    /// Schema of a type that users define; `None` for the database's own types, and for types of
    /// the schema at hand.
    pub schema: Option<String>,
    /// Canonical name, in lower case unless the user's own.
    pub name: String,
    /// Arguments as SQL text: numbers, or the quoted values of MySQL's ENUM and SET.
    pub args: Vec<String>,
    /// Words after the arguments: `unsigned`, `zerofill`.
    pub modifiers: Vec<String>,
    /// Array dimensions (PostgreSQL).
    pub dimensions: u8,
}

impl DataType {
    /// The type `name` without arguments.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The type with one more argument.
    #[must_use]
    pub fn arg(mut self, arg: impl ToString) -> Self {
        self.args.push(arg.to_string());
        self
    }

    /// The type with one more word after the arguments.
    #[must_use]
    pub fn modifier(mut self, word: impl Into<String>) -> Self {
        self.modifiers.push(word.into());
        self
    }

    /// Whether `word` stands after the arguments.
    pub fn has_modifier(&self, word: &str) -> bool {
        self.modifiers.iter().any(|modifier| modifier == word)
    }
}

/// The type without quoting, for messages; a dialect's `type_sql` writes it for statements.
impl std::fmt::Display for DataType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The connection's schema has no name.
        if let Some(schema) = self.schema.as_ref().filter(|schema| !schema.is_empty()) {
            write!(f, "{schema}.")?;
        }
        f.write_str(&self.name)?;
        if !self.args.is_empty() {
            write!(f, "({})", self.args.join(","))?;
        }
        for modifier in &self.modifiers {
            write!(f, " {modifier}")?;
        }
        for _ in 0..self.dimensions {
            f.write_str("[]")?;
        }
        Ok(())
    }
}
