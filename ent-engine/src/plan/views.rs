//! Views that stand in the way of other changes: they go first and come back at the end.

use std::collections::BTreeMap;

use super::{PlanContext, PlanError};
use crate::change::{Change, EnumUse, ModifyTable, Pair, TableChange};
use crate::dialect::{Dialect, ViewsInTheWay};
use crate::model::{Expr, Object, Realm, TableRef, View};
use crate::words;

/// Adds the drops and the new beginnings of views that stand in the way.
pub(super) fn make_way(
    dialect: &dyn Dialect,
    context: &PlanContext<'_>,
    changes: Vec<Change>,
) -> Result<Vec<Change>, PlanError> {
    let mut found: BTreeMap<TableRef, Fate> = BTreeMap::new();
    for change in &changes {
        match change {
            Change::ModifyTable(modify) => {
                let way = dialect.views_in_the_way(modify);
                if way != ViewsInTheWay::None {
                    let name = previous_name(&changes, &modify.schema, &modify.table.previous.name);
                    let table = TableRef::new(&modify.schema, name);
                    find(context.previous, &table, &|view| stands(&way, view), Fate::ComesBack, &mut found);
                }
            }
            Change::ModifyEnum { ty, uses, .. } if dialect.remakes_enum(ty) => {
                for EnumUse { schema, table, column, .. } in uses {
                    let table = TableRef::new(schema, previous_name(&changes, schema, table));
                    let way = with_computed(context.previous, &table, column);
                    find(context.previous, &table, &|view| stands(&way, view), Fate::ComesBack, &mut found);
                }
            }
            Change::DropTable { schema, table } if dialect.drops_views() => {
                find(
                    context.previous,
                    &TableRef::new(schema, &table.name),
                    &|_| true,
                    Fate::Goes,
                    &mut found,
                );
            }
            Change::ModifyView { view, .. } if dialect.alters_view(view) => {}
            Change::DropView { schema, view }
            | Change::ModifyView { schema, view: Pair { previous: view, .. } }
                if dialect.drops_views() =>
            {
                find(
                    context.previous,
                    &TableRef::new(schema, &view.name),
                    &|_| true,
                    Fate::ComesBack,
                    &mut found,
                );
            }
            Change::DropObject { schema, object } if dialect.binds(object) && object.kind.is_routine() => {
                let name = object.name.split('(').next().unwrap_or_default();
                let routine = TableRef::new(schema, name);
                find(context.previous, &routine, &|_| true, Fate::ComesBack, &mut found);
            }
            _ => {}
        }
    }
    let touched = touched_tables(&changes);
    let mut out = Vec::new();
    for change in changes {
        match change {
            Change::ModifyView { schema, view }
                if dialect.alters_view(&view)
                    && !found.contains_key(&TableRef::new(&schema, &view.previous.name)) =>
            {
                out.push(Change::ModifyView { schema, view });
            }
            Change::ModifyView { schema, view } => {
                let way = found.remove(&TableRef::new(&schema, &view.previous.name)).is_some();
                // Replaced at the end, on the way back it would come before what it read is back.
                let reads_touched = touched
                    .iter()
                    .any(|table| reads(&view.previous, &schema, table) || reads(&view.next, &schema, table));
                if way || reads_touched || dialect.drops_views() {
                    out.push(Change::DropView { schema: schema.clone(), view: view.previous });
                    out.push(Change::AddView { schema, view: view.next });
                } else {
                    out.push(Change::ModifyView { schema, view });
                }
            }
            Change::DropView { schema, view } => {
                found.remove(&TableRef::new(&schema, &view.name));
                out.push(Change::DropView { schema, view });
            }
            change => out.push(change),
        }
    }
    for (name, fate) in found {
        let Some(view) = view(context.previous, &name) else { continue };
        out.push(Change::DropView { schema: name.schema.clone(), view: view.clone() });
        let next = self::view(context.next, &name);
        if next.is_none() && fate == Fate::ComesBack {
            refuse_lost_column(context.previous, &name.schema, view, &out)?;
        }
        if next.is_some() || fate == Fate::ComesBack {
            let next = next.cloned().map(|next| next.keeping(view));
            let kept =
                || View { definition: Expr::new(renamed(view.definition.as_str(), &out)), ..view.clone() };
            let view = next.unwrap_or_else(kept);
            out.push(Change::AddView { schema: name.schema, view });
        }
    }
    follow_objects(dialect, context, &mut out);
    Ok(out)
}

/// What hangs on a view goes with it, and comes back with it.
fn follow_objects(dialect: &dyn Dialect, context: &PlanContext<'_>, changes: &mut Vec<Change>) {
    for at in 0..changes.len() {
        let Some(Change::DropView { schema, view }) = changes.get(at) else { continue };
        let (schema, view) = (schema.clone(), view.name.clone());
        let hangs = |object: &&Object| object.table.as_ref() == Some(&view) && dialect.follows_view(object);
        let objects = context.previous.schema(&schema).into_iter().flat_map(|schema| &schema.objects);
        for object in objects.filter(hangs) {
            let next = drop_with(context, &schema, object, changes);
            let comes_back = changes.iter().any(|change| {
                matches!(change, Change::AddView { schema: home, view: other } if *home == schema && other.name == view)
            });
            if let Some(object) = next.filter(|_| comes_back) {
                changes.push(Change::AddObject { schema: schema.clone(), object });
            }
        }
    }
}

/// Drops an object before what it hangs on or reads; what it is afterwards, unless it goes for good.
pub(super) fn drop_with(
    context: &PlanContext<'_>,
    home: &str,
    object: &Object,
    changes: &mut Vec<Change>,
) -> Option<Object> {
    let is = |other: &Object| {
        other.kind == object.kind && other.name == object.name && other.table == object.table
    };
    let drop = Change::DropObject { schema: home.to_owned(), object: object.clone() };
    let known = changes.iter().position(|change| match change {
        Change::DropObject { schema, object } => schema == home && is(object),
        Change::ModifyObject { schema, object } => schema == home && is(&object.previous),
        _ => false,
    });
    let Some(known) = known.and_then(|at| changes.get_mut(at)) else {
        changes.push(drop);
        let declared = context.next.schema(home).into_iter().flat_map(|schema| &schema.objects);
        let declared = declared.into_iter().find(|other| is(other)).cloned();
        let kept = || Object { text: renamed(&object.text, changes), ..object.clone() };
        return Some(declared.unwrap_or_else(kept));
    };
    match std::mem::replace(known, drop) {
        Change::ModifyObject { object, .. } => Some(object.next),
        _ => None,
    }
}

/// A view that nobody declares can't come back without a column that it reads.
fn refuse_lost_column(realm: &Realm, schema: &str, view: &View, changes: &[Change]) -> Result<(), PlanError> {
    for change in changes {
        let Change::ModifyTable(modify) = change else { continue };
        let table = TableRef::new(&modify.schema, &modify.table.previous.name);
        if !reads(view, schema, &table) {
            continue;
        }
        for change in &modify.changes {
            let TableChange::DropColumn(column) = change else { continue };
            let elsewhere = realm.tables().any(|(home, other)| {
                other.name != table.table
                    && reads(view, schema, &TableRef::new(home, &other.name))
                    && other.column(&column.name).is_some()
            });
            if words::mentions(view.definition.as_str(), &column.name) && !elsewhere {
                return Err(PlanError::ViewInTheWay {
                    view: view.name.clone(),
                    table: table.table,
                    column: column.name.clone(),
                });
            }
        }
    }
    Ok(())
}

/// Tables that come, go or change, by their previous names and their next ones.
pub(super) fn touched_tables(changes: &[Change]) -> Vec<TableRef> {
    let mut tables = Vec::new();
    for change in changes {
        match change {
            Change::AddTable { schema, table } | Change::DropTable { schema, table } => {
                tables.push(TableRef::new(schema, &table.name));
            }
            Change::ModifyTable(modify) => {
                tables.push(TableRef::new(&modify.schema, &modify.table.next.name))
            }
            Change::RenameTable { schema, names } => {
                tables.push(TableRef::new(schema, &names.previous));
                tables.push(TableRef::new(schema, &names.next));
            }
            _ => {}
        }
    }
    tables
}

/// What becomes of a view that stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// It comes back at the end.
    ComesBack,
    /// What it reads goes, and so does it, unless the next state has it.
    Goes,
}

/// Finds the views that read `table`, and those that read them.
fn find(
    realm: &Realm,
    table: &TableRef,
    wanted: &dyn Fn(&View) -> bool,
    fate: Fate,
    found: &mut BTreeMap<TableRef, Fate>,
) {
    for schema in &realm.schemas {
        for view in &schema.views {
            let name = TableRef::new(&schema.name, &view.name);
            if name == *table || !reads(view, &schema.name, table) || !wanted(view) {
                continue;
            }
            let before = found.get(&name).copied();
            if before.is_none_or(|before| before < fate) {
                found.insert(name.clone(), fate);
                find(realm, &name, &|_| true, fate, found);
            }
        }
    }
}

/// Whether the view may read the table: it says so, or its text has the name as a word.
pub(super) fn reads(view: &View, schema: &str, table: &TableRef) -> bool {
    view.depends_on.contains(table)
        || (words::mentions(view.definition.as_str(), &table.table)
            && (schema == table.schema || words::mentions(view.definition.as_str(), &table.schema)))
}

/// A column whose type is made anew, with those that are computed of it.
pub(super) fn with_computed(realm: &Realm, table: &TableRef, column: &str) -> ViewsInTheWay {
    let columns = realm.table(table).into_iter().flat_map(|table| &table.columns);
    let is_of = |expr: &Expr| words::mentions(expr.as_str(), column);
    let computed = columns.filter(|other| other.generated.as_ref().is_some_and(|other| is_of(&other.expr)));
    let names = std::iter::once(column).chain(computed.map(|other| other.name.as_str()));
    ViewsInTheWay::Reading(names.map(str::to_owned).collect())
}

fn stands(way: &ViewsInTheWay, view: &View) -> bool {
    has_columns(way, view.definition.as_str())
}

/// Whether a text may read the columns that a change is about.
pub(super) fn has_columns(way: &ViewsInTheWay, text: &str) -> bool {
    match way {
        ViewsInTheWay::None => false,
        ViewsInTheWay::All => true,
        ViewsInTheWay::Reading(columns) => {
            text.contains('*') || columns.iter().any(|column| words::mentions(text, column))
        }
    }
}

fn view<'a>(realm: &'a Realm, name: &TableRef) -> Option<&'a View> {
    realm.schema(&name.schema)?.view(&name.table)
}

/// The name that the table has before all changes.
pub(super) fn previous_name<'a>(changes: &'a [Change], schema: &str, name: &'a str) -> &'a str {
    let renamed = changes.iter().find_map(|change| match change {
        Change::RenameTable { schema: home, names } if home == schema && names.next == name => Some(names),
        _ => None,
    });
    renamed.map_or(name, |names| &names.previous)
}

/// The text of a view or an object that nobody declares, after the renames of what it reads.
fn renamed(text: &str, changes: &[Change]) -> String {
    let mut text = text.to_owned();
    let mut rename = |names: (&str, &str)| {
        if words::mentions(&text, names.0) {
            text = words::rename(&text, names.0, names.1);
        }
    };
    for change in changes {
        match change {
            Change::RenameTable { names, .. } => rename((&names.previous, &names.next)),
            Change::ModifyTable(ModifyTable { changes, .. }) => {
                for change in changes {
                    if let TableChange::RenameColumn(pair) = change {
                        rename((&pair.previous.name, &pair.next.name));
                    }
                }
            }
            _ => {}
        }
    }
    text
}
