//! Packages (MariaDB): the body goes with the specification.

use crate::change::{Change, Pair};
use crate::model::{Object, ObjectKind, Schema};
use crate::plan::PlanContext;

/// Parts the change of a specification into a drop and a new beginning, with those of its body around it.
pub(super) fn apart(context: &PlanContext<'_>, mut changes: Vec<Change>) -> Vec<Change> {
    let mut anew = Vec::new();
    changes.retain(|change| match change {
        Change::ModifyObject { schema, object } if object.next.kind == ObjectKind::Package => {
            anew.push((schema.clone(), object.clone()));
            false
        }
        _ => true,
    });
    for (home, Pair { previous, next }) in anew {
        let is_body = |object: &Object| {
            object.kind == ObjectKind::PackageBody && object.name.eq_ignore_ascii_case(&next.name)
        };
        changes.retain(|change| match change {
            Change::AddObject { schema, object }
            | Change::DropObject { schema, object }
            | Change::ModifyObject { schema, object: Pair { next: object, .. } } => {
                *schema != home || !is_body(object)
            }
            _ => true,
        });
        let body = |schema: Option<&Schema>| schema?.objects.iter().find(|object| is_body(object)).cloned();
        let gone = body(context.previous.schema(&home)).into_iter().chain([previous]);
        changes.extend(gone.map(|object| Change::DropObject { schema: home.clone(), object }));
        let come = std::iter::once(next.clone()).chain(body(context.next.schema(&home)));
        changes.extend(come.map(|object| Change::AddObject { schema: home.clone(), object }));
    }
    changes
}
