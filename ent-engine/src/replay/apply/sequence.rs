use super::super::{CreateSequence, Drop, Name, Problem, SequenceChange, State, TEMPORARY};
use crate::dialect::Dialect;
use crate::model::{DataType, Schema, Sequence};

pub(super) fn create(
    dialect: &dyn Dialect,
    state: &mut State,
    create: CreateSequence,
) -> Result<(), Problem> {
    let schema = state.creation_schema(&create.name, create.temporary)?;
    if create.or_replace {
        let same = Drop { names: vec![create.name.clone()], if_exists: true, cascade: false };
        drop(dialect, state, &same)?;
    }
    if let Some(kind) = dialect.taken(state, &schema, &create.name.name) {
        return if create.if_not_exists { Ok(()) } else { Err(Problem::exists(kind, &create.name)) };
    }
    let mut sequence = create.sequence;
    sequence.name.clone_from(&create.name.name);
    if let Some((table, column)) = create.owned_by {
        sequence.owned_by = Some(owner(state, &table, &column)?);
    }
    state.schema_mut(&schema)?.sequences.push(sequence);
    Ok(())
}

fn owner(state: &State, table: &Name, column: &str) -> Result<(String, String), Problem> {
    let table = state.expect_table(table)?;
    if let Some(owner) = state.table(&table) {
        state.expect_column(owner, column)?;
    }
    Ok((table.table, column.to_owned()))
}

/// The schema of the sequence that a name means.
pub(super) fn find(state: &State, name: &Name) -> Option<String> {
    let has = |schema: &Schema| state.sequence(&schema.name, &name.name).map(|_| ());
    state.resolve(name, has).map(|(schema, ())| schema)
}

pub(super) fn alter(
    dialect: &dyn Dialect,
    state: &mut State,
    name: &Name,
    if_exists: bool,
    changes: Vec<SequenceChange>,
) -> Result<(), Problem> {
    let Some(schema) = find(state, name) else {
        return if dialect.alter_identity_sequence(state, name, &changes)? || if_exists {
            Ok(())
        } else {
            Err(Problem::missing("sequence", name))
        };
    };
    let mut name = name.name.clone();
    for change in changes {
        let owned = match &change {
            SequenceChange::OwnedBy(Some((table, column))) => Some(owner(state, table, column)?),
            _ => None,
        };
        match change {
            SequenceChange::Rename(next) => {
                if let Some(kind) = dialect.taken(state, &schema, &next) {
                    return Err(Problem::exists(kind, next));
                }
                dialect.renamed_sequence(state, (&schema, &name), (&schema, &next));
                if let Some(sequence) = state.schema_mut(&schema)?.sequences.named_mut(&name) {
                    sequence.name.clone_from(&next);
                }
                name = next;
            }
            SequenceChange::SetSchema(next) => {
                let next = state.schema_name(&next);
                state.schema_mut(&next)?;
                dialect.renamed_sequence(state, (&schema, &name), (&next, &name));
                if let Some(sequence) = state.schema_mut(&schema)?.sequences.remove_named(&name) {
                    state.schema_mut(&next)?.sequences.push(sequence);
                }
                return Ok(());
            }
            change => {
                if let Some(sequence) = state.schema_mut(&schema)?.sequences.named_mut(&name) {
                    match &change {
                        SequenceChange::Increment(step) => keep_ends(sequence, *step),
                        SequenceChange::Min(_) | SequenceChange::Max(_) => keep_start(sequence),
                        _ => {}
                    }
                    let is_limit = matches!(change, SequenceChange::Min(_) | SequenceChange::Max(_));
                    set(sequence, change, owned);
                    if is_limit && sequence.start == Some(given_start(sequence)) {
                        sequence.start = None;
                    }
                }
            }
        }
    }
    Ok(())
}

/// Tells out where a sequence starts before it gets other limits.
fn keep_start(sequence: &mut Sequence) {
    let start = given_start(sequence);
    sequence.start.get_or_insert(start);
}

/// Where a sequence starts that does not say it.
fn given_start(sequence: &Sequence) -> i64 {
    let descends = sequence.increment.unwrap_or(1) < 0;
    if descends { sequence.max.unwrap_or(-1) } else { sequence.min.unwrap_or(1) }
}

/// Tells out where a sequence starts and ends before it turns round: that was settled when it was made.
fn keep_ends(sequence: &mut Sequence, step: i64) {
    let (descends, will_descend) = (sequence.increment.unwrap_or(1) < 0, step < 0);
    if descends == will_descend {
        return;
    }
    let (lowest, highest) = match sequence.ty.as_ref().map(|ty| ty.name.as_str()) {
        Some("smallint") => (i64::from(i16::MIN), i64::from(i16::MAX)),
        Some("integer") => (i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => (i64::MIN, i64::MAX),
    };
    let min = sequence.min.unwrap_or(if descends { lowest } else { 1 });
    let max = sequence.max.unwrap_or(if descends { -1 } else { highest });
    sequence.start.get_or_insert(if descends { max } else { min });
    (sequence.min, sequence.max) = (Some(min), Some(max));
}

/// Sets one clause. A value that is the default is kept as none.
pub(crate) fn set(sequence: &mut Sequence, change: SequenceChange, owner: Option<(String, String)>) {
    match change {
        SequenceChange::Type(ty) => {
            // Limits that are those of the type are those of the next.
            let limits = |ty: Option<&DataType>| match ty.map(|ty| ty.name.as_str()) {
                Some("smallint") => (i64::from(i16::MIN), i64::from(i16::MAX)),
                Some("integer") => (i64::from(i32::MIN), i64::from(i32::MAX)),
                _ => (i64::MIN, i64::MAX),
            };
            let ((low, high), (next_low, next_high)) = (limits(sequence.ty.as_ref()), limits(Some(&ty)));
            sequence.min = sequence.min.map(|min| if min == low { next_low } else { min });
            sequence.max = sequence.max.map(|max| if max == high { next_high } else { max });
            sequence.ty = Some(ty).filter(|ty| ty.name != "bigint");
        }
        SequenceChange::Start(start) => sequence.start = Some(start),
        SequenceChange::Increment(step) => sequence.increment = Some(step).filter(|step| *step != 1),
        SequenceChange::Min(min) => sequence.min = min,
        SequenceChange::Max(max) => sequence.max = max,
        SequenceChange::Cache(cache) => sequence.cache = Some(cache).filter(|cache| *cache != 1),
        SequenceChange::Cycle(cycle) => sequence.cycle = cycle,
        SequenceChange::Unlogged(unlogged) => sequence.unlogged = unlogged,
        SequenceChange::OwnedBy(_) => sequence.owned_by = owner,
        SequenceChange::Rename(_) | SequenceChange::SetSchema(_) | SequenceChange::Restart => {}
    }
}

/// Takes the defaults that draw on a sequence.
pub(super) fn release(
    dialect: &dyn Dialect,
    state: &mut State,
    schema: &str,
    sequence: &str,
) -> Result<(), Problem> {
    for (table, column) in dialect.defaults_from(state, schema, sequence) {
        if let Some(column) = state.table_mut(&table)?.column_mut(&column) {
            column.default = None;
        }
    }
    Ok(())
}

pub(super) fn drop(dialect: &dyn Dialect, state: &mut State, drop: &Drop) -> Result<(), Problem> {
    for name in &drop.names {
        let Some(schema) = find(state, name) else {
            if drop.if_exists {
                continue;
            }
            return Err(Problem::missing("sequence", name));
        };
        let users = dialect.defaults_from(state, &schema, &name.name);
        if let Some((table, column)) = users.first().filter(|_| !drop.cascade && schema != TEMPORARY) {
            let by = format!("the default of `{}.{column}`", table.table);
            return Err(Problem::needed("sequence", name, by));
        }
        release(dialect, state, &schema, &name.name)?;
        state.schema_mut(&schema)?.sequences.remove_named(&name.name);
    }
    Ok(())
}
