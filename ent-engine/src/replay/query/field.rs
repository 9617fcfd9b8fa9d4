//! Fields of rows: `(f(x)).name`, `(t).name`, `(t.column).name`.

use super::{ColumnRef, Reading, Source};
use crate::model::TableRef;

impl Reading<'_, '_> {
    /// Records the field that is taken of what stands in the parentheses at a place.
    pub(super) fn field(&mut self, open: usize, scopes: &[Vec<Source>]) {
        let close = self.behind(open);
        let Some(column) = self.is_symbol(close, ".").then(|| self.name(close + 1)).flatten() else { return };
        let Some(relation) = self.row(open + 1, close.saturating_sub(1), scopes) else { return };
        let Some(token) = self.token(close + 1) else { return };
        self.facts.refs.push(ColumnRef::at(token, relation, column));
    }

    /// Says of an item of a list that is nothing but a field, and has no name of its own, where one would go.
    pub(super) fn field_item(&mut self, from: usize, to: usize) {
        if !self.is_symbol(from, "(") || self.behind(from) + 2 != to {
            return;
        }
        let Some(end) = to.checked_sub(1).and_then(|last| self.token(last)).map(|token| token.end()) else {
            return;
        };
        if let Some(found) = self.facts.refs.iter_mut().find(|found| found.to == end) {
            found.item_end = Some(end);
        }
    }

    /// The relation, or the composite type, of whose rows the expression between two tokens gives one.
    fn row(&self, from: usize, to: usize, scopes: &[Vec<Source>]) -> Option<TableRef> {
        let (name, end) = self.full_name(from);
        if self.is_symbol(end, "(") && self.behind(end) == to {
            return self.dialect.row_of_function(self.state, &name);
        }
        if end != to || end == from {
            return None;
        }
        let source = match &name.schema {
            None => {
                let tables = self.dialect.naming().tables;
                let whole = |source: &&Source| tables.same(&source.name, &name.name);
                if let Some(source) = scopes.iter().rev().find_map(|scope| scope.iter().find(whole)) {
                    return source.relation.clone();
                }
                self.source_with(scopes, &name.name)
            }
            Some(_) => scopes.iter().rev().find_map(|scope| self.owner(scope, to - 1)),
        }?;
        let relation = source.relation.as_ref()?;
        let column = self.state.table(relation)?.column(&name.name)?;
        self.dialect.row_of_type(self.state, &relation.schema, &column.ty)
    }
}
