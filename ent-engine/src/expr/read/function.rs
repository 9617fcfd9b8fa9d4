//! Calls of functions, aggregates and window functions.

use sqlparser::ast::{
    Function, FunctionArg, FunctionArgExpr, FunctionArgumentClause, FunctionArguments, WindowType,
};

use super::super::{Node, query};
use super::Reader;

impl Reader<'_> {
    pub(super) fn function(&self, function: &Function) -> Option<Node> {
        let name = self.object(&function.name)?;
        let mut args = Vec::new();
        let mut extras = Vec::new();
        match &function.args {
            FunctionArguments::None => {}
            FunctionArguments::Subquery(subquery) => args.push(self.query(subquery)?),
            FunctionArguments::List(list) => {
                if let Some(sqlparser::ast::DuplicateTreatment::Distinct) = list.duplicate_treatment {
                    extras.push(Node::word("distinct"));
                }
                for arg in &list.args {
                    args.push(self.argument(arg)?);
                }
                for clause in &list.clauses {
                    extras.push(match clause {
                        FunctionArgumentClause::OrderBy(by) => Node::op("order by", query::order(self, by)?),
                        FunctionArgumentClause::Separator(value) => {
                            Node::op("separator", vec![self.value(&value.value)?])
                        }
                        _ => return None,
                    });
                }
            }
        }
        if !matches!(function.parameters, FunctionArguments::None) || function.null_treatment.is_some() {
            return None;
        }
        if !function.within_group.is_empty() {
            extras.push(Node::op("within group", query::order(self, &function.within_group)?));
        }
        if let Some(filter) = &function.filter {
            extras.push(Node::op("filter", vec![self.expr(filter)?]));
        }
        match &function.over {
            None => {}
            Some(WindowType::NamedWindow(name)) => {
                extras.push(Node::op("over", vec![Node::Column(vec![self.rules.name(name)])]));
            }
            Some(WindowType::WindowSpec(spec)) => extras.push(query::window(self, spec)?),
        }
        let call = match name.as_slice() {
            [name] if name == "row" => Node::op("row", args),
            // Parsed as functions, but constructs that other spellings come to.
            [name] if name == "trim" => Node::call("btrim", args),
            _ => Node::Call(name, args),
        };
        Some(if extras.is_empty() {
            call
        } else {
            Node::op("call", std::iter::once(call).chain(extras).collect())
        })
    }

    pub(in crate::expr) fn argument(&self, arg: &FunctionArg) -> Option<Node> {
        let value = |arg: &FunctionArgExpr| match arg {
            FunctionArgExpr::Expr(expr) => self.expr(expr),
            FunctionArgExpr::Wildcard => Some(Node::word("*")),
            // A row of a table, which its bare name stands for, too.
            FunctionArgExpr::QualifiedWildcard(name) => Some(Node::Column(self.object(name)?)),
            FunctionArgExpr::WildcardWithOptions(_) => None,
        };
        match arg {
            FunctionArg::Unnamed(arg) => value(arg),
            FunctionArg::Named { name, arg, .. } => {
                Some(Node::op("named", vec![Node::Column(vec![self.rules.name(name)]), value(arg)?]))
            }
            FunctionArg::ExprNamed { .. } => None,
        }
    }
}
