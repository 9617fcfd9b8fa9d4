use super::super::{Drop, Name, Problem, State, TEMPORARY, Texts, TypeChange, TypePlaces, TypeSearch};
use super::{carried_type, object};
use crate::dialect::Dialect;
use crate::model::{EnumType, Expr, Object, ObjectKind, Origin, OtherKind, Table, TableRef};

pub(super) fn create(
    dialect: &dyn Dialect,
    state: &mut State,
    name: &Name,
    mut ty: EnumType,
) -> Result<(), Problem> {
    let schema = state.creation_schema(name, false)?;
    ty.comment =
        object::take_shell(state, &schema, &name.name)?.and_then(|shell| shell.comment).or(ty.comment);
    if let Some(kind) = dialect.type_taken(state, &schema, &name.name) {
        return Err(Problem::exists(kind, name));
    }
    state.schema_mut(&schema)?.enums.push(ty);
    Ok(())
}

/// The schema of an enum type, unless a type of another kind comes before it in the search path.
pub(super) fn find(state: &State, name: &Name) -> Option<String> {
    let found = state.resolve(name, |schema| {
        let carried = schema.objects.iter().any(|object| object.kind.is_type() && object.name == name.name);
        let is_enum = schema.enum_type(&name.name).is_some();
        (is_enum || carried).then_some(is_enum)
    });
    found.filter(|(_, is_enum)| *is_enum).map(|(schema, _)| schema)
}

pub(super) fn alter(
    dialect: &dyn Dialect,
    state: &mut State,
    name: &Name,
    change: TypeChange,
) -> Result<(), Problem> {
    // Attributes are of composite types only: an enum type of the name is passed by.
    let found = find(state, name).filter(|_| !matches!(change, TypeChange::Attributes(_)));
    let Some(schema) = found else {
        return carried_type::alter(dialect, state, name, change);
    };
    let missing = || Problem::missing("type", name);
    let position = |values: &[String], value: &str| {
        values.iter().position(|other| other == value).ok_or_else(|| Problem::missing("enum value", value))
    };
    let ty =
        state.schema_mut(&schema)?.enums.iter_mut().find(|ty| ty.name == name.name).ok_or_else(missing)?;
    match change {
        TypeChange::AddValue { value, if_not_exists, beside } => {
            if ty.values.contains(&value) {
                return if if_not_exists { Ok(()) } else { Err(Problem::exists("enum value", value)) };
            }
            let at = match beside {
                Some((before, neighbour)) => position(&ty.values, &neighbour)? + usize::from(!before),
                None => ty.values.len(),
            };
            ty.values.insert(at, value);
        }
        TypeChange::RenameValue(previous, next) => {
            if ty.values.contains(&next) {
                return Err(Problem::exists("enum value", next));
            }
            let at = position(&ty.values, &previous)?;
            if let Some(value) = ty.values.get_mut(at) {
                value.clone_from(&next);
            }
            // Where renames are followed.
            for (_, now) in ty.origin.renamed_values.iter_mut().filter(|(_, now)| *now == previous) {
                now.clone_from(&next);
            }
            let texts = Texts::new(dialect);
            let uses = |home: &str, table: &Table| {
                table.columns.iter().any(|column| dialect.is_of(&column.ty, home, (&schema, &name.name)))
            };
            for (home, table) in state.tables_mut(uses) {
                let home = home.to_owned();
                for column in table
                    .columns
                    .iter_mut()
                    .filter(|column| dialect.is_of(&column.ty, &home, (&schema, &name.name)))
                {
                    if let Some(default) = &mut column.default {
                        *default = Expr::new(texts.replace_string(default.as_str(), &previous, &next));
                    }
                }
            }
            dialect.renamed_value(state, (&schema, &name.name), &previous, &next)?;
        }
        TypeChange::Rename(next) => {
            ty.name.clone_from(&next);
            if let Some(kind) = dialect.type_taken(state, &schema, &next).filter(|kind| *kind != "type") {
                return Err(Problem::exists(kind, next));
            }
            refer_to(dialect, state, (&schema, &name.name), (&schema, &next));
        }
        TypeChange::SetSchema(next) => {
            let next = state.schema_name(&next);
            state.schema_mut(&next)?;
            let enums = &mut state.schema_mut(&schema)?.enums;
            let Some(at) = enums.iter().position(|ty| ty.name == name.name) else { return Err(missing()) };
            let ty = enums.remove(at);
            state.schema_mut(&next)?.enums.push(ty);
            refer_to(dialect, state, (&schema, &name.name), (&next, &name.name));
        }
        TypeChange::Attributes(_) | TypeChange::Carried(_) | TypeChange::CommentConstraint(..) => {
            return Err(Problem::Unknown(format!("ALTER TYPE {name}")));
        }
    }
    Ok(())
}

/// Points columns at a type's next name: each a schema and a name.
pub(super) fn refer_to(dialect: &dyn Dialect, state: &mut State, previous: (&str, &str), next: (&str, &str)) {
    dialect.renamed_type(state, previous, next);
    let uses = |home: &str, table: &Table| {
        table.columns.iter().any(|column| dialect.is_of(&column.ty, home, previous))
    };
    for (home, table) in state.tables_mut(uses) {
        let home = home.to_owned();
        for column in table.columns.iter_mut().filter(|column| dialect.is_of(&column.ty, &home, previous)) {
            next.1.clone_into(&mut column.ty.name);
            dialect.place_type(&mut column.ty, next.0, &home);
        }
    }
}

pub(super) fn drop(dialect: &dyn Dialect, state: &mut State, drop: &Drop) -> Result<(), Problem> {
    for name in &drop.names {
        let found = find(state, name).or_else(|| carried_type::find(state, name));
        let Some(schema) = found else {
            if drop.if_exists {
                continue;
            }
            return Err(Problem::missing("type", name));
        };
        remove(dialect, state, (&schema, &name.name), drop.cascade)?;
    }
    Ok(())
}

/// Drops one type with what uses it, or refuses.
pub(crate) fn remove(
    dialect: &dyn Dialect,
    state: &mut State,
    ty: (&str, &str),
    cascade: bool,
) -> Result<(), Problem> {
    for table in tables_of(dialect, state, ty) {
        if !cascade {
            return Err(Problem::needed("type", ty.1, format!("table `{}`", table.table)));
        }
        super::table::remove(dialect, state, &table, true)?;
    }
    drop_columns(dialect, state, ty, cascade)?;
    if cascade {
        dialect.dropping_type(state, ty)?;
    }
    let tracks = dialect.naming().tracks_dependents;
    if tracks && !cascade {
        drop_users(dialect, state, ty, false)?;
    }
    let found = state.schema_mut(ty.0)?;
    found.enums.retain(|other| other.name != ty.1);
    found.objects.retain(|object| !(object.kind.is_type() && object.name == ty.1));
    found.objects.retain(|object| !carried_type::is_comment_of(object, ty.1));
    // The functions of a type take the type with them: it must be gone already.
    if tracks && cascade { drop_users(dialect, state, ty, true) } else { Ok(()) }
}

/// Refuses to let a table or a view go without what is made of its rows.
pub(super) fn keep_row_type(
    dialect: &dyn Dialect,
    state: &mut State,
    relation: &TableRef,
) -> Result<(), Problem> {
    let ty = (relation.schema.as_str(), relation.table.as_str());
    drop_columns(dialect, state, ty, false)?;
    drop_users(dialect, state, ty, false)
}

/// Drops what is made of the rows of a table or a view that is gone already: columns, and routines that take or give them.
pub(super) fn drop_row_type(
    dialect: &dyn Dialect,
    state: &mut State,
    relation: &TableRef,
) -> Result<(), Problem> {
    let ty = (relation.schema.as_str(), relation.table.as_str());
    drop_columns(dialect, state, ty, true)?;
    drop_users(dialect, state, ty, true)
}

/// Drops the columns of a type, or refuses.
fn drop_columns(
    dialect: &dyn Dialect,
    state: &mut State,
    (schema, name): (&str, &str),
    cascade: bool,
) -> Result<(), Problem> {
    let tables = state.realm.tables();
    let uses = tables.flat_map(|(home, table)| {
        let uses = table.columns.iter().filter(move |column| dialect.is_of(&column.ty, home, (schema, name)));
        uses.map(move |column| (TableRef::new(home, &table.name), column.name.clone()))
    });
    for (table, column) in uses.collect::<Vec<_>>() {
        // One that goes with its transaction is gone where none is open: else nobody could drop the type.
        if table.schema == TEMPORARY && state.session.opened_by.is_none() {
            super::table::end_of_transaction(state, |name| name == table.table);
            if state.table(&table).is_none() {
                continue;
            }
        }
        if !cascade {
            return Err(Problem::needed("type", name, format!("column `{}.{column}`", table.table)));
        }
        let partitions_by = |edited: &Table| {
            let clause = edited.options.partition_by.as_deref();
            clause.is_some_and(|clause| Texts::new(dialect).reads(clause, &edited.name, &column))
        };
        if state.table(&table).is_some_and(partitions_by) {
            super::table::remove(dialect, state, &table, true)?;
        } else if state.table(&table).is_some() {
            super::column::drop(dialect, state, &table, &column, true, true)?;
        }
    }
    Ok(())
}

/// The types that are in a schema.
pub(super) fn of_schema(state: &State, schema: &str) -> Vec<String> {
    let Some(schema) = state.realm.schema(schema) else { return Vec::new() };
    let carried = schema.objects.iter().filter(|object| object.kind.is_type()).map(|object| &object.name);
    schema.enums.iter().map(|ty| &ty.name).chain(carried).cloned().collect()
}

/// Whether a text names a type: with its schema, or where the search path of its origin finds it first.
pub(super) fn names_type(
    dialect: &dyn Dialect,
    state: &State,
    origin: &Origin,
    text: &str,
    ty: (&str, &str),
) -> bool {
    let uses = Texts::new(dialect).type_uses(text, ty, TypePlaces::All);
    uses.full || uses.bare && TypeSearch::of(dialect, state, ty).finds(origin)
}

/// Whether the statement that makes a routine names a type anywhere but in a body of its own language.
fn results_in(dialect: &dyn Dialect, state: &State, object: &Object, ty: (&str, &str)) -> bool {
    let uses = Texts::new(dialect).type_uses_of_routine(&object.text, ty);
    uses.full || uses.bare && TypeSearch::of(dialect, state, ty).finds(&object.origin)
}

/// Drops the domains over a type that goes, and the routines with arguments of it, or refuses.
fn drop_users(
    dialect: &dyn Dialect,
    state: &mut State,
    ty: (&str, &str),
    cascade: bool,
) -> Result<(), Problem> {
    let mut gone = Vec::new();
    for schema in &state.realm.schemas {
        for object in schema.objects.iter().filter(|object| may_name(&object.text, ty.1)) {
            let signature = object.name.split_once('(').map(|(_, signature)| signature);
            let uses = if object::names_types(object.kind, &object.name) {
                // What a range is renamed to is the name of no other type.
                let made =
                    if object.kind == ObjectKind::Range { object.text.split(";\n").next() } else { None };
                names_type(dialect, state, &object.origin, made.unwrap_or(&object.text), ty)
            } else {
                // A type of the connection's schema stands there without it.
                signature.is_some_and(|text| {
                    names_type(dialect, state, &Origin::default(), text, ty)
                        || results_in(dialect, state, object, ty)
                })
            };
            if uses && (schema.name.as_str(), object.name.as_str()) != ty {
                gone.push((schema.name.clone(), object.kind, object.name.clone()));
            }
        }
    }
    for (schema, kind, name) in gone {
        if !cascade {
            return Err(Problem::needed("type", ty.1, format!("`{name}`")));
        }
        if kind == ObjectKind::Composite {
            drop_attributes(dialect, state, (&schema, &name), ty)?;
            continue;
        }
        if kind.is_type() {
            remove(dialect, state, (&schema, &name), true)?;
        } else {
            let objects = state.schema_mut(&schema)?.objects;
            let at = objects.iter().position(|object| object.kind == kind && object.name == name);
            if let Some(routine) = at.map(|at| objects.remove(at)) {
                dialect.dropped_object(state, Some(&schema), &routine, true)?;
            }
        }
    }
    Ok(())
}

/// Whether a text may say a name, in whatever case.
fn may_name(text: &str, name: &str) -> bool {
    name.contains('"')
        || text.as_bytes().windows(name.len()).any(|part| part.eq_ignore_ascii_case(name.as_bytes()))
}

/// Takes the attributes of a type that goes out of a composite type.
fn drop_attributes(
    dialect: &dyn Dialect,
    state: &mut State,
    (schema, name): (&str, &str),
    ty: (&str, &str),
) -> Result<(), Problem> {
    let is_it = |object: &Object| object.kind == ObjectKind::Composite && object.name == name;
    let objects = &state.schema_mut(schema)?.objects;
    let Some((at, mut object)) = objects.iter().cloned().enumerate().find(|(_, object)| is_it(object)) else {
        return Ok(());
    };
    let origin = object.origin.clone();
    dialect.drop_attributes(&mut object, &|text| names_type(dialect, state, &origin, text, ty))?;
    if let Some(slot) = state.schema_mut(schema)?.objects.get_mut(at) {
        *slot = object;
    }
    super::attribute_comment::tidy(dialect, state, &TableRef::new(schema, name))
}

/// The tables of a composite type.
pub(super) fn tables_of(dialect: &dyn Dialect, state: &State, ty: (&str, &str)) -> Vec<TableRef> {
    let is_of = |object: &&Object| {
        object.other() == Some(OtherKind::OfType)
            && names_type(dialect, state, &object.origin, &object.text, ty)
    };
    let schemas = state.realm.schemas.iter();
    let tables = schemas.flat_map(|schema| {
        let tables = schema.objects.iter().filter(is_of).filter_map(|object| object.table.as_ref());
        tables.map(|table| TableRef::new(&schema.name, table))
    });
    tables.collect()
}
