use super::staying::{staying, tables};
use super::{AuthorError, Held, losses, replay};
use crate::change::{Change, TableChange};
use crate::dialect::Dialect;
use crate::diff::{Diff, DiffOptions, Undeclared, diff};
use crate::dir::{Migration, Script};
use crate::model::{EnumType, Origin, Realm};
use crate::plan::{Plan, PlanOptions, plan};
use crate::sql::split;

/// How much of a migration was applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// So many statements, and no more.
    Statements(usize),
}

/// The way back over one migration.
#[derive(Clone, Debug)]
pub struct WayBack {
    /// The migration's own file for it, if it has one and all of it is to be undone.
    pub script: Option<Script>,
    /// The statements worked out from the directory, where there is no file.
    pub plan: Plan,
    /// What may be lost, if there is anything in it.
    pub doubts: Vec<Doubt>,
    /// Statements of the migration that changed rows of tables that stay, with their delimiters: no plan takes that back.
    pub staying: Vec<String>,
}

/// Data that the way back would lose, unless there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What is at stake, in a sentence: `column "age" of "users" would be dropped`.
    pub message: String,
    /// A query for one truth value: whether nothing is lost.
    pub check: String,
}

/// What leads back over `migration`, which comes after `before` and of which `extent` was applied: its own way down, or
/// else what the directory says that it changed.
///
/// Tables and columns that the migration renamed are renamed back.
///
/// # Errors
/// When a file can't be replayed, or the way back can't be planned.
pub fn way_back(
    dialect: &dyn Dialect,
    before: &[Migration],
    migration: &Migration,
    extent: Extent,
) -> Result<WayBack, AuthorError> {
    let mut replay = replay(dialect, before)?;
    let mut start = replay.realm().clone();
    replay.follow_renames();
    let up = &migration.up;
    replay.run(&up.file, applied(dialect, up, extent)).map_err(Box::new)?;
    let options = DiffOptions { objects: Undeclared::Manage, ..DiffOptions::default() };
    if let (Some(down), Extent::Whole) = (&migration.down, extent) {
        let after = replay.realm().clone();
        replay.follow_renames();
        replay.run(&down.file, &down.text).map_err(Box::new)?;
        let end = replay.into_realm();
        let Diff { changes, .. } = diff(dialect, &after, &end, &options);
        let doubts = doubts(dialect, &end, &changes);
        return Ok(WayBack {
            script: Some(down.clone()),
            plan: Plan::default(),
            doubts,
            staying: Vec::new(),
        });
    }
    let after = replay.into_realm();
    let mut stay = tables(&start);
    name_back(&mut start, &after);
    stay.append(&mut tables(&start));
    let staying = staying(dialect, applied(dialect, up, extent), &stay);
    let Diff { changes, .. } = diff(dialect, &after, &start, &options);
    let doubts = doubts(dialect, &start, &changes);
    let plan = plan(dialect, &after, &start, changes, &PlanOptions::default())?;
    Ok(WayBack { script: None, plan, doubts, staying })
}

/// The part of a script that was applied.
pub(super) fn applied<'t>(dialect: &dyn Dialect, script: &'t Script, extent: Extent) -> &'t str {
    let Extent::Statements(count) = extent else { return &script.text };
    let statements = split(&script.text, dialect.syntax()).unwrap_or_default();
    let end = count.checked_sub(1).and_then(|last| statements.get(last)).map_or(0, |last| last.span.end);
    script.text.get(..end).unwrap_or_default()
}

/// Tells `start` by which names its tables, columns and enum types go in `after`.
fn name_back(start: &mut Realm, after: &Realm) {
    for schema in &after.schemas {
        let Some(home) = start.schema_mut(&schema.name) else { continue };
        for table in &schema.tables {
            let before = before(&table.name, &table.origin);
            let Some(renamed) = home.table_mut(before) else { continue };
            renamed.origin.renamed_from = Some(table.name.clone());
            for column in &table.columns {
                let before = self::before(&column.name, &column.origin);
                if let Some(renamed) = renamed.columns.iter_mut().find(|column| column.name == before) {
                    renamed.origin.renamed_from = Some(column.name.clone());
                }
            }
        }
        for ty in &schema.enums {
            let before = before(&ty.name, &ty.origin);
            if let Some(renamed) = home.enums.iter_mut().find(|ty| ty.name == before) {
                renamed.origin.renamed_from = Some(ty.name.clone());
                values_back(renamed, ty);
            }
        }
    }
}

/// Tells `start` which of its values go by which names in `after`. What has come since goes again, which the database
/// refuses as long as a row has it.
fn values_back(start: &mut EnumType, after: &EnumType) {
    let stays = |value: &String| after.origin.renamed_values.iter().find(|(_, now)| now == value);
    for value in &after.values {
        match stays(value) {
            // Two values do not become one unasked.
            Some((before, _)) if before != value && after.values.contains(before) => {}
            Some((before, now)) if before != now => {
                start.origin.renamed_values.push((now.clone(), before.clone()));
            }
            Some(_) => {}
            None => start.origin.drops.push(value.clone()),
        }
    }
}

fn before<'a>(name: &'a str, origin: &'a Origin) -> &'a str {
    origin.renamed_from.as_deref().unwrap_or(name)
}

/// What `changes` would lose, each with the query that tells whether there is anything.
fn doubts(dialect: &dyn Dialect, next: &Realm, changes: &[Change]) -> Vec<Doubt> {
    let losses = losses(dialect, next, changes, &[]).into_iter();
    losses
        .flat_map(|loss| {
            let message = loss.message;
            loss.held.into_iter().map(move |held| (message.clone(), present(changes, held)))
        })
        .map(|(message, held)| Doubt { message, check: is_empty(dialect, &held) })
        .collect()
}

fn is_empty(dialect: &dyn Dialect, held: &Held) -> String {
    let table = dialect.qualified(&held.table.schema, &held.table.table);
    let values = held.column.as_deref().map(|column| format!(" WHERE {} IS NOT NULL", dialect.quote(column)));
    let alias = dialect.quote("is_empty");
    format!("SELECT NOT EXISTS (SELECT 1 FROM {table}{}) AS {alias}", values.unwrap_or_default())
}

/// The place by its names before the changes.
fn present(changes: &[Change], mut held: Held) -> Held {
    let (table, column) = (&held.table, &held.column);
    let of_table = |change: &TableChange| match change {
        TableChange::RenameColumn(pair) if Some(&pair.next.name) == column.as_ref() => {
            Some(pair.previous.name.clone())
        }
        _ => None,
    };
    let column = changes.iter().find_map(|change| match change {
        Change::ModifyTable(modify)
            if modify.schema == table.schema && modify.table.next.name == table.table =>
        {
            modify.changes.iter().find_map(of_table)
        }
        _ => None,
    });
    let name = changes.iter().find_map(|change| match change {
        Change::RenameTable { schema, names } if *schema == table.schema && names.next == table.table => {
            Some(names.previous.clone())
        }
        _ => None,
    });
    held.column = column.or(held.column);
    held.table.table = name.unwrap_or(held.table.table);
    held
}
