//! The actions of one ALTER TABLE: the server reads all of them against the table as it was.

use super::names::CASE;
use super::{charset, checks};
use crate::dialect::Mysql;
use crate::dialect::mysql::diff::is_text;
use crate::model::{Check, Column, Index, ReferentialAction, Table, TableRef};
use crate::replay::{
    ColumnChange, ColumnDef, ConstraintKind, DropKind, Place, Problem, State, TableAction, TableOption, Texts,
};

/// What a name in between begins with; no server allows the sign in a name.
const BETWEEN: char = '\0';

/// The actions so that each can be applied after the one before it.
pub(super) fn arrange(state: &State, place: &TableRef, actions: Vec<TableAction>) -> Vec<TableAction> {
    let Some(table) = state.table(place) else { return actions };
    let mut added: Vec<String> = Vec::new();
    let mut actions: Vec<TableAction> =
        actions.into_iter().flat_map(|action| meant(table, action, &mut added)).collect();
    let mut gone: Vec<(String, bool)> = Vec::new();
    for action in &mut actions {
        // What is of a column that another one of its name follows stays for that one.
        if let TableAction::DropColumn { name, cascade, .. } = action {
            *cascade = added.iter().any(|other| CASE.same(other, name));
            gone.push((name.clone(), *cascade));
        }
    }
    actions.retain(|action| !is_of_gone_index(table, action, &gone));
    declare_defaults(&mut actions);
    let actions = added_anew(table, actions);
    let mut out = Vec::with_capacity(actions.len() + 1);
    for (at, action) in actions.iter().enumerate() {
        let action = action.clone();
        let Some((previous, next)) = renamed(&action) else {
            out.push(action);
            continue;
        };
        // A name that another action frees: the column, or the index, stands under a name of its own in between.
        let (previous, next) = (previous.to_owned(), next.to_owned());
        let frees = actions.iter().enumerate().any(|(other, action)| {
            other > at
                && same_kind(action, &actions[at])
                && renamed(action).is_some_and(|(freed, _)| CASE.same(freed, &next))
        });
        if frees && !CASE.same(&previous, &next) {
            let between = format!("{BETWEEN}{next}");
            match action {
                TableAction::RenameIndex(..) => out.push(TableAction::RenameIndex(previous, between)),
                _ => out.push(TableAction::RenameColumn { previous, next: between, if_exists: false }),
            }
        } else {
            placed(action, &mut out);
        }
    }
    // What waits takes its name when the others are gone.
    for action in actions {
        let Some((_, next)) = renamed(&action) else { continue };
        let between = format!("{BETWEEN}{next}");
        let waits = out.iter().any(|done| renamed(done).is_some_and(|(_, name)| name == between));
        if !waits {
            continue;
        }
        let next = next.to_owned();
        match action {
            TableAction::RenameIndex(..) => out.push(TableAction::RenameIndex(between, next)),
            TableAction::ReplaceColumn { def, place, .. } => {
                placed(TableAction::ReplaceColumn { name: between, def, place, if_exists: false }, &mut out);
            }
            _ => out.push(TableAction::RenameColumn { previous: between, next, if_exists: false }),
        }
    }
    out
}

/// Whether InnoDB carries out an action without making the table anew, whatever the table is.
fn is_in_place(action: &TableAction) -> bool {
    match action {
        TableAction::AddConstraint { constraint, .. } => !matches!(constraint.kind, ConstraintKind::Check(_)),
        TableAction::AddColumn { def, .. } => def.column.generated.is_none() && !has_check(def),
        TableAction::DropColumn { .. }
        | TableAction::RenameColumn { .. }
        | TableAction::RenameIndex(..)
        | TableAction::AlterColumn { .. }
        | TableAction::RenameTable(_)
        | TableAction::Option(TableOption::Comment(_) | TableOption::AutoIncrement(_)) => true,
        TableAction::DropConstraint { kind, .. } => {
            matches!(kind, DropKind::Index | DropKind::ForeignKey | DropKind::Constraint)
        }
        _ => false,
    }
}

/// MariaDB renames the copy of a table, but not all that belongs to it: the foreign keys that it has are forgotten, those
/// that refer to it go on saying its previous name, and the table itself stays beside the copy if the name of its file is
/// not its own. Which actions make a copy depends on more than is known here.
pub(super) fn refuse_remains(
    state: &State,
    place: &TableRef,
    table: &Table,
    actions: &[TableAction],
) -> Result<(), Problem> {
    let renames = |action: &TableAction| matches!(action, TableAction::RenameTable(_));
    let stays =
        |action: &TableAction| is_in_place(action) && (table.options.engine.is_none() || renames(action));
    if !actions.iter().any(renames) || actions.iter().all(stays) {
        return Ok(());
    }
    let is_file_name = table.name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let is_referred_to = || {
        let mut keys = state.referrers(&place.table).flat_map(|(_, other)| &other.foreign_keys);
        keys.any(|key| key.references == *place)
    };
    if is_file_name && table.foreign_keys.is_empty() && !is_referred_to() {
        return Ok(());
    }
    Err(Problem::Unknowable(format!(
        "MariaDB forgets foreign keys of `{place}`, or leaves it behind, where it copies the table and renames it in one \
         statement; a statement of its own should rename it"
    )))
}

/// Foreign keys that InnoDB takes in while nobody checks them, without making the table anew: a RESTRICT that is written
/// becomes NO ACTION, which does the same (`innobase_get_foreign_key_info`).
pub(super) fn loosen(actions: &mut [TableAction]) {
    if !actions.iter().all(is_in_place) {
        return;
    }
    for action in actions {
        let TableAction::AddConstraint { constraint, .. } = action else { continue };
        let ConstraintKind::ForeignKey(key) = &mut constraint.kind else { continue };
        let written = key.origin.spelling.take().unwrap_or_default();
        for (word, action) in [("DELETE", &mut key.on_delete), ("UPDATE", &mut key.on_update)] {
            if written.contains(word) {
                *action = ReferentialAction::NoAction;
            }
        }
    }
}

fn has_check(def: &ColumnDef) -> bool {
    def.constraints.iter().any(|constraint| matches!(constraint.kind, ConstraintKind::Check(_)))
}

/// A column that is declared anew in the statement that adds it is added as it is declared last, where that says
/// (MariaDB, `mysql_prepare_alter_table`). The server finds it by its next name when no column of the table goes by the
/// previous one, or one that is declared anew already.
fn added_anew(table: &Table, actions: Vec<TableAction>) -> Vec<TableAction> {
    let mut out: Vec<TableAction> = Vec::with_capacity(actions.len());
    let mut claimed: Vec<String> = Vec::new();
    for action in actions {
        let TableAction::ReplaceColumn { name, def, place, if_exists } = action else {
            out.push(action);
            continue;
        };
        let is_there = table.columns.iter().any(|column| CASE.same(&column.name, &name))
            && !claimed.iter().any(|other| CASE.same(other, &name));
        let added = out.iter_mut().find_map(|action| match action {
            TableAction::AddColumn { def: added, .. }
                if !is_there && CASE.same(&added.column.name, &def.column.name) =>
            {
                Some(added)
            }
            _ => None,
        });
        claimed.push(name.clone());
        let Some(added) = added else {
            out.push(TableAction::ReplaceColumn { name, def, place, if_exists });
            continue;
        };
        let name = def.column.name.clone();
        *added = def;
        out.push(TableAction::MoveColumn { name, place: place.unwrap_or(Place::Last) });
    }
    out
}

/// Adds an action; one that moves a column in two, for columns are moved and added when all have their names.
fn placed(action: TableAction, out: &mut Vec<TableAction>) {
    match action {
        TableAction::ReplaceColumn { name, def, place: Some(place), if_exists } => {
            let next = def.column.name.clone();
            out.push(TableAction::ReplaceColumn { name, def, place: None, if_exists });
            out.push(TableAction::MoveColumn { name: next, place });
        }
        action => out.push(action),
    }
}

/// What there is to do of an action; of a column that is there already, its keys (MariaDB: they stand beside the columns in
/// what it has read).
fn meant(table: &Table, action: TableAction, added: &mut Vec<String>) -> Vec<TableAction> {
    if is_meant(table, &action, added) {
        return vec![action];
    }
    let TableAction::AddColumn { def, .. } = action else { return Vec::new() };
    let keys =
        def.constraints.into_iter().filter(|constraint| !matches!(constraint.kind, ConstraintKind::Check(_)));
    let add =
        |constraint| TableAction::AddConstraint { constraint: Box::new(constraint), if_not_exists: false };
    keys.map(add).collect()
}

/// Drops the checks that read nothing but columns that go, whether or not others of their names come: one that reads no
/// column at all is among them.
pub(super) fn drop_checks(mysql: &Mysql, table: &mut Table, actions: &[TableAction]) {
    let dropped = actions.iter().filter_map(|action| match action {
        TableAction::DropColumn { name, .. } => {
            table.columns.iter().find(|column| CASE.same(&column.name, name))
        }
        _ => None,
    });
    let dropped: Vec<String> = dropped.map(|column| column.name.clone()).collect();
    if dropped.is_empty() {
        return;
    }
    let is_named = |check: &Check| {
        actions.iter().any(|action| match action {
            TableAction::DropConstraint { name, .. } => checks::is_called(table, check, name),
            _ => false,
        })
    };
    // MySQL does not take several columns together.
    let most = if mysql.replays_mariadb() { usize::MAX } else { 1 };
    let texts = Texts::new(mysql);
    let goes = |check: &Check| {
        let reads = texts.columns_in(check.expr.as_str(), table);
        check.column.is_none()
            && reads.len() <= most
            && reads.iter().all(|column| dropped.contains(column))
            && !is_named(check)
    };
    let kept: Vec<Check> = table.checks.iter().filter(|check| !goes(check)).cloned().collect();
    table.checks = kept;
}

/// Whether an action with IF EXISTS or IF NOT EXISTS finds what it asks for in the table as it was, or among what the
/// actions before it add.
fn is_meant(table: &Table, action: &TableAction, added: &mut Vec<String>) -> bool {
    let has = |name: &str| table.columns.iter().any(|column| CASE.same(&column.name, name));
    match action {
        TableAction::AddColumn { def, if_not_exists, .. } => {
            let name = &def.column.name;
            let meant = !if_not_exists || !has(name) && !added.iter().any(|other| CASE.same(other, name));
            added.push(name.clone());
            meant
        }
        TableAction::DropColumn { name, if_exists: true, .. }
        | TableAction::ReplaceColumn { name, if_exists: true, .. }
        | TableAction::RenameColumn { previous: name, if_exists: true, .. }
        | TableAction::AlterColumn { name, if_exists: true, .. } => has(name),
        _ => true,
    }
}

/// Texts that are declared in the statement that converts the table: they have its next character set, whatever they say,
/// and don't grow with the others.
pub(super) fn fit_texts(mysql: &Mysql, state: &State, place: &TableRef, actions: &mut [TableAction]) {
    let Some(table) = state.table(place) else { return };
    let converted = actions.iter().find_map(|action| match action {
        TableAction::ConvertCharset { charset: None, collation: None } => {
            Some(charset::default_of(mysql, state, place))
        }
        TableAction::ConvertCharset { charset, collation } => Some((charset.clone(), collation.clone())),
        _ => None,
    });
    let Some((charset, collation)) = converted else { return };
    for action in actions {
        let (previous, def) = match action {
            TableAction::ReplaceColumn { name, def, .. } => {
                (table.columns.iter().find(|column| CASE.same(&column.name, name)), def)
            }
            TableAction::AddColumn { def, .. } => (None, def),
            _ => continue,
        };
        let column = &mut def.column;
        if !is_text(&column.ty) {
            continue;
        }
        let is_short = ["tinytext", "text", "mediumtext"].contains(&column.ty.name.as_str());
        if let Some(previous) = previous.filter(|_| is_short && !mysql.replays_mariadb()) {
            let next = (charset.as_deref(), collation.as_deref());
            column.ty = charset::declared_while_converted(state, place, table, previous, next)
                .unwrap_or_else(|| column.ty.clone());
        }
        (column.charset, column.collation) = (charset.clone(), collation.clone().map(Into::into));
    }
}

/// A default that is given to a column that is added, or that is declared anew and moved, is part of what is declared.
fn declare_defaults(actions: &mut Vec<TableAction>) {
    let mut at = 0;
    while let Some(action) = actions.get(at) {
        if let TableAction::AlterColumn { name, change: ColumnChange::Default(default), .. } = action {
            let (name, default) = (name.clone(), default.clone());
            if let Some(column) = actions.iter_mut().find_map(|action| declared(action, &name)) {
                column.origin.no_default = default.is_none();
                column.default = default;
                actions.remove(at);
                continue;
            }
        }
        at += 1;
    }
}

fn declared<'a>(action: &'a mut TableAction, name: &str) -> Option<&'a mut Column> {
    match action {
        TableAction::AddColumn { def, .. } | TableAction::ReplaceColumn { def, place: Some(_), .. } => {
            Some(&mut def.column).filter(|column| CASE.same(&column.name, name))
        }
        _ => None,
    }
}

/// Whether an action gives a name to an index that goes with its columns: the server finds it before they go.
fn is_of_gone_index(table: &Table, action: &TableAction, gone: &[(String, bool)]) -> bool {
    let TableAction::RenameIndex(previous, _) = action else { return false };
    let goes = |index: &Index| {
        let is_gone = |name: &str| gone.iter().any(|(gone, returns)| !returns && CASE.same(gone, name));
        // A period alone is no key.
        let mut parts = index.parts.iter().filter(|part| part.ops.is_none());
        parts.all(|part| part.column_name().is_some_and(is_gone))
    };
    table.indexes.iter().any(|index| CASE.same(&index.name, previous) && goes(index))
}

/// The names of a column, or of an index, that an action renames.
fn renamed(action: &TableAction) -> Option<(&str, &str)> {
    match action {
        TableAction::RenameColumn { previous, next, .. } | TableAction::RenameIndex(previous, next) => {
            Some((previous, next))
        }
        TableAction::ReplaceColumn { name, def, .. } => Some((name, &def.column.name)),
        _ => None,
    }
}

fn same_kind(a: &TableAction, b: &TableAction) -> bool {
    matches!(a, TableAction::RenameIndex(..)) == matches!(b, TableAction::RenameIndex(..))
}
