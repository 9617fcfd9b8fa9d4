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
        self.facts.refs.push(ColumnRef {
            from: token.offset,
            to: token.end(),
            relation,
            column,
            item_end: None,
        });
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
        let naming = self.dialect.naming();
        let scopes = || scopes.iter().rev();
        let source = match &name.schema {
            None => {
                let whole = |source: &&Source| naming.tables.same(&source.name, &name.name);
                if let Some(source) = scopes().find_map(|scope| scope.iter().find(whole)) {
                    return source.relation.clone();
                }
                let has = |source: &&Source| {
                    source.columns.iter().flatten().any(|column| naming.columns.same(column, &name.name))
                };
                scopes().find_map(|scope| scope.iter().find(has))
            }
            Some(owner) => {
                let is_it = |source: &&Source| naming.tables.same(&source.name, owner);
                scopes().find_map(|scope| scope.iter().find(is_it))
            }
        }?;
        let relation = source.relation.as_ref()?;
        let column = self.state.table(relation)?.column(&name.name)?;
        self.dialect.row_of_type(self.state, &relation.schema, &column.ty)
    }
}
