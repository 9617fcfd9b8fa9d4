//! Renames, and what follows them.

use super::super::{Problem, State, TEMPORARY, Texts};
use crate::dialect::Dialect;
use crate::model::{Object, PartKey, Sequence, Table, TableRef};

pub(super) fn rename_table(
    dialect: &dyn Dialect,
    state: &mut State,
    table: &TableRef,
    schema: String,
    name: String,
) -> Result<(), Problem> {
    let next = TableRef::new(schema, name);
    if next == *table {
        return Ok(());
    }
    let only_case = next.schema == table.schema && state.same_table_name(&next.table, &table.table);
    if !only_case && let Some(kind) = dialect.taken(state, &next.schema, &next.table) {
        return Err(Problem::exists(kind, next));
    }
    let follow = state.table(table).is_none_or(|renamed| dialect.references_follow(&state.session, renamed));
    move_table(state, table, &next, follow)?;
    dialect.renamed_table(state, table, &next)
}

/// Gives a table another name or schema, and tells those who refer to it.
fn move_table(state: &mut State, previous: &TableRef, next: &TableRef, follow: bool) -> Result<(), Problem> {
    if previous.schema == next.schema {
        next.table.clone_into(&mut state.table_mut(previous)?.name);
    } else {
        state.schema_mut(&next.schema)?;
        let Some(mut table) = state.remove_table(previous) else {
            return Err(Problem::missing("table", previous));
        };
        next.table.clone_into(&mut table.name);
        state.add_table(&next.schema, table)?;
        move_owned(state, previous, next)?;
    }
    state.realm.renamed_values_mut().rename_table(previous, next);
    refer_to(state, previous, next, follow);
    Ok(())
}

/// Points foreign keys, partitions, children, sequences, carried objects and views at a table's next name.
pub(super) fn refer_to(state: &mut State, previous: &TableRef, next: &TableRef, follow: bool) {
    for (_, table) in state.referrers_mut(&previous.table) {
        table
            .foreign_keys
            .iter_mut()
            .filter(|key| follow && key.references == *previous)
            .for_each(|key| key.references = next.clone());
        table
            .options
            .inherits
            .iter_mut()
            .filter(|parent| *parent == previous)
            .for_each(|parent| *parent = next.clone());
        if let Some(partition) =
            table.options.partition_of.as_mut().filter(|partition| partition.parent == *previous)
        {
            partition.parent = next.clone();
        }
    }
    for schema in state.realm.schemas_mut() {
        for view in schema.views.referring_mut(&previous.table) {
            view.depends_on
                .iter_mut()
                .filter(|table| *table == previous)
                .for_each(|table| *table = next.clone());
        }
        // What has moved to another schema has been told.
        if *schema.name == previous.schema || schema.name == TEMPORARY {
            for object in
                schema.objects.iter_mut().filter(|object| object.table.as_ref() == Some(&previous.table))
            {
                object.table = Some(next.table.clone());
            }
            for sequence in schema.sequences.referring_mut(&previous.table) {
                if let Some((table, _)) =
                    sequence.owned_by.as_mut().filter(|(table, _)| *table == previous.table)
                {
                    next.table.clone_into(table);
                }
            }
        }
    }
}

/// Moves sequences, triggers and the like of a table or view to another schema with it.
pub(super) fn move_owned(state: &mut State, previous: &TableRef, next: &TableRef) -> Result<(), Problem> {
    let mut schema = state.schema_mut(&previous.schema)?;
    let (sequences, kept) = std::mem::take(&mut *schema.sequences)
        .into_iter()
        .partition(|sequence| sequence.owned_by.as_ref().is_some_and(|(table, _)| *table == previous.table));
    *schema.sequences = kept;
    let (objects, kept) = std::mem::take(schema.objects)
        .into_iter()
        .partition(|object| object.table.as_ref() == Some(&previous.table));
    *schema.objects = kept;
    let (mut sequences, mut objects): (Vec<Sequence>, Vec<Object>) = (sequences, objects);
    for (table, _) in sequences.iter_mut().filter_map(|sequence| sequence.owned_by.as_mut()) {
        next.table.clone_into(table);
    }
    objects.iter_mut().for_each(|object| object.table = Some(next.table.clone()));
    let mut schema = state.schema_mut(&next.schema)?;
    schema.sequences.extend(sequences);
    schema.objects.extend(objects);
    Ok(())
}

pub(super) fn rename_column(
    dialect: &dyn Dialect,
    state: &mut State,
    table: &TableRef,
    previous: &str,
    next: &str,
    if_exists: bool,
) -> Result<(), Problem> {
    let edited = state.table(table).ok_or_else(|| Problem::missing("table", table))?;
    let Ok(at) = state.expect_column(edited, previous) else {
        return if if_exists {
            Ok(())
        } else {
            Err(Problem::missing("column", format!("{}.{previous}", table.table)))
        };
    };
    let previous = edited.columns[at].name.clone();
    if previous == next {
        return Ok(());
    }
    if edited
        .columns
        .iter()
        .any(|column| column.name != previous && state.same_column_name(&column.name, next))
    {
        return Err(Problem::exists("column", format!("{}.{next}", table.table)));
    }
    rename_column_in_table(dialect, state.table_mut(table)?, &previous, next);
    state.realm.renamed_values_mut().rename_column(table, &previous, next);
    refer_to_column(state, table, &previous, next);
    dialect.renamed_column(state, table, &previous, next)
}

/// Renames a column with all that names it inside of its table.
fn rename_column_in_table(dialect: &dyn Dialect, table: &mut Table, previous: &str, next: &str) {
    let texts = Texts::new(dialect);
    let case = dialect.naming().columns;
    let name = table.name.clone();
    let rename = |column: &mut String| {
        if case.same(column, previous) {
            next.clone_into(column);
        }
    };
    let expr = |expr: &mut crate::model::Expr| texts.rename_column_in(expr, &name, previous, next);
    for column in &mut table.columns {
        rename(&mut column.name);
        if let Some(generated) = &mut column.generated {
            expr(&mut generated.expr);
        }
    }
    if let Some(key) = &mut table.primary_key {
        key.include.iter_mut().for_each(rename);
        key.parts.iter_mut().for_each(|part| match &mut part.key {
            PartKey::Column(column) => rename(column),
            PartKey::Expr(part) => expr(part),
        });
    }
    for index in &mut table.indexes {
        index.include.iter_mut().for_each(rename);
        index.parts.iter_mut().for_each(|part| match &mut part.key {
            PartKey::Column(column) => rename(column),
            PartKey::Expr(part) => expr(part),
        });
        if let Some(predicate) = &mut index.predicate {
            expr(predicate);
        }
    }
    for check in &mut table.checks {
        expr(&mut check.expr);
        if let Some(column) = &mut check.column {
            rename(column);
        }
    }
    for key in &mut table.foreign_keys {
        key.columns.iter_mut().chain(&mut key.on_delete_columns).for_each(rename);
    }
    if let Some(clause) = &mut table.options.partition_by
        && texts.reads(clause, &name, previous)
    {
        *clause = texts.rename_column(clause, &name, previous, next);
    }
}

/// Tells foreign keys and sequences of a column's next name.
fn refer_to_column(state: &mut State, table: &TableRef, previous: &str, next: &str) {
    for (_, other) in state.referrers_mut(&table.table) {
        for key in other.foreign_keys.iter_mut().filter(|key| key.references == *table) {
            key.ref_columns
                .iter_mut()
                .filter(|column| *column == previous)
                .for_each(|column| next.clone_into(column));
        }
    }
    if let Some(schema) = state.realm.schema_mut(&table.schema) {
        for sequence in schema.sequences.referring_mut(&table.table) {
            if let Some((_, column)) = sequence
                .owned_by
                .as_mut()
                .filter(|(owner, column)| *owner == table.table && column == previous)
            {
                next.clone_into(column);
            }
        }
    }
}
