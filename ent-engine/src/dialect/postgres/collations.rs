//! Collations, which live in schemas.

use super::Postgres;
use crate::dialect::{Dialect, ReplayRules};
use crate::model::{Collation, IndexPart};
use crate::plan::PlanContext;
use crate::replay::{Name, Problem, Reader};

/// The schema of what the server brings.
const SERVERS: &str = "pg_catalog";

impl Collation {
    /// A collation as it is written. One that the server brings has no schema.
    pub(in crate::dialect::postgres) fn read(reader: &mut Reader<'_>) -> Result<Self, Problem> {
        let Name { schema, name } = reader.name()?;
        Ok(Self { schema: schema.filter(|schema| schema != SERVERS), name })
    }
}

impl Postgres {
    /// Whether the server brings a collation of the name, which comes before any of a search path.
    pub(super) fn has_collation(name: &str) -> bool {
        matches!(name, "default" | "C" | "POSIX" | "ucs_basic" | "unicode" | "pg_c_utf8" | "pg_unicode_fast")
            || name.ends_with("-x-icu")
    }

    /// What a table in `schema` sorts by, as a statement names it; one of the user's own is qualified as tables are.
    pub(super) fn collation(&self, context: &PlanContext<'_>, schema: &str, collation: &Collation) -> String {
        let home = match collation.schema.as_deref() {
            Some(home) if home == schema => context.qualifier(home),
            home => home.unwrap_or_default(),
        };
        let is_hidden = home.is_empty() && collation.schema.is_some() && Self::has_collation(&collation.name);
        self.qualified(if is_hidden { self.naming().own_schema } else { home }, &collation.name)
    }
}

/// Whether two collations are the same, as far as they say; none is that of the type.
pub(super) fn same(previous: Option<&Collation>, next: Option<&Collation>) -> bool {
    match (previous, next) {
        (Some(previous), Some(next)) => previous.may_be(next),
        (previous, next) => previous.is_none() && next.is_none(),
    }
}

/// Whether two parts of indexes are sorted by the same, whatever they say of the default.
pub(super) fn sorts_same(previous: &IndexPart, next: &IndexPart) -> bool {
    let said = |part: &'_ IndexPart| part.collation.clone().filter(|collation| collation.name != "default");
    same(said(previous).as_ref(), said(next).as_ref())
}
