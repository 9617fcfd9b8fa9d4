use ent_schema::Position;

/// What explains an object of the desired state: where it was declared and how to get there.
///
/// Two origins always compare equal: they guide the diff and the messages, and are no part of the
/// schema.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// Where the object was declared.
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
}

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Origin {}
