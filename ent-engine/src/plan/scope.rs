//! The limits of a plan that must stay inside one schema.

use std::collections::BTreeSet;

use super::{PlanError, PlanOptions};
use crate::change::Change;

/// Refuses changes that a plan for one schema may not make.
pub(super) fn check(changes: &[Change], options: &PlanOptions) -> Result<(), PlanError> {
    if options.qualifier.is_none() {
        return Ok(());
    }
    let mut names = BTreeSet::new();
    for change in changes {
        match change {
            Change::AddSchema(_) => return Err(PlanError::OutsideScope { change: "*schema.AddSchema" }),
            Change::DropSchema(_) => return Err(PlanError::OutsideScope { change: "*schema.DropSchema" }),
            Change::ModifySchema(_) => {
                return Err(PlanError::OutsideScope { change: "*schema.ModifySchema" });
            }
            change => names.extend(change.schema()),
        }
    }
    if names.len() > 1 {
        return Err(PlanError::SeveralSchemas { names: names.into_iter().map(str::to_owned).collect() });
    }
    Ok(())
}
