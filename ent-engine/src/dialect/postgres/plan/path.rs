//! The search path under which the texts of an object were written.

use std::borrow::Cow;

use super::super::Postgres;
use super::super::replay::{default_from, drawn_from};
use crate::change::{Change, Pair};
use crate::dialect::{Dialect, ReplayRules};
use crate::model::{Column, Expr, Object, Origin};
use crate::plan::{SessionSetting, Statement, join_settings};

/// Sets the path to what the session began with.
pub(super) const RESET: &str = "SET search_path TO DEFAULT";

impl Postgres {
    /// The statement that sets a search path; `None` for that of the session.
    pub(super) fn set_path(&self, path: Option<&[String]>) -> String {
        match path {
            None => RESET.to_owned(),
            Some([]) => "SET search_path TO ''".to_owned(),
            Some(path) => {
                let names: Vec<String> = path
                    .iter()
                    .map(|schema| if schema.is_empty() { "public" } else { schema })
                    .map(|schema| self.quote(schema))
                    .collect();
                format!("SET search_path TO {}", names.join(", "))
            }
        }
    }

    /// The statements of a change under the search path that its texts were written under, there and back.
    pub(super) fn under_path(&self, change: &Change, statements: Vec<Statement>) -> Vec<Statement> {
        let Some(path) = path_of_change(change).filter(|_| !statements.is_empty()) else { return statements };
        let set = self.set_path(Some(&path));
        SessionSetting {
            set: (set, "look for names where the next statements do"),
            reset: (RESET, "look for names as before"),
        }
        .around(statements)
    }
}

/// Appends statements; where they begin with the path that the others end with, it stays set.
pub(super) fn join(statements: &mut Vec<Statement>, next: Vec<Statement>) {
    join_settings(statements, next, RESET);
}

impl Postgres {
    /// A column as it means the same under the path that its table is made and altered under.
    pub(super) fn column_under_path<'c>(
        &self,
        schema: &str,
        origin: &Origin,
        column: &'c Column,
    ) -> Cow<'c, Column> {
        let default = column.default.as_ref();
        match default.and_then(|default| self.default_under_path(schema, origin, default)) {
            None => Cow::Borrowed(column),
            default => Cow::Owned(Column { default, ..column.clone() }),
        }
    }

    /// The default that means the same under such a path, where it has to be another: a sequence named alone is one of the
    /// connection's schema, whatever the path finds first.
    pub(super) fn default_under_path(&self, schema: &str, origin: &Origin, default: &Expr) -> Option<Expr> {
        path_of(schema, origin).filter(|path| !path.is_empty())?;
        let drawn = drawn_from(default).filter(|drawn| drawn.schema.is_none())?;
        Some(default_from(self.naming().own_schema, &drawn.name))
    }
}

fn path_of_change(change: &Change) -> Option<Vec<String>> {
    match change {
        Change::AddTable { schema, table } | Change::DropTable { schema, table } => {
            path_of(schema, &table.origin)
        }
        Change::ModifyTable(modify) => path_of(&modify.schema, &modify.table.next.origin),
        Change::AddView { schema, view } | Change::DropView { schema, view } => path_of(schema, &view.origin),
        Change::ModifyView { schema, view } => path_of(schema, &view.next.origin),
        Change::AddObject { schema, object }
        | Change::DropObject { schema, object }
        | Change::ModifyObject { schema, object: Pair { next: object, .. } } => of_object(schema, object),
        _ => None,
    }
}

/// A carried object is made as it was written, under the whole path; what stands in the schema of the connection is
/// named without one where it is dropped.
pub(super) fn of_object(schema: &str, object: &Object) -> Option<Vec<String>> {
    let mut path = object.origin.search_path.clone()?;
    if schema.is_empty() && !path.iter().any(String::is_empty) {
        path.push(String::new());
    }
    Some(path)
}

/// The search path under which an object's own texts are read: its schema first, where it stands in none by name.
pub(super) fn path_of(schema: &str, origin: &Origin) -> Option<Vec<String>> {
    let mut path = origin.search_path.clone()?;
    if schema.is_empty() && path.first().is_none_or(|first| !first.is_empty()) {
        path.insert(0, String::new());
    } else if !path.is_empty() && !path.iter().any(String::is_empty) {
        // What stands in the schema of the connection is named without one.
        path.push(String::new());
    }
    Some(path)
}
