//! Views that stand in the way of other changes: they go first and come back at the end.

use std::collections::BTreeMap;

use super::{PlanContext, PlanError};
use crate::change::{Change, EnumUse, ModifyTable, Pair, TableChange};
use crate::dialect::{Dialect, ViewsInTheWay};
use crate::model::{Object, Realm, TableRef, View};
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
                    let way = ViewsInTheWay::Reading(vec![column.clone()]);
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
            let view = next.unwrap_or_else(|| renamed(view, &out));
            out.push(Change::AddView { schema: name.schema, view });
        }
    }
    follow_objects(context, &mut out);
    Ok(out)
}

/// What hangs on a view (triggers, rules) goes with it, and comes back with it.
fn follow_objects(context: &PlanContext<'_>, changes: &mut Vec<Change>) {
    let dropped: Vec<TableRef> = changes
        .iter()
        .filter_map(|change| match change {
            Change::DropView { schema, view } => Some(TableRef::new(schema, &view.name)),
            _ => None,
        })
        .collect();
    for name in dropped {
        let objects = context.previous.schema(&name.schema).into_iter().flat_map(|schema| &schema.objects);
        for object in objects.filter(|object| object.table.as_ref() == Some(&name.table)) {
            let is = |other: &Object| {
                other.kind == object.kind && other.name == object.name && other.table == object.table
            };
            let schema = name.schema.clone();
            let drop = Change::DropObject { schema: schema.clone(), object: object.clone() };
            let comes_back = changes.iter().any(
                |change| matches!(change, Change::AddView { schema, view } if *schema == name.schema && view.name == name.table),
            );
            let known = changes.iter().position(|change| match change {
                Change::DropObject { schema, object } => *schema == name.schema && is(object),
                Change::ModifyObject { schema, object } => *schema == name.schema && is(&object.previous),
                _ => false,
            });
            let next = match known.and_then(|at| changes.get_mut(at)) {
                None => {
                    changes.push(drop);
                    let declared = context
                        .next
                        .schema(&schema)
                        .and_then(|schema| schema.objects.iter().find(|other| is(other)));
                    comes_back.then(|| declared.unwrap_or(object).clone())
                }
                Some(change) => match std::mem::replace(change, drop) {
                    Change::ModifyObject { object, .. } => Some(object.next),
                    _ => None,
                },
            };
            changes.extend(next.map(|object| Change::AddObject { schema, object }));
        }
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
fn touched_tables(changes: &[Change]) -> Vec<TableRef> {
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

fn stands(way: &ViewsInTheWay, view: &View) -> bool {
    match way {
        ViewsInTheWay::None => false,
        ViewsInTheWay::All => true,
        ViewsInTheWay::Reading(columns) => {
            let text = view.definition.as_str();
            text.contains('*') || columns.iter().any(|column| words::mentions(text, column))
        }
    }
}

fn view<'a>(realm: &'a Realm, name: &TableRef) -> Option<&'a View> {
    realm.schema(&name.schema)?.view(&name.table)
}

/// The name that the table has before all changes.
fn previous_name<'a>(changes: &'a [Change], schema: &str, name: &'a str) -> &'a str {
    let renamed = changes.iter().find_map(|change| match change {
        Change::RenameTable { schema: home, names } if home == schema && names.next == name => Some(names),
        _ => None,
    });
    renamed.map_or(name, |names| &names.previous)
}

/// A view that nobody declares, after the renames of what it reads.
fn renamed(view: &View, changes: &[Change]) -> View {
    let mut view = view.clone();
    let mut rename = |names: (&str, &str)| {
        if words::mentions(view.definition.as_str(), names.0) {
            let text = words::rename(view.definition.as_str(), names.0, names.1);
            view.definition = crate::model::Expr::new(text);
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
    view
}
