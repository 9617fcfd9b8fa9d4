//! Plans: the statements that carry out changes, in an order that the server accepts.

mod hazard;
mod statement;

pub use hazard::{Hazard, HazardKind};
pub use statement::{Reverse, Statement};

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
