use super::PlanOptions;
use crate::change::Pair;
use crate::model::{Realm, Schema, TableRef};

/// What a planner knows beside the changes.
#[derive(Clone, Copy, Debug)]
pub struct PlanContext<'a> {
    /// The state before all changes.
    pub previous: &'a Realm,
    /// The state after all changes.
    pub next: &'a Realm,
    /// How statements are written.
    pub options: &'a PlanOptions,
}

impl<'a> PlanContext<'a> {
    /// What is known on the way back.
    #[must_use]
    pub fn swapped(&self) -> Self {
        Self { previous: self.next, next: self.previous, options: self.options }
    }

    /// The name that objects of `schema` are qualified with; empty for none.
    pub fn qualifier<'b>(&'b self, schema: &'b str) -> &'b str {
        self.options.qualifier.as_deref().unwrap_or(schema)
    }

    /// The indent of lines in a CREATE TABLE.
    pub fn indent(&self) -> Option<&'a str> {
        self.options.indent.as_deref()
    }

    /// The schema after all changes, or the one before if it goes.
    pub fn schema(&self, name: &str) -> Option<&'a Schema> {
        self.next.schema(name).or_else(|| self.previous.schema(name))
    }

    /// The schema before the plan and after it, each as the other where it is on one side only.
    pub fn schemas(&self, name: &str) -> Pair<Option<&'a Schema>> {
        let (previous, next) = (self.previous.schema(name), self.next.schema(name));
        Pair::new(previous.or(next), next.or(previous))
    }

    /// Whether the table is there before the plan, under this name or under the one that it is
    /// renamed from.
    pub fn existed(&self, schema: &str, table: &str) -> bool {
        let was = |name: &str| self.previous.table(&TableRef::new(schema, name)).is_some();
        let renamed = self
            .next
            .table(&TableRef::new(schema, table))
            .and_then(|table| table.origin.renamed_from.as_deref());
        was(table) || renamed.is_some_and(was)
    }
}
