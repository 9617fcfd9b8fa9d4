use serde::{Deserialize, Serialize};

use super::{Expr, Index, Origin, TableRef};

/// View, plain or materialized.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct View {
    /// Name.
    pub name: String,
    /// Column names, where the view lists them.
    pub columns: Vec<String>,
    /// The query.
    pub definition: Expr,
    /// Other options by name: `security_barrier`, `check option`, `algorithm`, `sql security`.
    pub options: Vec<(String, String)>,
    /// Whether rows are kept (PostgreSQL).
    pub materialized: bool,
    /// Tables and views that the query reads, as far as they are known.
    pub depends_on: Vec<TableRef>,
    /// Indexes of a materialized view.
    pub indexes: Vec<Index>,
    /// Comment.
    pub comment: Option<String>,
    /// Where it came from.
    pub origin: Origin,
}

impl View {
    /// The word for the kind in selectors of patterns: `*[type=view]`.
    pub const fn selector(&self) -> &'static str {
        if self.materialized { "materialized" } else { "view" }
    }

    /// The view with the options and the indexes of `previous`, where it tells none of its own.
    #[must_use]
    pub fn keeping(mut self, previous: &Self) -> Self {
        if self.options.is_empty() {
            self.options.clone_from(&previous.options);
        }
        if self.indexes.is_empty() {
            self.indexes.clone_from(&previous.indexes);
        }
        self
    }
}
