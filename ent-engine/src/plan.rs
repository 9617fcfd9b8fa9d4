//! Plans: the statements that carry out changes, in an order that the server accepts.

mod bound;
mod context;
mod error;
mod fill;
mod hazard;
mod keys;
mod objects;
mod options;
mod order;
mod printed;
mod risks;
mod scope;
mod script;
mod session;
mod split;
mod sql;
mod statement;
mod views;

pub(crate) use bound::make_way;
pub use context::PlanContext;
pub use error::PlanError;
pub(crate) use fill::{Fill, Filled, Halves, Rows};
pub use hazard::{Hazard, HazardKind};
pub use options::{Online, PlanOptions};
pub use order::depth_first;
pub use order::order;
pub use printed::{Printed, Reach, Role, Setting};
pub(crate) use risks::row_risks;
pub use script::script;
pub(crate) use session::{SessionSetting, join_settings};
pub use split::{MAIN_FILE, SqlFile, split};
pub(crate) use sql::{go_quote, list, wrap};
pub use statement::{Reverse, Statement};

use crate::change::{Change, Pair};
use crate::dialect::Dialect;
use crate::diff::Complete;
use crate::model::Realm;

/// The plan that carries out `changes`, which lead from `previous` to `next`.
///
/// The changes may come in any order. What they don't say but the server needs is added: views and
/// keys that stand in the way of a change go before it and come back after it.
///
/// # Errors
///
/// A change that can't be carried out, or not without a word from the user.
pub fn plan(
    dialect: &dyn Dialect,
    previous: &Realm,
    next: &Realm,
    changes: Vec<Change>,
    options: &PlanOptions,
) -> Result<Plan, PlanError> {
    let complete = |state: &Realm| Complete::of(dialect, state.clone());
    let states = Pair::new(complete(previous), complete(next));
    plan_complete(dialect, states.as_ref(), changes, options)
}

/// The plan between two states that are complete already, as [`plan()`] makes it.
///
/// # Errors
///
/// As for [`plan()`].
pub fn plan_complete(
    dialect: &dyn Dialect,
    states: Pair<&Complete>,
    changes: Vec<Change>,
    options: &PlanOptions,
) -> Result<Plan, PlanError> {
    scope::check(&changes, options)?;
    let context = PlanContext { previous: states.previous, next: states.next, options };
    let changes = dialect.prepare(&context, changes);
    let changes = keys::detach(dialect, &context, changes);
    let changes = objects::part(changes);
    let changes = dialect.release(&context, bound::make_way(dialect, &context, changes)?);
    let changes = keys::name_as_then(order(dialect, Pair::new(context.previous, context.next), changes));
    Ok(Plan { statements: dialect.statements(&context, &changes)? })
}

/// The plan that makes `realm` out of nothing: the schema, printed.
///
/// # Errors
///
/// As for [`plan()`].
pub fn print(dialect: &dyn Dialect, realm: &Realm, options: &PlanOptions) -> Result<Plan, PlanError> {
    let printed = dialect.print(realm, options)?;
    Ok(Plan { statements: printed.into_iter().map(|printed| printed.statement).collect() })
}

/// An ordered list of statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The statements, in the order to run them.
    pub statements: Vec<Statement>,
}

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    /// The statements that undo the plan, in the order to run them, each with the comment of the
    /// statement that it undoes.
    pub fn reverse(&self) -> impl Iterator<Item = (&str, &str)> {
        self.statements.iter().rev().flat_map(|statement| {
            statement.reverse.statements().iter().map(move |sql| (sql.as_str(), statement.comment.as_str()))
        })
    }

    /// Statements that nothing undoes, with the reason.
    pub fn irreversible(&self) -> impl Iterator<Item = (&Statement, &str)> {
        self.statements.iter().filter_map(|statement| match &statement.reverse {
            Reverse::Impossible(reason) => Some((statement, reason.as_str())),
            _ => None,
        })
    }

    /// All hazards, with the statement that carries each.
    pub fn hazards(&self) -> impl Iterator<Item = (&Statement, &Hazard)> {
        self.statements
            .iter()
            .flat_map(|statement| statement.hazards.iter().map(move |hazard| (statement, hazard)))
    }
}
