//! Collations that columns, indexes and expressions of tables sort by: these come after the collation does, and go before
//! it.

use super::calls::called;
use crate::change::{Change, Pair, TableChange};
use crate::dialect::Dialect;
use crate::model::{Collation, Expr, Index, Table, View};
use crate::replay::Texts;

/// Adds edges between what sorts by a collation that goes or comes, and that collation.
pub(super) fn links(dialect: &dyn Dialect, changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    let texts = Texts::new(dialect);
    for (at, change) in changes.iter().enumerate() {
        let (schema, name, comes) = match change {
            Change::AddObject { schema, object } => (schema, object.as_collation(), true),
            Change::DropObject { schema, object } => (schema, object.as_collation(), false),
            _ => continue,
        };
        let Some(name) = name else { continue };
        for (other, user) in changes.iter().enumerate() {
            let is_of = |uses: Pair<Uses<'_>>| {
                let home = user.schema().unwrap_or_default();
                let Pair { previous, next } = uses;
                let [before, after] = [previous, next].map(|uses| uses.are_of(texts, home, (schema, name)));
                if comes { after && !before } else { before && !after }
            };
            if !of(user).into_iter().any(is_of) {
                continue;
            }
            if comes {
                edge(other, at);
            } else {
                edge(at, other);
            }
        }
    }
}

/// What may name a collation.
#[derive(Default)]
struct Uses<'a> {
    named: Vec<&'a Collation>,
    texts: Vec<&'a str>,
}

impl<'a> Uses<'a> {
    fn new(named: impl IntoIterator<Item = &'a Collation>, texts: &[&'a Expr]) -> Self {
        Self { named: named.into_iter().collect(), texts: texts.iter().map(|text| text.as_str()).collect() }
    }

    /// Whether any names a collation, by its schema and name, from a table in `home`.
    fn are_of(&self, texts: Texts<'_>, home: &str, (schema, name): (&str, &str)) -> bool {
        let is_it = |collation: &&Collation| {
            collation.name == name && collation.schema.as_deref().unwrap_or(home) == schema
        };
        let names_it = |text: &&str| {
            let uses = texts.collation_uses(text, (schema, name));
            uses.full || uses.bare
        };
        self.named.iter().any(is_it) || self.texts.iter().any(names_it)
    }

    fn of_table(table: &'a Table) -> Self {
        let columns = table.columns.iter().filter_map(|column| column.collation.as_ref());
        let named = columns.chain(table.indexes.iter().flat_map(of_index)).collect();
        let texts = table.exprs().map(Expr::as_str);
        Self { named, texts: texts.chain(table.options.partition_by.as_deref()).collect() }
    }

    fn of_view(view: &'a View) -> Self {
        let indexed = view.indexes.iter().flat_map(Index::exprs);
        let texts = indexed.chain([&view.definition]).map(Expr::as_str).collect();
        Self { named: view.indexes.iter().flat_map(of_index).collect(), texts }
    }
}

fn of_index(index: &Index) -> impl Iterator<Item = &Collation> {
    index.parts.iter().filter_map(|part| part.collation.as_ref())
}

/// What each part of a change sorts by, before and after.
fn of(change: &Change) -> Vec<Pair<Uses<'_>>> {
    let none = Uses::default;
    match change {
        Change::AddTable { table, .. } => vec![Pair::new(none(), Uses::of_table(table))],
        Change::DropTable { table, .. } => vec![Pair::new(Uses::of_table(table), none())],
        Change::AddView { view, .. } => vec![Pair::new(none(), Uses::of_view(view))],
        Change::DropView { view, .. } => vec![Pair::new(Uses::of_view(view), none())],
        Change::ModifyView { view, .. } => {
            vec![Pair::new(Uses::of_view(&view.previous), Uses::of_view(&view.next))]
        }
        Change::AddObject { object, .. } if object.as_collation().is_none() => {
            vec![Pair::new(none(), Uses { texts: vec![&object.text], ..none() })]
        }
        Change::DropObject { object, .. } if object.as_collation().is_none() => {
            vec![Pair::new(Uses { texts: vec![&object.text], ..none() }, none())]
        }
        Change::ModifyObject { object, .. } => {
            let Pair { previous, next } = object;
            let text = |text| Uses { texts: vec![text], ..none() };
            vec![Pair::new(text(&previous.text), text(&next.text))]
        }
        Change::ModifyTable(modify) => modify.changes.iter().map(of_table_change).collect(),
        _ => Vec::new(),
    }
}

fn of_table_change(change: &TableChange) -> Pair<Uses<'_>> {
    let texts = called(change);
    let (previous, next): (Vec<_>, Vec<_>) = match change {
        TableChange::AddColumn(next) => (Vec::new(), next.collation.iter().collect()),
        TableChange::DropColumn(previous) => (previous.collation.iter().collect(), Vec::new()),
        TableChange::ModifyColumn(Pair { previous, next }) => {
            (previous.collation.iter().collect(), next.collation.iter().collect())
        }
        TableChange::AddIndex(next) => (Vec::new(), of_index(next).collect()),
        TableChange::DropIndex(previous) => (of_index(previous).collect(), Vec::new()),
        TableChange::ModifyIndex(Pair { previous, next }) => {
            (of_index(previous).collect(), of_index(next).collect())
        }
        _ => (Vec::new(), Vec::new()),
    };
    Pair::new(Uses::new(previous, &texts.previous), Uses::new(next, &texts.next))
}
