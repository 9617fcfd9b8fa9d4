//! Sequences behind columns.

use std::collections::{BTreeMap, BTreeSet};

use super::super::diff::Counting;
use super::names;
use super::read::sequence::{default_start, drop_start};
use crate::dialect::{Postgres, ReplayRules, Version};
use crate::model::{
    Column, ColumnSetting, DataType, Expr, Identity, Object, OtherKind, Schema, Sequence, Table, TableRef,
};
use crate::replay::{Name, Problem, Reader, SequenceChange, State};
use crate::sql::Syntax;

/// The sequence that comes with a serial column, and the default that draws on it.
pub(super) fn sequence_for(
    postgres: &Postgres,
    state: &State,
    place: &TableRef,
    table: &Table,
    column: &str,
    ty: &DataType,
) -> (Sequence, Expr) {
    let name = names::relation_name(state, &place.schema, table, (&table.name, Some(column), "seq"), false);
    let default = default_from(&place.schema, &name);
    (serial_sequence(postgres, table, (column, ty), name), default)
}

/// The sequence of a serial column, by the name and the integer type of the column.
pub(in crate::dialect::postgres) fn serial_sequence(
    postgres: &Postgres,
    table: &Table,
    (column, ty): (&str, &DataType),
    name: String,
) -> Sequence {
    Sequence {
        name,
        ty: (ty.name != "bigint").then(|| ty.clone()),
        owned_by: Some((table.name.clone(), column.to_owned())),
        unlogged: table.options.unlogged && logs_apart(postgres),
        ..Sequence::default()
    }
}

/// Whether sequences can go without the log, as those of tables that do then are.
fn logs_apart(postgres: &Postgres) -> bool {
    postgres.version >= Version(15, 0, 0)
}

/// Lets the sequences that a table owns go with or without the log as the table does.
pub(super) fn set_unlogged(
    postgres: &Postgres,
    state: &mut State,
    table: &TableRef,
    unlogged: bool,
) -> Result<(), Problem> {
    if logs_apart(postgres) {
        let sequences = state.schema_mut(&table.schema)?.sequences.referring_mut(&table.table);
        let is_owned = |sequence: &&mut Sequence| {
            sequence.owned_by.as_ref().is_some_and(|(owner, _)| *owner == table.table)
        };
        sequences.filter(is_owned).for_each(|sequence| sequence.unlogged = unlogged);
    }
    Ok(())
}

/// `nextval(..)` as the server prints it.
pub(in crate::dialect::postgres) fn default_from(schema: &str, sequence: &str) -> Expr {
    let plain = |name: &str| {
        let plain =
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
                && !name.starts_with(|c: char| c.is_ascii_digit());
        if plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
    };
    let name = match schema {
        "" => plain(sequence),
        schema => format!("{}.{}", plain(schema), plain(sequence)),
    };
    Expr::new(format!("nextval('{}'::regclass)", name.replace('\'', "''")))
}

/// The sequence that a default draws on, as it names it: `nextval('name')`.
pub(in crate::dialect::postgres) fn drawn_from(default: &Expr) -> Option<Name> {
    let mut reader = Reader::new(default.as_str(), Syntax::postgres(), names::fold);
    while reader.eat_symbol("(") {}
    if reader.is("pg_catalog") {
        reader.bump();
        reader.eat_symbol(".");
    }
    if !reader.eat("nextval") || !reader.eat_symbol("(") {
        return None;
    }
    let value = reader.string().ok()?;
    // `nextval('name'::text)` is looked up by name each time: nothing follows a rename.
    let is_bound = reader.is_symbol(")") || reader.eat_symbol("::") && reader.is("regclass");
    Reader::new(&value, Syntax::postgres(), names::fold).name().ok().filter(|_| is_bound)
}

/// The default with the sequence that it draws on settled: where the search path is not the default one, the schema in
/// which the path finds the sequence now is written. From then on a name alone means the schema of the connection.
pub(super) fn bound(state: &State, default: Expr) -> Expr {
    bound_in(state, default, |schema| schema)
}

/// The same in a statement that is kept, with the connection's schema as well.
pub(super) fn bound_in_text(state: &State, default: Expr) -> Expr {
    bound_in(state, default, |schema| state.written_schema(schema))
}

fn bound_in<'s>(state: &'s State, default: Expr, written: impl Fn(&'s str) -> &'s str) -> Expr {
    let drawn = drawn_from(&default).filter(|drawn| drawn.schema.is_none());
    let Some(drawn) = drawn.filter(|_| state.search_path().is_some()) else { return default };
    let is_it = |schema: &Schema| {
        let own = state.sequence(&schema.name, &drawn.name).is_some();
        (own || has_identity_sequence(state, schema, &drawn.name)).then_some(())
    };
    match state.resolve(&drawn, is_it) {
        Some((schema, ())) => {
            let home = state.realm.schema(&schema).map_or("", |schema| schema.name.as_str());
            default_from(written(home), &drawn.name)
        }
        None => default,
    }
}

fn is_from(state: &State, default: &Expr, (schema, name): (&str, &str)) -> bool {
    drawn_from(default).is_some_and(|drawn| {
        let home = drawn.schema.as_ref().map(|written| state.schema_name(written));
        drawn.name == name && home.as_ref().unwrap_or(&state.connection) == schema
    })
}

/// Columns whose defaults draw on a sequence.
pub(super) fn defaults_from(state: &State, schema: &str, sequence: &str) -> Vec<(TableRef, String)> {
    let users = state.drawers(sequence).flat_map(|(home, table)| {
        let columns = table.columns.iter().filter(move |column| {
            column.default.as_ref().is_some_and(|default| is_from(state, default, (schema, sequence)))
        });
        columns.map(move |column| (TableRef::new(home, &table.name), column.name.clone()))
    });
    users.collect()
}

/// Points defaults at a sequence's next name.
pub(super) fn renamed_sequence(state: &mut State, previous: (&str, &str), next: (&str, &str)) {
    for (table, column) in defaults_from(state, previous.0, previous.1) {
        if let Ok(table) = state.table_mut(&table)
            && let Some(column) = table.column_mut(&column)
        {
            column.default = Some(default_from(next.0, next.1));
        }
    }
    let written = state.written_schema(next.0).to_owned();
    let drawing = |object: &Object| {
        let default = view_default(object)?.1;
        is_from(state, &Expr::new(default), previous).then_some(())
    };
    let places: Vec<(usize, usize)> = state
        .realm
        .schemas
        .iter()
        .enumerate()
        .flat_map(|(schema, found)| {
            let objects = found.objects.iter().enumerate();
            objects.filter(|(_, object)| drawing(object).is_some()).map(move |(at, _)| (schema, at))
        })
        .collect();
    for (schema, at) in places {
        let object = state.realm.schemas_mut().nth(schema).and_then(|schema| schema.objects.get_mut(at));
        if let Some(object) = object
            && let Some((head, _)) = view_default(object)
        {
            object.text = format!("{head}{}", default_from(&written, next.1));
        }
    }
}

/// The default of a view's column, which is carried: what stands before it, and itself.
fn view_default(object: &Object) -> Option<(&str, &str)> {
    (object.other() == Some(OtherKind::ColumnDefault)).then_some(())?;
    let at = object.text.find(" SET DEFAULT ")? + " SET DEFAULT ".len();
    Some(object.text.split_at(at))
}

/// Points defaults at the sequences that a table took along to another schema.
pub(super) fn moved_table(state: &mut State, previous: &TableRef, next: &TableRef) {
    let owned: Vec<_> = state.sequences_of(next).map(|sequence| sequence.name.clone()).collect();
    for sequence in owned {
        renamed_sequence(state, (&previous.schema, &sequence), (&next.schema, &sequence));
    }
}

/// Gives the sequence of an identity column its name, which it keeps whatever table and column are called later. Where
/// it is what the server would choose again, nothing is left of it in the end.
pub(super) fn name_identity(state: &State, schema: &str, table: &Table, column: &mut Column) {
    let Some(identity) = column.identity.as_mut().filter(|identity| identity.sequence.is_none()) else {
        return;
    };
    let parts = (table.name.as_str(), Some(column.name.as_str()), "seq");
    identity.sequence = Some(names::relation_name(state, schema, table, parts, false));
}

/// `LIKE .. INCLUDING IDENTITY` copies the options of a sequence, but not its type: a limit that came from the type
/// becomes one of the copy's own (`generateSerialExtraStmts`).
pub(super) fn copied_identity(identity: &mut Identity, ty: &DataType) {
    let (least, most) = match ty.name.as_str() {
        "integer" => (i64::from(i32::MIN), i64::from(i32::MAX)),
        "smallint" => (i64::from(i16::MIN), i64::from(i16::MAX)),
        _ => return,
    };
    if identity.ty.is_some() {
        return;
    }
    identity.ty = Some(DataType::new("bigint"));
    // The other limit is that of any type: 1, or -1 where it counts down.
    if identity.increment.is_some_and(|step| step < 0) {
        identity.min = identity.min.or(Some(least));
    } else {
        identity.max = identity.max.or(Some(most));
    }
}

/// Whether the sequence of an identity column is called so.
pub(super) fn is_sequence_of(column: &Column, name: &str) -> bool {
    column.identity.as_ref().is_some_and(|identity| identity.sequence.as_deref() == Some(name))
}

/// Whether a schema has an identity column whose sequence is called so.
pub(super) fn has_identity_sequence(state: &State, schema: &Schema, name: &str) -> bool {
    let mut tables = state.tables_with(&schema.name, name);
    tables.any(|table| table.columns.iter().any(|column| is_sequence_of(column, name)))
}

/// Whether the name is that of the sequence behind an identity column.
pub(super) fn is_identity_sequence(state: &State, name: &Name) -> bool {
    state.resolve(name, |schema| has_identity_sequence(state, schema, &name.name).then_some(())).is_some()
}

/// Changes the sequence behind an identity column by its own name; false if there is none.
pub(super) fn alter_identity_sequence(
    state: &mut State,
    name: &Name,
    changes: &[SequenceChange],
) -> Result<bool, Problem> {
    let found = state.resolve(name, |schema| has_identity_sequence(state, schema, &name.name).then_some(()));
    let Some((schema, ())) = found else { return Ok(false) };
    for change in changes {
        if let SequenceChange::Rename(next) = change
            && let Some(kind) = names::taken(state, &schema, next)
        {
            return Err(Problem::exists(kind, next));
        }
    }
    let has_it = |home: &str, table: &Table| {
        home == schema && table.columns.iter().any(|column| is_sequence_of(column, &name.name))
    };
    let mut columns = state.tables_mut(has_it).flat_map(|(_, table)| &mut table.columns);
    let Some(column) = columns.find(|column| is_sequence_of(column, &name.name)) else { return Ok(false) };
    for change in changes {
        match change {
            SequenceChange::Rename(next) => {
                if let Some(identity) = &mut column.identity {
                    identity.sequence = Some(next.clone());
                }
            }
            SequenceChange::OwnedBy(_) | SequenceChange::SetSchema(_) => {
                return Err(Problem::Refused(format!("`{name}` belongs to an identity column")));
            }
            change => change_identity(column, change),
        }
    }
    Ok(true)
}

/// Changes an option of the sequence behind an identity column.
pub(super) fn change_identity(column: &mut Column, change: &SequenceChange) {
    let Some(identity) = &mut column.identity else { return };
    // Where a sequence starts stays when its ends move.
    identity.start = identity.start.or(default_start(identity));
    match change {
        SequenceChange::Start(start) => identity.start = Some(*start),
        SequenceChange::Increment(step) => {
            if (identity.increment.unwrap_or(1) < 0) != (*step < 0) {
                keep_ends(identity, &column.ty);
            }
            identity.increment = Some(*step).filter(|step| *step != 1);
        }
        SequenceChange::Type(ty) => {
            identity.ty = Some(ty.clone()).filter(|ty| ty.name != column.ty.name);
        }
        SequenceChange::Min(min) => identity.min = min.filter(|min| *min != 1),
        SequenceChange::Max(max) => identity.max = *max,
        SequenceChange::Cache(cache) => identity.cache = Some(*cache).filter(|cache| *cache != 1),
        SequenceChange::Cycle(cycle) => identity.cycle = *cycle,
        SequenceChange::Unlogged(_)
        | SequenceChange::OwnedBy(_)
        | SequenceChange::SetSchema(_)
        | SequenceChange::Rename(_)
        | SequenceChange::Restart => {}
    }
    drop_start(identity);
}

/// Tells out where the sequence of an identity ends before it turns round: that was settled when it was made.
fn keep_ends(identity: &mut Identity, column: &DataType) {
    let counting = Counting::of(identity, column);
    identity.min.get_or_insert(counting.min);
    identity.max.get_or_insert(counting.max);
}

/// Brings columns that draw on a plain sequence of their own back into the form `serial`, whatever the sequence is
/// called: tables and columns get other names and sequences keep theirs. A name that `serial` would not give stays
/// with the column as the setting `sequence`.
pub(super) fn fold_serials(postgres: &Postgres, schema: &mut Schema) {
    let unlogged = logs_apart(postgres);
    let home = schema.name.clone();
    let sequences: BTreeMap<&str, &Sequence> =
        schema.sequences.iter().map(|sequence| (sequence.name.as_str(), sequence)).collect();
    let mut folded = BTreeSet::new();
    for table in &mut schema.tables {
        for column in table.columns.iter_mut().filter(|column| !column.null && column.ty.dimensions == 0) {
            let serial = match column.ty.name.as_str() {
                "integer" => "serial",
                "bigint" => "bigserial",
                "smallint" => "smallserial",
                _ => continue,
            };
            let Some(drawn) = column.default.as_ref().and_then(drawn_from) else { continue };
            let expected = Sequence {
                name: drawn.name.clone(),
                ty: (column.ty.name != "bigint").then(|| column.ty.clone()),
                owned_by: Some((table.name.clone(), column.name.clone())),
                unlogged: table.options.unlogged && unlogged,
                ..Sequence::default()
            };
            let own_schema = postgres.naming().own_schema;
            let is_near = drawn
                .schema
                .as_deref()
                .is_none_or(|schema| schema == home || home.is_empty() && schema == own_schema);
            if is_near && sequences.get(expected.name.as_str()) == Some(&&expected) {
                serial.clone_into(&mut column.ty.name);
                column.default = None;
                if drawn.name != names::object_name(&table.name, Some(&column.name), "seq") {
                    column.settings.set(ColumnSetting::Sequence, drawn.name.clone());
                }
                folded.insert(drawn.name);
            }
        }
    }
    schema.sequences.retain(|sequence| !folded.contains(&sequence.name));
}
