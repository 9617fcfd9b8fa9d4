//! What carried objects bring that columns, indexes and texts name otherwise than the objects are called: collations, and
//! the types of several ranges that come with range types. What names them comes after the object does, and goes before it.

use super::calls::called;
use crate::change::{Change, Pair, TableChange};
use crate::dialect::Dialect;
use crate::model::{Collation, Column, DataType, Expr, Index, Object, Table, View};
use crate::replay::{Name, Texts, TypePlaces};

/// Adds edges between what names something that comes or goes with a carried object, and that object.
pub(super) fn links(dialect: &dyn Dialect, changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    let texts = Texts::new(dialect);
    for (at, change) in changes.iter().enumerate() {
        let (schema, object, comes) = match change {
            Change::AddObject { schema, object } => (schema, object, true),
            Change::DropObject { schema, object } => (schema, object, false),
            _ => continue,
        };
        let Some(brought) = Brought::by(dialect, schema, object) else { continue };
        for (other, user) in changes.iter().enumerate().filter(|(other, _)| *other != at) {
            let home = user.schema().unwrap_or_default();
            let names_it = |Pair { previous, next }: Pair<Uses<'_>>| {
                let [before, after] = [previous, next].map(|uses| uses.are_of(texts, home, &brought));
                if comes { after && !before } else { before && !after }
            };
            if !of(user).into_iter().any(names_it) {
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

/// What a carried object brings, by its schema and name.
enum Brought {
    Collation(String, String),
    Type(String, String),
}

impl Brought {
    fn by(dialect: &dyn Dialect, schema: &str, object: &Object) -> Option<Self> {
        if let Some(name) = object.as_collation() {
            return Some(Self::Collation(schema.to_owned(), name.to_owned()));
        }
        let Name { schema: home, name } = dialect.brought_type(object)?;
        Some(Self::Type(home.unwrap_or_else(|| schema.to_owned()), name))
    }
}

/// What may name something.
#[derive(Default)]
struct Uses<'a> {
    types: Vec<&'a DataType>,
    collations: Vec<&'a Collation>,
    texts: Vec<&'a str>,
}

impl<'a> Uses<'a> {
    /// Whether any names it, from a table in `home`.
    fn are_of(&self, texts: Texts<'_>, home: &str, brought: &Brought) -> bool {
        match brought {
            Brought::Collation(schema, name) => {
                let is_it = |collation: &&Collation| {
                    collation.name == *name && collation.schema.as_deref().unwrap_or(home) == schema
                };
                let uses = |text: &str| texts.collation_uses(text, (schema, name));
                self.collations.iter().any(is_it)
                    || self.texts.iter().map(|text| uses(text)).any(|uses| uses.full || uses.bare)
            }
            Brought::Type(schema, name) => {
                let is_it =
                    |ty: &&DataType| ty.name == *name && ty.schema.as_deref().unwrap_or(home) == schema;
                let uses = |text: &str| texts.type_uses(text, (schema, name), TypePlaces::All);
                self.types.iter().any(is_it)
                    || self.texts.iter().map(|text| uses(text)).any(|uses| uses.full || uses.bare)
            }
        }
    }

    fn column(mut self, column: &'a Column) -> Self {
        self.types.push(&column.ty);
        self.collations.extend(&column.collation);
        self
    }

    fn index(mut self, index: &'a Index) -> Self {
        self.collations.extend(index.parts.iter().filter_map(|part| part.collation.as_ref()));
        self
    }

    fn texts(mut self, texts: impl IntoIterator<Item = &'a Expr>) -> Self {
        self.texts.extend(texts.into_iter().map(Expr::as_str));
        self
    }

    fn text(text: &'a str) -> Self {
        Self { texts: vec![text], ..Self::default() }
    }

    fn of_table(table: &'a Table) -> Self {
        let uses = table.columns.iter().fold(Self::default(), Self::column);
        let mut uses = table.indexes.iter().fold(uses, Self::index).texts(table.exprs());
        uses.texts.extend(table.options.partition_by.as_deref());
        uses
    }

    fn of_view(view: &'a View) -> Self {
        let uses = view.indexes.iter().fold(Self::default(), Self::index);
        uses.texts(view.indexes.iter().flat_map(Index::exprs)).texts([&view.definition])
    }
}

/// What each part of a change names, before and after.
fn of(change: &Change) -> Vec<Pair<Uses<'_>>> {
    let none = Uses::default;
    match change {
        Change::AddTable { table, .. } => vec![Pair::new(none(), Uses::of_table(table))],
        Change::DropTable { table, .. } => vec![Pair::new(Uses::of_table(table), none())],
        Change::AddView { view, .. } => vec![Pair::new(none(), Uses::of_view(view))],
        Change::DropView { view, .. } => vec![Pair::new(Uses::of_view(view), none())],
        Change::ModifyView { view, .. } => vec![view.as_ref().map(Uses::of_view)],
        Change::AddObject { object, .. } => vec![Pair::new(none(), Uses::text(&object.text))],
        Change::DropObject { object, .. } => vec![Pair::new(Uses::text(&object.text), none())],
        Change::ModifyObject { object, .. } => vec![object.as_ref().map(|object| Uses::text(&object.text))],
        Change::ModifyTable(modify) => modify.changes.iter().map(of_table_change).collect(),
        _ => Vec::new(),
    }
}

fn of_table_change(change: &TableChange) -> Pair<Uses<'_>> {
    let none = Uses::default;
    let Pair { previous, next } = match change {
        TableChange::AddColumn(column) => Pair::new(none(), none().column(column)),
        TableChange::DropColumn(column) => Pair::new(none().column(column), none()),
        TableChange::ModifyColumn(pair) => pair.as_ref().map(|column| none().column(column)),
        TableChange::AddIndex(index) => Pair::new(none(), none().index(index)),
        TableChange::DropIndex(index) => Pair::new(none().index(index), none()),
        TableChange::ModifyIndex(pair) => pair.as_ref().map(|index| none().index(index)),
        _ => Pair::new(none(), none()),
    };
    let texts = called(change);
    Pair::new(previous.texts(texts.previous), next.texts(texts.next))
}
