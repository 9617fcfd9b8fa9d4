use super::Postgres;
use crate::dialect::Exprs;
use crate::model::{DataType, Expr};

impl Exprs for Postgres {
    fn canonical_expr(&self, expr: &Expr) -> String {
        expr.to_string()
    }

    fn is_literal(&self, _: &Expr) -> bool {
        false
    }

    fn same_default(&self, _: &DataType, previous: &Expr, next: &Expr) -> bool {
        self.same_expr(previous, next)
    }
}
