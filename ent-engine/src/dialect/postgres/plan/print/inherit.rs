//! What a table has of its parents.

use super::super::clauses::{integer_of, is_serial};
use super::super::column::sequence_name;
use super::Printer;
use crate::dialect::Dialect;
use crate::dialect::postgres::replay::drawn_from;
use crate::model::{Check, Column, ColumnSettings, Expr, Schema, Table};
use crate::plan::{Statement, go_quote};

impl Printer<'_> {
    pub(super) fn parents<'t>(&'t self, table: &'t Table) -> impl Iterator<Item = &'t Table> {
        table.options.inherits.iter().filter_map(|parent| self.context.next.table(parent))
    }

    /// Whether the columns of the parents come first, as where a table is made with them.
    pub(super) fn inherits_at_once(&self, table: &Table) -> bool {
        let mut inherited: Vec<&str> = Vec::new();
        for column in self.parents(table).flat_map(|parent| &parent.columns) {
            if !inherited.contains(&column.name.as_str()) {
                inherited.push(&column.name);
            }
        }
        // A default of the parent's would come along.
        let has_default = |column: &Column| column.default.is_some() || is_serial(&column.ty);
        let loses_default = table.columns.iter().any(|column| {
            let parents = self.parents(table).filter_map(|parent| parent.column(&column.name));
            !has_default(column) && parents.into_iter().any(has_default)
        });
        !table.options.inherits.is_empty()
            && !loses_default
            && !self.gives_to_parents(table)
            && inherited.len() <= table.columns.len()
            && table.columns.iter().zip(&inherited).all(|(column, name)| column.name == *name)
    }

    /// Whether a table above draws on a sequence that comes with this one, which is made first then.
    fn gives_to_parents(&self, table: &Table) -> bool {
        let serials = table.columns.iter().filter(|column| is_serial(&column.ty));
        let given: Vec<String> = serials.map(|column| sequence_name(&table.name, &column.name)).collect();
        let draws = |parent: &Table| {
            let defaults = parent.columns.iter().filter_map(|column| column.default.as_ref());
            let mut drawn = defaults.filter_map(drawn_from);
            drawn.any(|sequence| given.contains(&sequence.name))
        };
        let mut open: Vec<&Table> = self.parents(table).collect();
        let mut seen = 0;
        while let Some(parent) = open.get(seen).copied() {
            if draws(parent) {
                return true;
            }
            seen += 1;
            let above: Vec<&Table> = self.parents(parent).collect();
            open.extend(
                above
                    .into_iter()
                    .filter(|table| !open.iter().any(|known| std::ptr::eq(*known, *table)))
                    .collect::<Vec<_>>(),
            );
        }
        false
    }

    /// Whether a table says more of a column than its parents do.
    pub(super) fn is_own(&self, table: &Table, column: &Column) -> bool {
        let bare = |column: &Column| Column {
            comment: None,
            identity: None,
            settings: ColumnSettings::default(),
            ty: integer_of(&column.ty),
            default: if is_serial(&column.ty) { None } else { column.default.clone() },
            ..column.clone()
        };
        let mut inherited = self.parents(table).filter_map(|parent| parent.column(&column.name));
        match inherited.next() {
            None => true,
            Some(_) if column.origin.is_local == Some(true) => true,
            Some(first) if column.origin.is_local == Some(false) && inherited.next().is_none() => {
                // What else is another than the parent's, a statement of its own says.
                let like = Column { null: first.null, default: None, ..bare(column) };
                column.identity.is_some()
                    || is_serial(&column.ty)
                    || like != Column { default: None, ..bare(first) }
            }
            Some(first) => {
                column.identity.is_some()
                    || is_serial(&column.ty)
                    || is_serial(&first.ty) != is_serial(&column.ty) && column.default.is_some()
                    || !is_serial(&first.ty) && bare(first) != bare(column)
            }
        }
    }

    /// Changes the columns that come from the parents alone where they have another default than there, or may have no
    /// NULL.
    pub(super) fn inherited_otherwise(&self, schema: &Schema, table: &Table) -> Vec<Statement> {
        let inherits = self.inherits_at_once(table);
        let mut statements = Vec::new();
        for column in table.columns.iter().filter(|column| inherits && !self.is_own(table, column)) {
            let parent = self.parents(table).find_map(|parent| Some((parent, parent.column(&column.name)?)));
            let Some((parent, first)) = parent else { continue };
            let alter = |change: String| {
                let (name, column) =
                    (self.name(&schema.name, &table.name), self.postgres.quote(&column.name));
                let sql = format!("ALTER TABLE ONLY {name} ALTER COLUMN {column} {change}");
                Statement::new(sql, format!("modify {} table", go_quote(&table.name)))
            };
            match &column.default {
                Some(default) if !comes_with(parent, first, default) => {
                    let default = self.default_sql(schema, table, default);
                    statements.push(alter(format!("SET DEFAULT {default}")));
                }
                _ => {}
            }
            if first.null && !column.null {
                statements.push(alter("SET NOT NULL".to_owned()));
            }
        }
        statements
    }

    pub(super) fn inherits_check(&self, table: &Table, check: &Check) -> bool {
        !check.no_inherit
            && self.parents(table).any(|parent| parent.checks.iter().any(|other| other == check))
    }

    /// Whether a table may have a column without NOT NULL only once it is a child: its parents have it.
    pub(super) fn is_bound_to_parents(&self, table: &Table, column: &Column) -> bool {
        let mut parents = self.parents(table).filter_map(|parent| parent.column(&column.name));
        parents.any(|parent| !parent.null)
    }
}

/// Whether a child gets the default with the column of its parent.
fn comes_with(parent: &Table, column: &Column, default: &Expr) -> bool {
    if !is_serial(&column.ty) {
        return column.default.as_ref() == Some(default);
    }
    drawn_from(default).is_some_and(|drawn| drawn.name == sequence_name(&parent.name, &column.name))
}
