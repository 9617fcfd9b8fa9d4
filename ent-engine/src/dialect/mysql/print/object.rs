//! Views and sequences.

use super::super::Mysql;
use crate::model::{Sequence, View};
use crate::plan::{PlanContext, Statement, go_quote};

impl Mysql {
    pub(super) fn print_view(&self, context: &PlanContext<'_>, schema: &str, view: &View) -> Statement {
        let option = |name: &str| {
            view.options.iter().find(|(option, _)| option == name).map(|(_, value)| value.to_uppercase())
        };
        let mut words = vec!["CREATE".to_owned()];
        words.extend(option("algorithm").map(|algorithm| format!("ALGORITHM={algorithm}")));
        words.extend(option("definer").map(|definer| format!("DEFINER={}", definer.to_lowercase())));
        words.extend(option("sql security").map(|security| format!("SQL SECURITY {security}")));
        let name = self.print_name(context, schema, &view.name);
        words.push(format!("VIEW {name}"));
        if !view.columns.is_empty() {
            words.push(format!("({})", self.names(&view.columns)));
        }
        words.push(format!("AS {}", view.definition));
        words.extend(option("check_option").map(|check| format!("WITH {check} CHECK OPTION")));
        Statement::new(words.join(" "), format!("create {} view", go_quote(&view.name)))
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
