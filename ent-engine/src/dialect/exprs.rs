use crate::model::{Expr, View};

/// Expressions of a dialect: defaults, checks, generated columns, predicates, index expressions
/// and view bodies, compared by what the server would store.
pub trait Exprs {
    /// The expression in a form that is the same for every spelling which the server stores alike:
    /// what the user wrote and what the server prints back come out equal. Never meant to be run.
    fn canonical_expr(&self, expr: &Expr) -> String;

    /// Whether the expression is a plain constant: a number, a quoted text, TRUE, FALSE or NULL.
    fn is_literal(&self, expr: &Expr) -> bool;

    /// Whether two defaults of a column of type `ty` mean the same.
    fn same_default(&self, ty: &crate::model::DataType, previous: &Expr, next: &Expr) -> bool;

    /// Whether two expressions mean the same.
    fn same_expr(&self, previous: &Expr, next: &Expr) -> bool {
        previous == next || self.canonical_expr(previous) == self.canonical_expr(next)
    }

    /// Whether two queries give the same, each with the names that its view gives the columns: none
    /// leaves them those of the query.
    fn same_query(&self, previous: NamedQuery<'_>, next: NamedQuery<'_>) -> bool {
        (previous.names == next.names || previous.names.is_empty() || next.names.is_empty())
            && self.same_expr(previous.query, next.query)
    }
}

/// A query, and the names that a view gives its columns.
#[derive(Clone, Copy, Debug)]
pub struct NamedQuery<'a> {
    /// The query.
    pub query: &'a Expr,
    /// A name for each column, or none.
    pub names: &'a [String],
    /// The modes under which it was written, where they are not the server's own (MySQL, MariaDB `sql_mode`).
    pub modes: Option<&'a str>,
}

impl<'a> From<&'a View> for NamedQuery<'a> {
    fn from(view: &'a View) -> Self {
        Self { query: &view.definition, names: &view.columns, modes: view.origin.sql_mode.as_deref() }
    }
}
