/// How statements are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanOptions {
    /// The schema that names are qualified with. `None`: each object's own schema, where that has a
    /// name. `Some("")`: none; `Some("shop")`: that one. With `Some`, the plan must stay inside one
    /// schema and may not make or drop any.
    pub qualifier: Option<String>,
    /// Indent of the lines of a CREATE TABLE; `None` for statements on one line.
    pub indent: Option<String>,
    /// Whether tables that are there may be in use.
    pub online: Online,
}

/// Whether a plan is for a database that is in use: in more steps, and in several transactions, so that others are not
/// kept from their tables while rows are read.
///
/// PostgreSQL: indexes are made and dropped concurrently, keys and checks added first and the rows looked at later, a column
/// becomes NOT NULL by a check that is known to hold. MySQL and MariaDB: a change that InnoDB can make while others write
/// says so (`ALGORITHM`, `LOCK`), so that the server refuses rather than lock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Online {
    /// As few steps as possible, all or nothing.
    #[default]
    No,
    /// In steps.
    Yes,
}

impl PlanOptions {
    /// Options for a connection that is bound to one schema: no name is qualified.
    #[must_use]
    pub fn unqualified() -> Self {
        Self { qualifier: Some(String::new()), ..Self::default() }
    }

    /// The options for a database that is in use.
    #[must_use]
    pub fn online(mut self) -> Self {
        self.online = Online::Yes;
        self
    }

    /// The options with an indent.
    #[must_use]
    pub fn indented(mut self, indent: impl Into<String>) -> Self {
        self.indent = Some(indent.into());
        self
    }
}
