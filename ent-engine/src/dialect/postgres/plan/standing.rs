//! What still stands of the previous state when a plan comes to tables and enum types: views, triggers, policies, rules
//! and bodies that it drops have gone by then, and come back later.

use super::super::replay::is_bound;
use crate::change::{Change, ModifyTable, Stage, TableChange};
use crate::model::{Object, Realm, TableRef, View};
use crate::plan::PlanContext;

/// Whether a change takes what is in its way away and brings it back by itself.
pub(super) fn counts_for(change: &Change) -> bool {
    matches!(change, Change::ModifyEnum { .. } | Change::ModifyTable(_))
}

/// The previous state without what the plan drops of that; none where that is all of it.
pub(super) fn of(context: &PlanContext<'_>, changes: &[Change]) -> Option<Realm> {
    changes.iter().any(counts_for).then_some(())?;
    let (mut views, mut objects, mut readied) = (Vec::new(), Vec::new(), Vec::new());
    for change in changes {
        match change {
            Change::DropView { schema, view } => views.push((schema.as_str(), view)),
            Change::DropObject { schema, object } if object.kind.is_on_tables() || is_bound(object) => {
                objects.push((schema.as_str(), object));
            }
            Change::ModifyTable(modify) if modify.stage == Stage::Readies => readied.push(modify),
            _ => {}
        }
    }
    if views.is_empty() && objects.is_empty() && readied.is_empty() {
        return None;
    }
    let mut standing = context.previous.clone();
    readied.into_iter().for_each(|modify| let_go(context, modify, &mut standing));
    for schema in &mut standing.schemas {
        let home = schema.name.clone();
        let is_view =
            |view: &View| views.iter().any(|(schema, gone)| *schema == home && gone.name == view.name);
        let is_object = |object: &Object| {
            objects.iter().any(|(schema, gone)| {
                *schema == home
                    && gone.kind == object.kind
                    && gone.name == object.name
                    && gone.table == object.table
            })
        };
        schema.views.retain(|view| !is_view(view));
        schema.objects.retain(|object| !is_object(object));
    }
    Some(standing)
}

/// Takes the checks and indexes out of a table that went before all that is altered.
fn let_go(context: &PlanContext<'_>, modify: &ModifyTable, standing: &mut Realm) {
    let name = &modify.table.next.name;
    let is_known = context.previous.table(&TableRef::new(&modify.schema, name)).is_some();
    let renamed = || {
        let next = context.next.table(&TableRef::new(&modify.schema, name))?;
        next.origin.renamed_from.clone()
    };
    let Some(name) = is_known.then(|| name.clone()).or_else(renamed) else { return };
    let schema = standing.schema_mut(&modify.schema);
    let Some(table) = schema.and_then(|schema| schema.table_mut(&name)) else { return };
    for change in &modify.changes {
        match change {
            TableChange::DropCheck(check) => table.checks.retain(|other| other.name != check.name),
            TableChange::DropIndex(index) => table.indexes.retain(|other| other.name != index.name),
            _ => {}
        }
    }
}
