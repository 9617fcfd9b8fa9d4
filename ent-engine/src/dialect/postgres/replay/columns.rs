//! Columns: serial, LIKE, inheritance, and what ALTER TABLE does to them.

use super::column_type::{rehome, resolve_type};
use super::{children, collations, constraints, names, partitions, parts, serial, tidy, typed};
use crate::dialect::{ColumnConstraint, Postgres, Types};
use crate::model::{
    Check, Column, ColumnSetting, DataType, Expr, Object, ObjectKind, PartKey, Partition, Table, TableRef,
};
use crate::replay::{
    AlterTable, ColumnChange, ColumnDef, CreateTable, Like, Name, Problem, Reader, SequenceChange, State,
    TableAction, TableOption, Texts,
};
use crate::sql::Syntax;

pub(super) fn add(
    postgres: &Postgres,
    state: &mut State,
    place: &TableRef,
    table: &mut Table,
    def: ColumnDef,
) -> Result<Vec<ColumnConstraint>, Problem> {
    let ColumnDef { mut column, serial, constraints, .. } = def;
    if !column.ty.name.is_empty() {
        resolve_type(postgres, state, place, &mut column);
    }
    collations::resolve(state, &mut column.collation);
    let no_default = is_null(&column);
    column.default = column.default.map(|default| serial::bound(state, default));
    typed_null(postgres, state, &place.schema, &mut column);
    serial::name_identity(state, &place.schema, table, &mut column);
    if serial {
        let (sequence, default) =
            serial::sequence_for(postgres, state, place, table, &column.name, &column.ty);
        state.schema_mut(&place.schema)?.sequences.push(sequence);
        column.default = Some(default);
        column.null = false;
    }
    let own = Some(column.name.clone());
    match table.columns.iter_mut().find(|other| other.name == column.name) {
        // A column that is inherited too is one column.
        Some(inherited) => {
            inherited.default = column.default.or(inherited.default.take().filter(|_| !no_default));
            inherited.null &= column.null;
            for (setting, value) in column.settings.iter() {
                inherited.settings.set(setting, value);
            }
            partitions::set_local(inherited);
        }
        None => table.columns.push(column),
    }
    Ok(constraints
        .into_iter()
        .map(|constraint| ColumnConstraint { column: own.clone(), constraint })
        .collect())
}

/// Whether NULL is written as the default.
fn is_null(column: &Column) -> bool {
    column.default.as_ref().is_some_and(|default| {
        let text = default.as_str();
        text.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("NULL"))
            && (text.len() == 4 || text[4..].starts_with("::"))
    })
}

/// The type that a domain is over in the end; none for another type.
pub(super) fn domain_base(
    postgres: &Postgres,
    state: &State,
    home: &str,
    ty: &DataType,
    depth: u8,
) -> Option<DataType> {
    let home = postgres.home_of(ty, home)?;
    let objects = &state.realm.schema(home)?.objects;
    let is_domain = |object: &&Object| object.kind == ObjectKind::Domain && object.name == ty.name;
    let text = &objects.iter().find(is_domain).filter(|_| depth > 0)?.text;
    let mut base = base_of_domain(postgres, text)?;
    if let Some((schema, ())) =
        state.resolve(&Name { schema: base.schema.clone(), name: base.name.clone() }, |schema| {
            schema
                .objects
                .iter()
                .any(|object| object.kind == ObjectKind::Domain && object.name == base.name)
                .then_some(())
        })
    {
        base.schema = Some(schema);
        return domain_base(postgres, state, home, &base, depth - 1);
    }
    Some(base)
}

/// A default of NULL is none, but where the type is a domain or has arguments the server keeps the cast to it.
fn typed_null(postgres: &Postgres, state: &State, home: &str, column: &mut Column) {
    if column.default.as_ref().is_some_and(|default| default.as_str().eq_ignore_ascii_case("NULL")) {
        if let Some(base) = domain_base(postgres, state, home, &column.ty, 16) {
            let base = postgres.bare_type_sql(&base);
            column.default = Some(Expr::new(format!("NULL::{base}")));
            return;
        }
        let keeps = column.ty.schema.is_none() && !column.ty.args.is_empty() && column.ty.name != "interval";
        let name = match column.ty.name.as_str() {
            "character" => "bpchar",
            "bit" => "\"bit\"",
            "timestamptz" => "timestamp with time zone",
            "timestamp" => "timestamp without time zone",
            "timetz" => "time with time zone",
            "time" => "time without time zone",
            name => name,
        };
        let array = if column.ty.dimensions > 0 { "[]" } else { "" };
        column.default = keeps.then(|| Expr::new(format!("NULL::{name}{array}")));
    }
}

/// Columns and checks of the tables that a table inherits from or is a partition of.
pub(super) fn inherit(
    postgres: &Postgres,
    state: &mut State,
    place: &TableRef,
    table: &mut Table,
    create: &CreateTable,
) -> Result<Vec<ColumnConstraint>, Problem> {
    let mut later = Vec::new();
    for parent in &create.inherits {
        let parent = another(state, place, parent)?;
        merge(postgres, state, place, table, &parent);
        table.options.inherits.push(parent);
    }
    if let Some(ty) = &create.of_type {
        table.columns = typed::columns(postgres, state, place, ty)?;
    }
    if let Some((parent, bound)) = &create.partition_of {
        let parent = another(state, place, parent)?;
        merge(postgres, state, place, table, &parent);
        later = parts::of_partition(state, &parent)?;
        table.options.partition_of = Some(Partition { parent, bound: bound.clone() });
    }
    Ok(later)
}

/// A table that is there before the one at `place`, which has its place already.
fn another(state: &State, place: &TableRef, name: &Name) -> Result<TableRef, Problem> {
    let found = state.expect_table(name)?;
    if found == *place { Err(Problem::missing("table", name)) } else { Ok(found) }
}

/// Refuses a parent that is the table itself or has it above, as the server does.
fn no_circle(state: &State, table: &TableRef, parent: &TableRef) -> Result<(), Problem> {
    let mut above = vec![parent.clone()];
    let mut seen = 0;
    while let Some(next) = above.get(seen).cloned() {
        if next == *table {
            return Err(Problem::Refused(format!("`{table}` would inherit from itself")));
        }
        seen += 1;
        let Some(found) = state.table(&next) else { continue };
        let partition = found.options.partition_of.iter().map(|partition| &partition.parent);
        for more in found.options.inherits.iter().chain(partition) {
            if !above.contains(more) {
                above.push(more.clone());
            }
        }
    }
    Ok(())
}

/// Gives a table what it inherits from a parent.
fn merge(postgres: &Postgres, state: &State, place: &TableRef, table: &mut Table, parent: &TableRef) {
    let Some(source) = state.table(parent) else { return };
    for column in &source.columns {
        if let Some(known) = table.column_mut(&column.name) {
            // Of several parents each has its say (`MergeAttributes`).
            known.null &= column.null;
            known.default = known.default.take().or_else(|| column.default.clone());
            known.generated = known.generated.take().or_else(|| column.generated.clone());
            if let Some(method) = column.settings.get(ColumnSetting::Compression)
                && !known.settings.has(ColumnSetting::Compression)
            {
                known.settings.set(ColumnSetting::Compression, method);
            }
        } else {
            let mut settings = column.settings.clone();
            settings.retain(|setting| matches!(setting, ColumnSetting::Storage | ColumnSetting::Compression));
            let mut column = Column { identity: None, comment: None, settings, ..column.clone() };
            rehome(postgres, state, &mut column.ty, &parent.schema, &place.schema);
            table.columns.push(column);
        }
    }
    for check in source.checks.iter().filter(|check| !check.no_inherit) {
        if table.checks.iter().all(|other| other.name != check.name) {
            // There are no rows yet that could break it.
            table.checks.push(Check { not_valid: false, comment: None, ..check.clone() });
        }
    }
}

pub(super) fn copy_like(
    postgres: &Postgres,
    state: &mut State,
    place: &TableRef,
    table: &mut Table,
    source: &Table,
    like: &Like,
) -> Result<Vec<ColumnConstraint>, Problem> {
    let options = like.options;
    let home = state.find_table(&like.table).unwrap_or_else(|| place.clone());
    for column in &source.columns {
        if table.column(&column.name).is_some() {
            return Err(Problem::exists("column", &column.name));
        }
        let default = column.default.clone().filter(|_| options.defaults);
        let mut copy = Column {
            default,
            generated: column.generated.clone().filter(|_| options.generated),
            identity: column.identity.clone().filter(|_| options.identity),
            comment: column.comment.clone().filter(|_| options.comments),
            ..column.clone()
        };
        copy.settings.retain(|setting| match setting {
            ColumnSetting::Storage => options.storage,
            ColumnSetting::Compression => options.compression,
            _ => false,
        });
        if let Some(identity) = &mut copy.identity {
            identity.sequence = None;
            serial::copied_identity(identity, &copy.ty);
        }
        serial::name_identity(state, &place.schema, table, &mut copy);
        rehome(postgres, state, &mut copy.ty, &home.schema, &place.schema);
        table.columns.push(copy);
    }
    if options.constraints {
        let copied = |check: &Check| {
            let comment = check.comment.clone().filter(|_| options.comments);
            Check { not_valid: false, comment, ..check.clone() }
        };
        table.checks.extend(source.checks.iter().map(copied));
    }
    Ok(if options.indexes { constraints::like_indexes(source, options.comments) } else { Vec::new() })
}

/// Actions of ALTER TABLE that go PostgreSQL's own way.
pub(super) fn alter(
    postgres: &Postgres,
    state: &mut State,
    table: &TableRef,
    action: TableAction,
) -> Result<Option<TableAction>, Problem> {
    match action {
        TableAction::AlterColumn { name, if_exists, change: ColumnChange::Type(ty, collation) } => {
            let mut typed = Column { ty: ty.clone(), collation: collation.clone(), ..Column::default() };
            resolve_type(postgres, state, table, &mut typed);
            collations::resolve(state, &mut typed.collation);
            let change = ColumnChange::Type(ty, collation);
            let same = TableAction::AlterColumn { name: name.clone(), if_exists, change };
            children::follow(postgres, state, table, &same)?;
            state.edit_table(table, |state, edited| {
                let at = state.expect_column(edited, &name)?;
                // The server makes the indexes anew from their definitions, where the default goes without saying.
                tidy::default_classes(edited, |column| column == name);
                tidy::own_collations(edited, &name);
                tidy::statistics(Texts::new(postgres), edited, &name);
                let Some(column) = edited.columns.get_mut(at) else { return Ok(()) };
                keep_default(postgres, state, &table.schema, column);
                let previous = std::mem::replace(&mut column.ty, typed.ty.clone());
                column.collation = typed.collation.clone();
                // An identity's sequence takes the type of its column.
                if let Some(identity) = &mut column.identity {
                    identity.ty = None;
                }
                column.settings.retain(|setting| {
                    !matches!(setting, ColumnSetting::Storage | ColumnSetting::Compression)
                });
                if !postgres.same_type(&previous, &typed.ty) {
                    super::retype::expressions(postgres, edited, &name, (&previous, &typed.ty));
                }
                Ok(())
            })?;
            Ok(None)
        }
        TableAction::AlterColumn { name, if_exists, change: ColumnChange::Default(Some(default)) } => {
            let mut typed =
                state.table(table).and_then(|edited| edited.column(&name)).cloned().unwrap_or_default();
            typed.default = Some(serial::bound(state, default));
            typed_null(postgres, state, &table.schema, &mut typed);
            let action =
                TableAction::AlterColumn { name, if_exists, change: ColumnChange::Default(typed.default) };
            children::follow(postgres, state, table, &action)?;
            Ok(Some(action))
        }
        TableAction::AlterColumn { name, if_exists, change: ColumnChange::AddIdentity(identity) } => {
            let mut named = Column { name, identity: Some(identity), ..Column::default() };
            if let Some(edited) = state.table(table) {
                serial::name_identity(state, &table.schema, edited, &mut named);
            }
            let Column { name, identity, .. } = named;
            let change = ColumnChange::AddIdentity(identity.unwrap_or_default());
            Ok(Some(TableAction::AlterColumn { name, if_exists, change }))
        }
        TableAction::AlterColumn {
            ref name, change: ColumnChange::SetIdentity { ref changes, .. }, ..
        } => {
            if let Some(column) = state.table_mut(table)?.column_mut(name) {
                changes.iter().for_each(|change| serial::change_identity(column, change));
            }
            Ok(Some(action))
        }
        // Nothing is stored of a partitioned table, so that nothing is written anew.
        TableAction::Option(TableOption::Unlogged(unlogged))
            if state.table(table).is_some_and(|table| {
                table.options.partition_by.is_some() || table.options.unlogged == unlogged
            }) =>
        {
            Ok(None)
        }
        TableAction::Option(TableOption::Unlogged(unlogged)) => {
            serial::set_unlogged(postgres, state, table, unlogged)?;
            Ok(Some(action))
        }
        TableAction::AttachPartition(child, bound) => {
            let child = state.expect_table(&child)?;
            no_circle(state, &child, table)?;
            parts::attach(postgres, state, table, &child)?;
            state.table_mut(&child)?.options.partition_of = Some(Partition { parent: table.clone(), bound });
            Ok(None)
        }
        TableAction::DetachPartition(child) => {
            let child = state.expect_table(&child)?;
            let child = state.table_mut(&child)?;
            child.options.partition_of = None;
            parts::detach(child);
            Ok(None)
        }
        TableAction::Inherit(parent) => {
            let parent = state.expect_table(&parent)?;
            no_circle(state, table, &parent)?;
            // What it has from no other parent is its own as well.
            let parents = state.table(table).map(|table| table.options.inherits.clone()).unwrap_or_default();
            let parents: Vec<Table> =
                parents.iter().filter_map(|parent| state.table(parent).cloned()).collect();
            let inherited = |name: &str| parents.iter().any(|parent| parent.column(name).is_some());
            let edited = state.table_mut(table)?;
            let own = edited.columns.iter_mut().filter(|column| !inherited(&column.name));
            own.for_each(partitions::set_local);
            edited.options.inherits.push(parent);
            Ok(None)
        }
        TableAction::NoInherit(parent) => {
            let parent = state.expect_table(&parent)?;
            state.table_mut(table)?.options.inherits.retain(|other| *other != parent);
            Ok(None)
        }
        TableAction::AddConstraint { constraint, .. } if !partitions::children(state, table).is_empty() => {
            let before = parts::Held::of(state, table);
            state.edit_table(table, |state, edited| {
                let constraint = ColumnConstraint { column: None, constraint: *constraint };
                constraints::add(postgres, state, table, edited, vec![constraint])
            })?;
            parts::spread(postgres, state, table, &before)?;
            Ok(None)
        }
        TableAction::AddColumn { def, if_not_exists, .. }
            if !partitions::children(state, table).is_empty() =>
        {
            children::add_column(postgres, state, table, *def, if_not_exists)?;
            Ok(None)
        }
        action => {
            children::follow(postgres, state, table, &action)?;
            Ok(Some(action))
        }
    }
}

/// The type that a domain is over, as its statement says it.
pub(super) fn base_of_domain(postgres: &Postgres, text: &str) -> Option<DataType> {
    let mut reader = Reader::new(text, Syntax::postgres(), names::fold);
    reader.expect("CREATE DOMAIN").ok()?;
    reader.name().ok()?;
    reader.eat("AS");
    let words = ["DEFAULT", "NOT", "NULL", "CHECK", "CONSTRAINT", "COLLATE", ";"];
    postgres.parse_type(reader.until(&words).ok()?.trim()).ok()
}

/// A constant that is a default keeps the type that it was read as when its column gets another.
fn keep_default(postgres: &Postgres, state: &State, home: &str, column: &mut Column) {
    let Some(default) = &column.default else { return };
    let mut tokens = crate::sql::Tokens::new(default.as_str(), crate::sql::Syntax::postgres());
    let is_string = tokens.next().is_some_and(|token| token.kind == crate::sql::TokenKind::String);
    if is_string && tokens.next().is_none() {
        // The constant of a domain is one of the type below.
        let base = domain_base(postgres, state, home, &column.ty, 16).unwrap_or_else(|| column.ty.clone());
        let schema = base.schema.as_deref().map(|schema| state.written_schema(schema).to_owned());
        let ty = postgres.bare_type_sql(&DataType { schema, ..base });
        column.default = Some(Expr::new(format!("{default}::{ty}")));
    }
}

/// ALTER TABLE of a view, a sequence or an index.
pub(super) fn alter_other(
    postgres: &Postgres,
    state: &mut State,
    alter: &AlterTable,
) -> Option<Result<(), Problem>> {
    if state.find_view(&alter.name).is_some() {
        return Some(crate::replay::alter_view(postgres, state, alter.clone()));
    }
    let name = &alter.name;
    let is_sequence =
        state.resolve(name, |schema| state.sequence(&schema.name, &name.name).map(|_| ())).is_some()
            || serial::is_identity_sequence(state, name);
    let changes: Option<Vec<_>> = alter
        .actions
        .iter()
        .map(|action| match action {
            TableAction::RenameTable(next) => Some(SequenceChange::Rename(next.name.clone())),
            TableAction::SetSchema(schema) => Some(SequenceChange::SetSchema(schema.clone())),
            _ => None,
        })
        .collect();
    if is_sequence {
        let changes = changes?;
        return Some(crate::replay::alter_sequence(postgres, state, name, changes));
    }
    match alter.actions.as_slice() {
        [TableAction::AttachPartition(part, _)] => Some(parts::attach_index(state, name, part)),
        [TableAction::RenameTable(next)] => {
            let has_index = |table: &Table| table.index(&name.name).is_some();
            let found = state.resolve(name, |schema| {
                let mut tables = state.tables_with(&schema.name, &name.name);
                tables.find(|table| has_index(table)).map(|table| table.name.clone())
            });
            match found {
                Some(_) => Some(crate::replay::rename_index(postgres, state, name, next.name.clone(), false)),
                None => match names::rename_key_index(Texts::new(postgres), state, name, &next.name) {
                    Ok(false) => None,
                    outcome => Some(outcome.map(|_| ())),
                },
            }
        }
        [
            TableAction::AlterColumn {
                name: part,
                change: ColumnChange::Setting(ColumnSetting::Statistics, value),
                ..
            },
        ] => Some(parts::set_statistics(state, name, (part, value.as_deref()), alter.only)),
        [TableAction::Option(TableOption::Parameter(..)), ..] => {
            let changes = alter.actions.iter().filter_map(|action| match action {
                TableAction::Option(TableOption::Parameter(key, value)) => Some((key, value)),
                _ => None,
            });
            names::set_parameters(state, name, &changes.collect::<Vec<_>>());
            Some(Ok(()))
        }
        _ => None,
    }
}

/// Whether any part of an index reads a column.
pub(super) fn index_reads(texts: Texts<'_>, table: &str, index: &crate::model::Index, column: &str) -> bool {
    index.include.iter().any(|include| include == column)
        || index.predicate.as_ref().is_some_and(|predicate| texts.reads(predicate.as_str(), table, column))
        || index.parts.iter().any(|part| match &part.key {
            PartKey::Column(name) => name == column,
            PartKey::Expr(expr) => texts.reads(expr.as_str(), table, column),
        })
}
