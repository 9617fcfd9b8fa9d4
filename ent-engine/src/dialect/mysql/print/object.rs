//! Views and sequences.

use super::super::Mysql;
use crate::model::{Sequence, View};
use crate::plan::{PlanContext, Statement, go_quote};

impl Mysql {
    pub(super) fn print_view(&self, context: &PlanContext<'_>, schema: &str, view: &View) -> Statement {
        let name = self.print_name(context, schema, &view.name);
        let sql = self.view_sql(context, schema, view, ("CREATE", view.definition.as_str()));
        Statement::new(sql, format!("create {} view", go_quote(&view.name)))
            .undone_by(format!("DROP VIEW {name}"))
    }

    pub(super) fn print_sequence(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        sequence: &Sequence,
    ) -> Statement {
        self.add_sequence(context, schema, sequence)
    }
}
