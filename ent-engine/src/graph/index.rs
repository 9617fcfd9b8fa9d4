use ent_schema::PerDialect;

/// Index of an entity's table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    /// Name, before a long one is shortened.
    pub name: String,
    /// What it was called before, if a declared rename tells.
    pub previous: Option<String>,
    /// Whether no two rows may be equal.
    pub unique: bool,
    /// What is indexed, in order.
    pub parts: Vec<IndexPart>,
    /// Columns carried along (PostgreSQL).
    pub include: Vec<String>,
    /// The index as declared, for everything else; empty for one that the rules add.
    pub decl: ent_schema::Index,
}

/// One part of an index.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexPart {
    /// What is indexed.
    pub key: IndexKey,
    /// The part as declared, for direction, prefix and the like.
    pub decl: ent_schema::IndexPart,
}

/// What one part of an index is over.
#[derive(Clone, Debug, PartialEq)]
pub enum IndexKey {
    /// A column.
    Column(String),
    /// An expression, as SQL.
    Expr(PerDialect<String>),
}

impl IndexPart {
    /// Name of the column, unless the part is an expression.
    pub fn column(&self) -> Option<&str> {
        match &self.key {
            IndexKey::Column(name) => Some(name),
            IndexKey::Expr(_) => None,
        }
    }
}
