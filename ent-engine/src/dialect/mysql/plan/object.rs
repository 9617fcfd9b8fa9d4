//! Views, sequences and carried objects.

use super::super::Mysql;
use crate::change::Pair;
use crate::model::{Object, ObjectKind, Sequence, View};
use crate::plan::{Hazard, HazardKind, PlanContext, PlanError, Statement, go_quote};

impl Mysql {
    fn view_sql(&self, context: &PlanContext<'_>, schema: &str, view: &View, create: &str) -> String {
        let columns =
            if view.columns.is_empty() { String::new() } else { format!(" ({})", self.names(&view.columns)) };
        format!("{create} VIEW {}{columns} AS {}", self.name(context, schema, &view.name), view.definition)
    }

    pub(super) fn add_view(&self, context: &PlanContext<'_>, schema: &str, view: &View) -> Statement {
        Statement::new(
            self.view_sql(context, schema, view, "CREATE"),
            format!("create {} view", go_quote(&view.name)),
        )
        .undone_by(format!("DROP VIEW {}", self.name(context, schema, &view.name)))
    }

    pub(super) fn drop_view(&self, context: &PlanContext<'_>, schema: &str, view: &View) -> Statement {
        Statement::new(
            format!("DROP VIEW {}", self.name(context, schema, &view.name)),
            format!("drop {} view", go_quote(&view.name)),
        )
        .undone_by(self.view_sql(context, schema, view, "CREATE"))
    }

    pub(super) fn modify_view(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        view: &Pair<View>,
    ) -> Statement {
        let replace = |view: &View| self.view_sql(context, schema, view, "CREATE OR REPLACE");
        Statement::new(replace(&view.next), format!("modify {} view", go_quote(&view.next.name)))
            .undone_by(replace(&view.previous))
    }

    pub(in crate::dialect::mysql) fn add_sequence(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        sequence: &Sequence,
    ) -> Statement {
        let name = self.name(context, schema, &sequence.name);
        let mut sql = format!("CREATE SEQUENCE {name}");
        for (words, value) in [
            ("START WITH", sequence.start),
            ("MINVALUE", sequence.min),
            ("MAXVALUE", sequence.max),
            ("INCREMENT BY", sequence.increment),
            ("CACHE", sequence.cache),
        ] {
            if let Some(value) = value {
                sql += &format!(" {words} {value}");
            }
        }
        if sequence.cycle {
            sql += " CYCLE";
        }
        Statement::new(sql, format!("create {} sequence", go_quote(&sequence.name)))
            .undone_by(format!("DROP SEQUENCE {name}"))
    }

    pub(super) fn drop_sequence(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        sequence: &Sequence,
    ) -> Statement {
        let back = self.add_sequence(context, schema, sequence).sql;
        Statement::new(
            format!("DROP SEQUENCE {}", self.name(context, schema, &sequence.name)),
            format!("drop {} sequence", go_quote(&sequence.name)),
        )
        .undone_by(back)
        .hazard(Hazard::new(
            HazardKind::DataLoss,
            format!("sequence {} forgets where it was", go_quote(&sequence.name)),
        ))
    }

    pub(in crate::dialect::mysql) fn add_object(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Object,
    ) -> Statement {
        let statement = Statement::new(
            &*object.text,
            format!("create {} {}", go_quote(&object.name), object.kind.selector()),
        );
        match self.drop_object_sql(context, schema, object) {
            Some(drop) => statement.undone_by(drop),
            None => statement.irreversible("what undoes it isn't known"),
        }
    }

    pub(super) fn drop_object(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Object,
    ) -> Result<Statement, PlanError> {
        let kind = object.kind.selector();
        let drop = self.drop_object_sql(context, schema, object).ok_or_else(|| {
            PlanError::unsupported(
                format!("{kind} {}", go_quote(&object.name)),
                "how to drop it isn't known; write the statement by hand",
            )
        })?;
        Ok(Statement::new(drop, format!("drop {} {kind}", go_quote(&object.name))).undone_by(&*object.text))
    }

    fn drop_object_sql(&self, context: &PlanContext<'_>, schema: &str, object: &Object) -> Option<String> {
        let word = match object.kind {
            ObjectKind::Function => "FUNCTION",
            ObjectKind::Procedure => "PROCEDURE",
            ObjectKind::Trigger => "TRIGGER",
            ObjectKind::Event => "EVENT",
            _ => return None,
        };
        let name = object.name.split('(').next().unwrap_or_default();
        Some(format!("DROP {word} {}", self.name(context, schema, name)))
    }
}
