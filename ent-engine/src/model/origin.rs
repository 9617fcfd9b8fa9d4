use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;

use ent_schema::Position;
use serde::{Deserialize, Serialize, Serializer};

/// What explains an object of the desired state: where it was declared and how to get there.
///
/// Two origins always compare equal: they guide the diff and the messages, and are no part of the
/// schema.
///
/// Most objects have nothing to explain, and then it takes no room.
#[derive(Clone, Default, Deserialize)]
pub struct Origin(Option<Box<OriginParts>>);

/// What an [`Origin`] knows.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct OriginParts {
    /// Where the object was declared: of no use to whoever reads it elsewhere.
    #[serde(skip)]
    pub position: Position,
    /// What the user wrote to declare it, for messages: `User.email`.
    pub declared_as: String,
    /// What the object was called before, in names of the database.
    pub renamed_from: Option<String>,
    /// Objects inside this one (columns of a table, tables of a schema) whose data may go.
    pub drops: Vec<String>,
    /// SQL that fills a column in rows that already exist.
    pub backfill: Option<String>,
    /// Renamed parts, as (previous, next): values of an enum.
    pub renamed_values: Vec<(String, String)>,
    /// Whether an index is to be built without blocking writers.
    pub concurrently: bool,
    /// How the database spells what the model has in one form for all: the type of a column, the name of an automatic
    /// index (SQLite), the usual kind of an index where it is written (MySQL, MariaDB), a type with the schema that its
    /// extension was put in (PostgreSQL).
    pub spelling: Option<String>,
    /// Whether what the model tells out in full was left to the database: NOT NULL of a rowid, the columns that a
    /// foreign key refers to (SQLite); an index that exists only because a foreign key needs it (MySQL, MariaDB).
    pub implied: bool,
    /// Whether a table that inherits the column says it itself, too (PostgreSQL); none where that isn't told.
    pub is_local: Option<bool>,
    /// Whether a column has lost even the default that its type has (MySQL, MariaDB `ALTER COLUMN .. DROP DEFAULT`).
    pub no_default: bool,
    /// Schemas in which names without a schema were looked for when the object was made, where those are not the
    /// database's default (PostgreSQL `search_path`).
    pub search_path: Option<Vec<String>>,
    /// Modes under which a stored program was made, where they are not the server's own (MySQL, MariaDB `sql_mode`).
    pub sql_mode: Option<String>,
    /// For an index of a partitioned table: the number by which those of its partitions name it (PostgreSQL).
    pub number: Option<u32>,
    /// For an index of a partition: the number of the index of the parent that it is part of (PostgreSQL).
    pub part_of: Option<u32>,
    /// For an index: what its columns were called when it was made, where they have got other names (PostgreSQL, which
    /// names copies after them).
    pub columns: Vec<String>,
    /// For an extension: the comment that it brought itself, which goes unsaid (PostgreSQL).
    pub own_comment: Option<String>,
    /// For an extension: those that it requires, as far as the server says (PostgreSQL).
    pub requires: Vec<String>,
    /// For a column: the name of its NOT NULL, where it is not the one that the server gives (PostgreSQL 18 and later).
    pub not_null: Option<String>,
    /// For a table whose columns a replay doesn't know: which of the replay's doubts it is.
    pub doubt: Option<u32>,
}

static NOTHING: LazyLock<OriginParts> = LazyLock::new(OriginParts::default);

impl From<OriginParts> for Origin {
    fn from(parts: OriginParts) -> Self {
        // Positions always compare equal.
        let is_nothing = parts == *NOTHING && !parts.position.is_known();
        Self((!is_nothing).then(|| Box::new(parts)))
    }
}

impl Serialize for Origin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.as_deref().filter(|parts| **parts != *NOTHING).serialize(serializer)
    }
}

impl Deref for Origin {
    type Target = OriginParts;

    fn deref(&self) -> &OriginParts {
        self.0.as_deref().unwrap_or(&NOTHING)
    }
}

impl DerefMut for Origin {
    fn deref_mut(&mut self) -> &mut OriginParts {
        self.0.get_or_insert_default()
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Origin {}
