use std::collections::BTreeMap;

use ent_engine::model::{Check, Deferrable, Expr, ForeignKey, MatchKind, ReferentialAction, TableRef};

use super::{Catalog, numbers, strings};
use crate::Result;
use crate::connection::Row;

/// A constraint that an index serves.
pub(super) struct Served {
    pub(super) kind: ServedKind,
    pub(super) name: String,
    pub(super) comment: Option<String>,
    pub(super) deferrable: Option<Deferrable>,
    /// Operator of each part of an exclusion constraint.
    pub(super) operators: Vec<String>,
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
        for (_, parent, table, mut row) in constraints {
            if parent.is_some_and(|parent| tables.get(&parent) == Some(&table)) {
                continue;
            }
            let (index, name, kind) = (row.int()?, row.text()?, row.text()?);
            let columns = numbers(&mut row)?;
            let (target_schema, target, target_name) = (row.maybe(), row.maybe_int()?, row.maybe());
            let target_columns = self.column_names(target.unwrap_or_default(), &numbers(&mut row)?);
            let foreign_columns = strings(&mut row)?;
            let (on_update, on_delete) = (action(&row.text()?), action(&row.text()?));
            let match_kind = match_kind(&row.text()?);
            let (is_deferrable, is_deferred, is_valid) = (row.flag(), row.flag(), row.flag());
            let (no_inherit, enforced, condition, comment) =
                (row.flag(), row.flag(), row.maybe(), row.maybe());
            let (operators, set_columns) = (strings(&mut row)?, numbers(&mut row)?);
            let deferrable = is_deferrable.then_some(match is_deferred {
                true => Deferrable::InitiallyDeferred,
                false => Deferrable::InitiallyImmediate,
            });
            let served_kind = match kind.as_str() {
                "p" => Some(ServedKind::PrimaryKey),
                "u" => Some(ServedKind::Unique),
                "x" => Some(ServedKind::Exclusion),
                _ => None,
            };
            if let Some(kind) = served_kind {
                self.served.insert(index, Served { kind, name, comment, deferrable, operators });
                continue;
            }
            match kind.as_str() {
                "f" => {
                    let schema = self.names.in_realm(target_schema.unwrap_or_default());
                    let key = ForeignKey {
                        name,
                        columns: self.column_names(table, &columns),
                        references: TableRef::new(schema, target_name.unwrap_or_default()),
                        ref_columns: if foreign_columns.is_empty() {
                            target_columns
                        } else {
                            foreign_columns
                        },
                        on_update,
                        on_delete,
                        on_delete_columns: self.column_names(table, &set_columns),
                        deferrable,
                        match_kind,
                        not_valid: !is_valid,
                        comment,
                        ..ForeignKey::default()
                    };
                    if let Some(table) = self.table(table) {
                        table.foreign_keys.push(key);
                    }
                }
                _ => {
                    let expr = Expr::new(condition.unwrap_or_default());
                    let not_valid = !is_valid;
                    let check = Check { enforced, no_inherit, not_valid, comment, ..Check::new(name, expr) };
                    if let Some(table) = self.table(table) {
                        table.checks.push(check);
                    }
                }
            }
        }
        Ok(())
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
