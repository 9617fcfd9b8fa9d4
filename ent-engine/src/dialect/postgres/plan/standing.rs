//! What still stands of the previous state when a plan comes to tables and enum types: views, triggers, policies, rules
//! and bodies that it drops have gone by then, and come back later.

use super::super::replay::is_bound;
use crate::change::Change;
use crate::model::{Object, Realm, View};
use crate::plan::PlanContext;

/// Whether a change takes what is in its way away and brings it back by itself.
pub(super) fn counts_for(change: &Change) -> bool {
    matches!(change, Change::ModifyEnum { .. } | Change::ModifyTable(_))
}

/// The previous state without what the plan drops of that; none where that is all of it.
pub(super) fn of(context: &PlanContext<'_>, changes: &[Change]) -> Option<Realm> {
    changes.iter().any(counts_for).then_some(())?;
    let (mut views, mut objects) = (Vec::new(), Vec::new());
    for change in changes {
        match change {
            Change::DropView { schema, view } => views.push((schema.as_str(), view)),
            Change::DropObject { schema, object } if object.kind.is_on_tables() || is_bound(object) => {
                objects.push((schema.as_str(), object));
            }
            _ => {}
        }
    }
    if views.is_empty() && objects.is_empty() {
        return None;
    }
    let mut standing = context.previous.clone();
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
