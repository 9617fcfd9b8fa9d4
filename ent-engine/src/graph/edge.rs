/// One end of a relation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edge {
    /// Rust name.
    pub name: String,
    /// Entity at the other end.
    pub target: String,
    /// The relation, seen from this end.
    pub relation: Relation,
    /// Name of the target's edge that is the other end, if it has one.
    pub inverse: Option<String>,
    /// Whether this end declares the relation, rather than naming the one that does with `from`.
    pub declares: bool,
    /// Whether there must be one: `required`, or bound to a field that is not an `Option`.
    pub required: bool,
    /// Whether it is never changed after create: `immutable`, or bound to such a field.
    pub immutable: bool,
    /// Struct that declares it: the entity or a mixin.
    pub declared_in: String,
    /// The edge as declared, for everything else.
    pub decl: ent_schema::Edge,
}

impl Edge {
    /// The edge as messages call it.
    pub fn declared_as(&self) -> String {
        format!("{}.{}", self.declared_in, self.name)
    }
}

/// A relation, seen from one of its ends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relation {
    /// How many of each see how many of the other.
    pub kind: RelationKind,
    /// What stores it.
    pub storage: RelationStorage,
}

/// How many entities see how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RelationKind {
    /// One to one.
    #[default]
    OneToOne,
    /// This one sees many, each of which sees one.
    OneToMany,
    /// Many, among them this one, see the same one.
    ManyToOne,
    /// Many to many.
    ManyToMany,
}

impl RelationKind {
    /// The kind seen from the other end.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::OneToMany => Self::ManyToOne,
            Self::ManyToOne => Self::OneToMany,
            same => same,
        }
    }
}

/// What stores a relation.
#[derive(Clone, Debug, PartialEq)]
pub enum RelationStorage {
    /// Columns of this entity's own table, which refer to the target's id.
    Own {
        /// The columns.
        columns: Vec<String>,
    },
    /// Columns of the target's table, which refer to this entity's id.
    Target {
        /// The columns.
        columns: Vec<String>,
    },
    /// A join table that no entity declares.
    Join {
        /// Its schema.
        schema: String,
        /// Its name.
        table: String,
        /// Columns that refer to this entity.
        columns: Vec<String>,
        /// Columns that refer to the target.
        target_columns: Vec<String>,
    },
    /// The table of an entity that is the join table.
    Through {
        /// The entity.
        node: String,
        /// Columns that refer to this entity.
        columns: Vec<String>,
        /// Columns that refer to the target.
        target_columns: Vec<String>,
    },
}

impl Default for RelationStorage {
    fn default() -> Self {
        Self::Own { columns: Vec::new() }
    }
}

impl RelationStorage {
    /// The storage seen from the other end.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Own { columns } => Self::Target { columns },
            Self::Target { columns } => Self::Own { columns },
            Self::Join { schema, table, columns, target_columns } => {
                Self::Join { schema, table, columns: target_columns, target_columns: columns }
            }
            Self::Through { node, columns, target_columns } => {
                Self::Through { node, columns: target_columns, target_columns: columns }
            }
        }
    }
}
