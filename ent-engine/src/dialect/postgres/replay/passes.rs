//! The passes in which the server works off the actions of an ALTER TABLE (`tablecmds.c`): what goes, types, what comes,
//! the rest; within a pass in the order written.

use crate::replay::{ColumnChange, Constraint, ConstraintKind, TableAction};

/// The pass of an action.
pub(super) fn of(action: &TableAction) -> u8 {
    use ColumnChange::{
        AddIdentity, Default, DropExpression, DropIdentity, Null, SetExpression, SetIdentity, Type,
    };
    match action {
        TableAction::DropColumn { .. } | TableAction::DropConstraint { .. } => 0,
        TableAction::AddColumn { .. } => 2,
        // A key finds what it refers to, also where that comes with the same statement.
        TableAction::AddConstraint { constraint, .. } => match constraint.kind {
            ConstraintKind::ForeignKey(_) => 6,
            _ => 5,
        },
        TableAction::AlterColumn { change, .. } => match change {
            Null(true) | Default(None) | DropIdentity(_) | DropExpression(_) => 0,
            Type(..) => 1,
            SetExpression(_) => 3,
            Null(false) | SetIdentity { .. } => 4,
            Default(Some(_)) | AddIdentity(_) => 6,
            ColumnChange::Setting(..) | ColumnChange::Invisible(_) => 7,
        },
        _ => 7,
    }
}

/// The actions of an ALTER TABLE with the foreign keys of new columns by themselves where a key comes with them, which
/// they may refer to: the server makes keys first.
pub(super) fn after_keys(actions: Vec<TableAction>) -> Vec<TableAction> {
    let is_key = |action: &TableAction| match action {
        TableAction::AddConstraint { constraint, .. } => {
            matches!(constraint.kind, ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique(_))
        }
        _ => false,
    };
    if !actions.iter().any(is_key) {
        return actions;
    }
    let mut arranged = Vec::with_capacity(actions.len());
    for mut action in actions {
        let mut keys = Vec::new();
        if let TableAction::AddColumn { def, if_not_exists: false, .. } = &mut action {
            let is_foreign =
                |constraint: &Constraint| matches!(constraint.kind, ConstraintKind::ForeignKey(_));
            let (foreign, others) = std::mem::take(&mut def.constraints).into_iter().partition(is_foreign);
            (keys, def.constraints) = (foreign, others);
        }
        arranged.push(action);
        arranged.extend(keys.into_iter().map(|constraint| TableAction::AddConstraint {
            constraint: Box::new(constraint),
            if_not_exists: false,
        }));
    }
    arranged
}
