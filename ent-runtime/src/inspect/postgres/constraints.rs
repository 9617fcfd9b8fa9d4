use std::collections::BTreeMap;

use ent_engine::model::{Check, Deferrable, Expr, ForeignKey, MatchKind, ReferentialAction};

use super::{Catalog, numbers, strings};
use crate::Result;
use crate::connection::Row;
use crate::connection::row::Fields;

/// A constraint that an index serves.
pub(super) struct Served {
    pub(super) kind: ServedKind,
    pub(super) name: String,
    pub(super) comment: Option<String>,
    pub(super) deferrable: Option<Deferrable>,
    /// Operator of each part of an exclusion constraint.
    pub(super) operators: Vec<String>,
    /// Whether rows may not overlap in its last part.
    pub(super) period: bool,
}

/// A foreign key that is not told yet what it refers to.
pub(super) struct Key {
    /// Oid of the table that has it.
    table: i64,
    /// Oid of the table that it refers to.
    pub(super) target: i64,
    /// Numbers of the columns that it refers to.
    ref_columns: Vec<i64>,
    key: ForeignKey,
}

/// What an index serves.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum ServedKind {
    PrimaryKey,
    Unique,
    Exclusion,
}

impl Catalog {
    /// Foreign keys and checks; those that indexes serve are kept for the indexes.
    ///
    /// Left out are those that the server makes on the side of the table referred to, when that one is partitioned: they
    /// are on the same table as the one that they come from.
    pub(super) fn constraints(&mut self, rows: Vec<Row>) -> Result<()> {
        let mut constraints = Vec::with_capacity(rows.len());
        for row in rows {
            let mut row = row.fields("reading the constraints");
            constraints.push((row.int()?, row.maybe_int()?, row.int()?, row));
        }
        let tables: BTreeMap<i64, i64> = match constraints.iter().any(|(_, parent, ..)| parent.is_some()) {
            true => constraints.iter().map(|(oid, _, table, _)| (*oid, *table)).collect(),
            false => BTreeMap::new(),
        };
        for (oid, parent, table, row) in constraints {
            if parent.is_some_and(|parent| tables.get(&parent) == Some(&table)) {
                continue;
            }
            self.constraint(oid, table, row)?;
        }
        Ok(())
    }

    fn constraint(&mut self, oid: i64, table: i64, mut row: Fields<'_>) -> Result<()> {
        let comment = self.comments.take_of_constraint(oid);
        let (index, name, kind) = (row.int()?, row.text()?, row.text()?);
        let (columns, target, ref_columns) = (numbers(&mut row)?, row.int()?, numbers(&mut row)?);
        let (on_update, on_delete) = (action(&row.text()?), action(&row.text()?));
        let match_kind = match_kind(&row.text()?);
        let (is_deferrable, is_deferred, is_valid) = (row.flag(), row.flag(), row.flag());
        let (no_inherit, enforced, condition) = (row.flag(), row.flag(), row.maybe());
        let (operators, set_columns, period) = (strings(&mut row)?, numbers(&mut row)?, row.flag());
        let deferrable = is_deferrable.then_some(match is_deferred {
            true => Deferrable::InitiallyDeferred,
            false => Deferrable::InitiallyImmediate,
        });
        let served = |kind| Served {
            kind,
            name: name.clone(),
            comment: comment.clone(),
            deferrable,
            operators,
            period,
        };
        match kind.as_str() {
            "p" => drop(self.served.insert(index, served(ServedKind::PrimaryKey))),
            "u" => drop(self.served.insert(index, served(ServedKind::Unique))),
            "x" => drop(self.served.insert(index, served(ServedKind::Exclusion))),
            "f" if self.tables.contains_key(&table) => {
                let key = ForeignKey {
                    name,
                    columns: self.column_names(table, &columns),
                    on_update,
                    on_delete,
                    on_delete_columns: self.column_names(table, &set_columns),
                    deferrable,
                    match_kind,
                    period,
                    not_valid: enforced && !is_valid,
                    not_enforced: !enforced,
                    comment,
                    ..ForeignKey::default()
                };
                self.keys.push(Key { table, target, ref_columns, key });
            }
            _ => {
                let expr = Expr::new(condition.unwrap_or_default());
                let not_valid = enforced && !is_valid;
                let check = Check { enforced, no_inherit, not_valid, comment, ..Check::new(name, expr) };
                if let Some(table) = self.table(table) {
                    table.checks.push(check);
                }
            }
        }
        Ok(())
    }

    /// Gives tables their foreign keys, and sorts these and the checks by name.
    pub(super) fn place_keys(&mut self) {
        for Key { table, target, ref_columns, mut key } in std::mem::take(&mut self.keys) {
            // One that is gone by now took the key along.
            let Some(references) = self.relation(target) else { continue };
            key.references = references;
            key.ref_columns = self.column_names(target, &ref_columns);
            if let Some(table) = self.table(table) {
                table.foreign_keys.push(key);
            }
        }
        for table in self.realm.schemas.iter_mut().flat_map(|schema| &mut schema.tables) {
            table.foreign_keys.sort_by(|a, b| a.name.cmp(&b.name));
            table.checks.sort_by(|a, b| a.name.cmp(&b.name));
        }
    }
}

fn action(code: &str) -> ReferentialAction {
    match code {
        "r" => ReferentialAction::Restrict,
        "c" => ReferentialAction::Cascade,
        "n" => ReferentialAction::SetNull,
        "d" => ReferentialAction::SetDefault,
        _ => ReferentialAction::NoAction,
    }
}

fn match_kind(code: &str) -> MatchKind {
    match code {
        "f" => MatchKind::Full,
        "p" => MatchKind::Partial,
        _ => MatchKind::Simple,
    }
}
