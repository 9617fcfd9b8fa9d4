use super::{Hazard, HazardKind, go_quote};
use crate::change::{Pair, TableChange};
use crate::dialect::{Dialect, TypeChange};
use crate::model::{Check, Column, ForeignKey};

/// What a change of a table puts at risk in the rows that it has, on any database.
pub(crate) fn row_risks(dialect: &dyn Dialect, table: &str, change: &TableChange) -> Vec<Hazard> {
    let table = go_quote(table);
    let risk = |kind, message| vec![Hazard::new(kind, message)];
    match change {
        TableChange::DropColumn(column) if column.generated.is_none() => {
            let mut message = format!("drops column {} of table {table}", go_quote(&column.name));
            if needs_value(column) {
                message += ", and the way back has no value for its rows";
            }
            risk(HazardKind::DataLoss, message)
        }
        TableChange::AddColumn(column) if needs_value(column) => risk(
            HazardKind::DataDependent,
            format!(
                "column {} is NOT NULL and has no default: fails if table {table} has rows",
                go_quote(&column.name)
            ),
        ),
        TableChange::AddColumn(column) if column.generated.is_some() && !column.null => risk(
            HazardKind::DataDependent,
            format!(
                "column {} is NOT NULL and computed: fails if it comes to NULL in a row of table {table}",
                go_quote(&column.name)
            ),
        ),
        TableChange::ModifyColumn(pair) => {
            let column = go_quote(&pair.next.name);
            let mut risks = Vec::new();
            if pair.previous.null && !pair.next.null && pair.next.origin.backfill.is_none() {
                risks.push(Hazard::new(
                    HazardKind::DataDependent,
                    format!("column {column} becomes NOT NULL: fails if a row of table {table} has NULL"),
                ));
            }
            match dialect.type_change(&pair.previous.ty, &pair.next.ty) {
                TypeChange::Same | TypeChange::Widening => {}
                change => {
                    let kind = if change.risks_data() { HazardKind::Narrowing } else { HazardKind::Rewrite };
                    let (previous, next) = (&pair.previous.ty, &pair.next.ty);
                    risks.push(Hazard::new(
                        kind,
                        format!("column {column} of table {table} changes from {previous} to {next}"),
                    ));
                }
            }
            risks
        }
        TableChange::ModifyPrimaryKey(pair) if dialect.same_primary_key(&pair.previous, &pair.next) => {
            Vec::new()
        }
        TableChange::AddPrimaryKey(_) | TableChange::ModifyPrimaryKey(_) => risk(
            HazardKind::DataDependent,
            format!("the primary key fails if rows of table {table} are equal in it, or NULL"),
        ),
        TableChange::AddIndex(index) | TableChange::ModifyIndex(Pair { next: index, .. }) if index.unique => {
            risk(
                HazardKind::DataDependent,
                format!(
                    "unique index {} fails if rows of table {table} are equal in it",
                    go_quote(&index.name)
                ),
            )
        }
        TableChange::AddForeignKey(key) if !key.not_valid && !key.not_enforced => key_risk(&table, key),
        TableChange::ModifyForeignKey(pair)
            if !pair.next.not_valid
                && !pair.next.not_enforced
                && (pair.previous.not_valid || refers_elsewhere(pair)) =>
        {
            key_risk(&table, &pair.next)
        }
        TableChange::AddCheck(check) | TableChange::ModifyCheck(Pair { next: check, .. })
            if check.enforced && !check.not_valid =>
        {
            risk(
                HazardKind::DataDependent,
                format!("check {} fails if a row of table {table} breaks it", called(check)),
            )
        }
        _ => Vec::new(),
    }
}

fn key_risk(table: &str, key: &ForeignKey) -> Vec<Hazard> {
    vec![Hazard::new(
        HazardKind::DataDependent,
        format!("foreign key {} fails if a row of table {table} breaks it", go_quote(&key.name)),
    )]
}

/// Whether rows that satisfy a key may break what becomes of it.
fn refers_elsewhere(pair: &Pair<ForeignKey>) -> bool {
    let Pair { previous, next } = pair;
    previous.columns != next.columns
        || previous.references != next.references
        || previous.ref_columns != next.ref_columns
        || previous.match_kind != next.match_kind
}

/// Whether rows that exist have no value for a new column.
fn needs_value(column: &Column) -> bool {
    !column.null
        && column.default.is_none()
        && column.generated.is_none()
        && column.identity.is_none()
        && !column.auto_increment
        && !column.ty.name.ends_with("serial")
        && column.origin.backfill.is_none()
}

/// A check by its name, or by what it says where it has none.
fn called(check: &Check) -> String {
    match check.name.as_str() {
        "" => format!("({})", check.expr),
        name => go_quote(name),
    }
}
