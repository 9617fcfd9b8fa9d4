//! What goes with a table, a column, a constraint; and what stands in the way.

use super::partitions::{self, Lost};
use super::{collations, columns, extension_members, families, marks, statistics};
use crate::dialect::Postgres;
use crate::dialect::postgres::objects::RoutinesOfType;
use crate::model::{ForeignKey, Index, Object, ObjectKind, PartKey, Table, TableRef};
use crate::replay::{
    Problem, QueryFacts, State, Texts, drop_view_chain, remove_table, remove_type, views_on,
};

pub(super) fn table(
    postgres: &Postgres,
    state: &mut State,
    table: &TableRef,
    cascade: bool,
) -> Result<(), Problem> {
    drop_view_chain(postgres, state, "table", table, cascade)?;
    drop_references(state, table, cascade, ("table", &table.table), |_| true)?;
    let children: Vec<_> = state
        .referrers(&table.table)
        .filter(|(_, child)| {
            child.options.inherits.contains(table)
                || child.options.partition_of.as_ref().is_some_and(|partition| partition.parent == *table)
        })
        .map(|(schema, child)| (TableRef::new(schema, &child.name), child.options.partition_of.is_some()))
        .collect();
    for (child, is_partition) in children {
        if !is_partition && !cascade {
            return Err(Problem::needed("table", table, format!("table `{child}`")));
        }
        remove_table(postgres, state, &child, cascade)?;
    }
    if cascade {
        drop_readers(Texts::new(postgres), state, table, |_| true);
    }
    statistics::dropped(Texts::new(postgres), state, table, None);
    let owned: Vec<_> = state.sequences_of(table).map(|sequence| sequence.name.clone()).collect();
    owned.iter().try_for_each(|sequence| release_sequence(state, table, sequence, cascade))
}

/// Drops the rules and policies of other tables, and the routines, that read or write a table.
fn drop_readers(texts: Texts<'_>, state: &mut State, table: &TableRef, reads: impl Fn(&Object) -> bool) {
    let own = state.connection.clone();
    let names = |object: &Object| {
        let path = object.origin.search_path.as_ref();
        let bare = path.map_or(table.schema == own, |path| path.contains(&table.schema));
        texts.names_relation(&object.text, (&table.schema, &table.table), bare)
    };
    for schema in state.realm.schemas_mut() {
        let home = schema.name.to_owned();
        schema.objects.retain(|object| {
            let is_its = home == table.schema && object.table.as_ref() == Some(&table.table);
            !(is_bound(object) && !is_its && names(object) && reads(object))
        });
    }
}

/// Whether the server has settled which relations an object reads: of a rule, a policy, and a body that is read when its
/// routine is made.
pub(in crate::dialect::postgres) fn is_bound(object: &Object) -> bool {
    matches!(object.kind, ObjectKind::Rule | ObjectKind::Policy)
        || object.kind.is_routine() && crate::words::mentions(&object.text, "atomic")
}

/// A name that no column has.
const GONE: &str = "\0gone";

/// Takes a sequence that goes out of the defaults of other tables.
fn release_sequence(
    state: &mut State,
    owner: &TableRef,
    sequence: &str,
    cascade: bool,
) -> Result<(), Problem> {
    for (user, column) in super::serial::defaults_from(state, &owner.schema, sequence) {
        if user == *owner {
            continue;
        }
        if !cascade {
            return Err(Problem::needed("table", owner, format!("the default of `{}.{column}`", user.table)));
        }
        if let Some(column) = state.table_mut(&user)?.column_mut(&column) {
            column.default = None;
        }
    }
    Ok(())
}

/// Drops the foreign keys of other tables that refer to `table` and that `which` picks, or refuses.
fn drop_references(
    state: &mut State,
    table: &TableRef,
    cascade: bool,
    (kind, name): (&'static str, &str),
    which: impl Fn(&ForeignKey) -> bool,
) -> Result<(), Problem> {
    let mut blocked = None;
    let refers = |key: &ForeignKey| key.references == *table && which(key);
    for (schema, other) in state.referrers_mut(&table.table) {
        if schema == table.schema && other.name == table.table {
            continue;
        }
        if cascade {
            other.foreign_keys.retain(|key| !refers(key));
        } else if let Some(key) = other.foreign_keys.iter().find(|key| refers(key)) {
            blocked.get_or_insert_with(|| format!("foreign key `{}` of `{}`", key.name, other.name));
        }
    }
    match blocked {
        Some(by) => Err(Problem::needed(kind, name, by)),
        None => Ok(()),
    }
}

pub(super) fn column(
    postgres: &Postgres,
    state: &mut State,
    table: &TableRef,
    column: &str,
    cascade: bool,
) -> Result<(), Problem> {
    let texts = Texts::new(postgres);
    for view in views_on(state, table) {
        let reads = state.realm.schema(&view.schema).and_then(|schema| schema.view(&view.table)).is_some_and(
            |view| {
                let text = view.definition.as_str();
                // What is joined so names no columns.
                (texts.names(text, column) || crate::words::mentions(text, "natural"))
                    && QueryFacts::of_view(postgres, state, view).reads(table, column)
            },
        );
        if reads && cascade {
            crate::replay::remove_view(postgres, state, &view)?;
        }
    }
    drop_references(state, table, cascade, ("column", column), |key| {
        key.ref_columns.iter().any(|other| other == column)
    })?;
    if cascade && let Some(schema) = state.realm.schema_mut(&table.schema) {
        schema.objects.retain(|object| {
            let hangs = matches!(object.kind, ObjectKind::Policy | ObjectKind::Trigger | ObjectKind::Rule);
            let own = object.table.as_ref() == Some(&table.table);
            !(hangs && own && texts.reads(&object.text, &table.table, column))
        });
    }
    if cascade {
        let other = |object: &Object| texts.rename_column_of(&object.text, &table.table, column, GONE);
        drop_readers(texts, state, table, |object| other(object) != object.text);
    }
    let edited = state.table(table).cloned().unwrap_or_default();
    let computed = edited.columns.iter().filter(|other| {
        let expr = other.generated.as_ref().map(|generated| generated.expr.as_str());
        other.name != column && expr.is_some_and(|expr| texts.reads(expr, &table.table, column))
    });
    for other in computed {
        if !cascade {
            return Err(Problem::needed("column", column, format!("column `{}`", other.name)));
        }
        crate::replay::drop_column(postgres, state, table, &other.name)?;
    }
    let is_of = |owned: &(String, String)| owned.1 == column;
    let owned = state.sequences_of(table).filter(|sequence| sequence.owned_by.as_ref().is_some_and(is_of));
    let owned: Vec<_> = owned.map(|sequence| sequence.name.clone()).collect();
    for sequence in owned {
        for (user, other) in super::serial::defaults_from(state, &table.schema, &sequence) {
            // What a child inherits goes with the parents' column alone.
            if other == column && (user == *table || is_above(state, &user, table)) {
                continue;
            }
            if !cascade {
                return Err(Problem::needed(
                    "column",
                    column,
                    format!("the default of `{}.{other}`", user.table),
                ));
            }
            if let Some(column) = state.table_mut(&user)?.column_mut(&other) {
                column.default = None;
            }
        }
    }
    statistics::dropped(texts, state, table, Some(column));
    let gone: Vec<String> = state.table(table).map_or_else(Vec::new, |edited| {
        let reads =
            edited.indexes.iter().filter(|index| columns::index_reads(texts, &edited.name, index, column));
        let key = edited.primary_key.iter().filter(|key| key.columns().any(|other| other == column));
        reads.map(|index| index.name.clone()).chain(key.filter_map(|key| key.name.clone())).collect()
    });
    gone.iter().for_each(|index| marks::index_dropped(texts, state, table, index));
    including_keys_go(state, table, column, cascade)?;
    let edited = state.table_mut(table)?;
    let name = edited.name.clone();
    edited.indexes.retain(|index| !columns::index_reads(texts, &name, index, column));
    edited.checks.retain(|check| !texts.reads(check.expr.as_str(), &name, column));
    edited.foreign_keys.retain(|key| !key.columns.iter().any(|other| other == column));
    edited
        .foreign_keys
        .retain(|key| key.references != *table || !key.ref_columns.iter().any(|other| other == column));
    if edited.primary_key.as_ref().is_some_and(|key| {
        key.columns().any(|other| other == column) || key.include.iter().any(|other| other == column)
    }) {
        edited.primary_key = None;
    }
    Ok(())
}

/// Takes away the keys that only include a column which goes, with the foreign keys that relied on them, or refuses.
fn including_keys_go(
    state: &mut State,
    table: &TableRef,
    column: &str,
    cascade: bool,
) -> Result<(), Problem> {
    let includes = |include: &[String]| include.iter().any(|other| other == column);
    let edited = state.table_mut(table)?;
    if let Some(key) = edited.primary_key.take_if(|key| includes(&key.include)) {
        let columns: Vec<_> = key.columns().map(str::to_owned).collect();
        unkey(state, table, &columns, key.name.as_deref().unwrap_or_default(), None, cascade)?;
    }
    let is_it = |index: &Index| index.unique && index.predicate.is_none() && includes(&index.include);
    while let Some(at) = state.table(table).and_then(|edited| edited.indexes.iter().position(is_it)) {
        let index = state.table_mut(table)?.indexes.remove(at);
        let columns: Vec<_> =
            index.parts.iter().filter_map(|part| part.column_name()).map(str::to_owned).collect();
        unkey(state, table, &columns, &index.name, Some(at), cascade)?;
    }
    Ok(())
}

/// Whether a table inherits from another, be it by others between.
fn is_above(state: &State, parent: &TableRef, table: &TableRef) -> bool {
    let parents = state.table(table).map(|table| table.options.inherits.as_slice()).unwrap_or_default();
    parents.iter().any(|above| above == parent || is_above(state, parent, above))
}

pub(super) fn constraint(
    postgres: &Postgres,
    state: &mut State,
    table: &TableRef,
    name: &str,
    cascade: bool,
) -> Result<bool, Problem> {
    let edited = state.table_mut(table)?;
    if let Some(at) = edited.checks.iter().position(|check| check.name == name) {
        edited.checks.remove(at);
        partitions::withdraw(postgres, state, table, &Lost::Check(name.to_owned()))?;
        return Ok(true);
    }
    if let Some(at) = edited.foreign_keys.iter().position(|key| key.name == name) {
        let key = edited.foreign_keys.remove(at);
        partitions::withdraw(postgres, state, table, &Lost::ForeignKey(Box::new(key)))?;
        return Ok(true);
    }
    if let Some(key) = edited.primary_key.take_if(|key| key.name.as_deref() == Some(name)) {
        marks::index_dropped(Texts::new(postgres), state, table, name);
        partitions::withdraw(postgres, state, table, &Lost::Key(key.origin.number))?;
        let columns: Vec<_> = key.columns().map(str::to_owned).collect();
        unkey(state, table, &columns, name, None, cascade)?;
        return Ok(true);
    }
    let Some(at) = edited.indexes.iter().position(|index| index.constraint && index.name == name) else {
        return Ok(false);
    };
    let index = edited.indexes.remove(at);
    let columns: Vec<_> =
        index.parts.iter().filter_map(|part| part.column_name()).map(str::to_owned).collect();
    marks::index_dropped(Texts::new(postgres), state, table, name);
    partitions::withdraw(postgres, state, table, &Lost::Key(index.origin.number))?;
    unkey(state, table, &columns, name, Some(at), cascade)?;
    Ok(true)
}

/// Drops the foreign keys that relied on a key which is gone already, or refuses. `at` is where an index stood among
/// those of the table, none for the primary key.
///
/// Of several keys over the same columns, a foreign key uses the one that was there first (`transformFkeyCheckAttrs`).
fn unkey(
    state: &mut State,
    table: &TableRef,
    columns: &[String],
    name: &str,
    at: Option<usize>,
    cascade: bool,
) -> Result<(), Problem> {
    let same = |a: &[String], b: &[String]| a.len() == b.len() && a.iter().all(|column| b.contains(column));
    let others = state.table(table).is_some_and(|edited| {
        let keys = edited.primary_key.iter().map(|key| key.columns().map(str::to_owned).collect::<Vec<_>>());
        let earlier = edited.indexes.iter().take(at.unwrap_or_default());
        let uniques = earlier.filter(|index| index.unique && index.predicate.is_none());
        let uniques = uniques.map(|index| {
            index.parts.iter().filter_map(|part| part.column_name()).map(str::to_owned).collect()
        });
        keys.chain(uniques).any(|other| same(&other, columns))
    });
    if others {
        return Ok(());
    }
    let mut blocked = None;
    let uses = |key: &ForeignKey| key.references == *table && same(&key.ref_columns, columns);
    for (_, other) in state.referrers_mut(&table.table) {
        if cascade {
            other.foreign_keys.retain(|key| !uses(key));
        } else if let Some(key) = other.foreign_keys.iter().find(|key| uses(key)) {
            blocked.get_or_insert_with(|| format!("foreign key `{}` of `{}`", key.name, other.name));
        }
    }
    match blocked {
        Some(by) => Err(Problem::needed("constraint", name, by)),
        None => Ok(()),
    }
}

pub(super) fn index(
    postgres: &Postgres,
    state: &mut State,
    table: &TableRef,
    name: &str,
    cascade: bool,
) -> Result<(), Problem> {
    let edited = state.table_mut(table)?;
    let Some(at) = edited.indexes.iter().position(|index| index.name == name) else { return Ok(()) };
    let index = edited.indexes.remove(at);
    marks::index_dropped(Texts::new(postgres), state, table, name);
    partitions::withdraw(postgres, state, table, &Lost::Key(index.origin.number))?;
    if !index.unique {
        return Ok(());
    }
    let columns: Vec<_> =
        index.parts.iter().filter_map(|part| part.column_name()).map(str::to_owned).collect();
    unkey(state, table, &columns, name, Some(at), cascade)
}

/// Whether routines of a kind are called in expressions.
pub(super) fn is_routine(kind: ObjectKind) -> bool {
    matches!(kind, ObjectKind::Function | ObjectKind::Aggregate)
}

/// Drops what goes with a carried object which is gone already, or refuses.
pub(super) fn object(
    postgres: &Postgres,
    state: &mut State,
    (home, object): (&str, &Object),
    cascade: bool,
) -> Result<(), Problem> {
    if object.kind == ObjectKind::Extension && cascade {
        return extension_members::dropped(postgres, state, &object.name);
    }
    if let Some(name) = object.as_collation() {
        return collations::dropped(postgres, state, (home, name), cascade);
    }
    families::without_operator(postgres, state, object);
    families::left_by(postgres, state, home, object)?;
    function(postgres, state, (home, object), cascade)
}

/// Drops the triggers, rules and policies that run a function which is gone already, or refuses; refuses as well where anything else of
/// the schema calls a function of the name, as there may be several.
fn function(
    postgres: &Postgres,
    state: &mut State,
    (home, object): (&str, &Object),
    cascade: bool,
) -> Result<(), Problem> {
    let texts = Texts::new(postgres);
    if object.kind != ObjectKind::Function {
        return Ok(());
    }
    types_of(postgres, state, (home, object), cascade)?;
    let name = object.name.split('(').next().unwrap_or_default();
    let is_same = |other: &Object| is_routine(other.kind) && other.name.split('(').next() == Some(name);
    if state.realm.schemas.iter().any(|schema| schema.objects.iter().any(is_same)) {
        // What calls a function of the name may mean one that is still there: the server has settled it.
        return Ok(());
    }
    let runs = |other: &Object| {
        use ObjectKind::{EventTrigger, Policy, Rule, Trigger};
        matches!(other.kind, Trigger | EventTrigger | Rule | Policy) && texts.calls(&other.text, name)
    };
    for objects in state.realm.object_lists_mut() {
        if !cascade && let Some(user) = objects.iter().find(|other| runs(other)) {
            let by = format!("{} `{}`", user.kind.selector().replace('_', " "), user.name);
            return Err(Problem::needed("function", &object.name, by));
        }
        objects.retain(|other| !runs(other));
    }
    let user = state
        .realm
        .tables()
        .find(|(_, table)| table_calls(texts, table, name))
        .map(|(_, table)| table.name.clone());
    let views = state.realm.schemas.iter().flat_map(|schema| &schema.views);
    let view = views
        .into_iter()
        .find(|view| texts.calls(view.definition.as_str(), name))
        .map(|view| view.name.clone());
    match user.or(view) {
        Some(user) if cascade => Err(Problem::Unknowable(format!(
            "`{user}` goes with the function `{}` if it is that which it calls",
            object.name
        ))),
        Some(user) => Err(Problem::needed("function", &object.name, format!("`{user}`"))),
        None => Ok(()),
    }
}

/// Drops the types that a function which is gone already reads or writes the values of, or refuses.
fn types_of(
    postgres: &Postgres,
    state: &mut State,
    (home, function): (&str, &Object),
    cascade: bool,
) -> Result<(), Problem> {
    // Of several functions of the name, it is the one that names the type.
    let texts = Texts::new(postgres);
    let is_of = |ty: &&Object| {
        RoutinesOfType::of(postgres, ty).has(home, function) && texts.names(&function.text, &ty.name)
    };
    let types = state.realm.schemas.iter().flat_map(|schema| {
        let types = schema.objects.iter().filter(is_of);
        types.map(|ty| (schema.name.clone(), ty.name.clone()))
    });
    for (schema, ty) in types.collect::<Vec<_>>() {
        if !cascade {
            return Err(Problem::needed("function", &function.name, format!("type `{ty}`")));
        }
        remove_type(postgres, state, (&schema, &ty), true)?;
    }
    Ok(())
}

/// Whether an expression of a table calls a function.
fn table_calls(texts: Texts<'_>, table: &Table, name: &str) -> bool {
    let columns = table.columns.iter().flat_map(|column| {
        column.default.iter().chain(column.generated.as_ref().map(|generated| &generated.expr))
    });
    let indexes = table.indexes.iter().flat_map(|index| {
        let parts = index.parts.iter().filter_map(|part| match &part.key {
            PartKey::Expr(expr) => Some(expr),
            PartKey::Column(_) => None,
        });
        parts.chain(&index.predicate)
    });
    let checks = table.checks.iter().map(|check| &check.expr);
    columns.chain(indexes).chain(checks).any(|expr| texts.calls(expr.as_str(), name))
}
