//! Views, sequences and carried objects.

use super::super::Mysql;
use crate::change::Pair;
use crate::model::{Object, ObjectKind, Sequence, View};
use crate::plan::{Hazard, HazardKind, PlanContext, PlanError, Statement, go_quote};

impl Mysql {
    pub(in crate::dialect::mysql) fn view_sql(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        view: &View,
        (create, query): (&str, &str),
    ) -> String {
        let option = |name: &str| {
            view.options.iter().find(|(option, _)| option == name).map(|(_, value)| value.to_uppercase())
        };
        let mut words = vec![create.to_owned()];
        words.extend(option("algorithm").map(|algorithm| format!("ALGORITHM={algorithm}")));
        words.extend(option("definer").map(|definer| format!("DEFINER={}", definer.to_lowercase())));
        words.extend(option("sql security").map(|security| format!("SQL SECURITY {security}")));
        words.push(format!("VIEW {}", self.name(context, schema, &view.name)));
        if !view.columns.is_empty() {
            words.push(format!("({})", self.names(&view.columns)));
        }
        words.push(format!("AS {query}"));
        words.extend(option("check_option").map(|check| format!("WITH {check} CHECK OPTION")));
        words.join(" ")
    }

    pub(super) fn add_view(&self, context: &PlanContext<'_>, schema: &str, view: &View) -> Statement {
        Statement::new(
            self.view_sql(context, schema, view, ("CREATE", &self.query_sql(context, schema, view))),
            format!("create {} view", go_quote(&view.name)),
        )
        .undone_by(format!("DROP VIEW {}", self.name(context, schema, &view.name)))
    }

    pub(super) fn drop_view(&self, context: &PlanContext<'_>, schema: &str, view: &View) -> Statement {
        Statement::new(
            format!("DROP VIEW {}", self.name(context, schema, &view.name)),
            format!("drop {} view", go_quote(&view.name)),
        )
        .undone_by(self.view_sql(
            context,
            schema,
            view,
            ("CREATE", &self.query_sql(context, schema, view)),
        ))
    }

    pub(super) fn modify_view(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        view: &Pair<View>,
    ) -> Statement {
        let replace = |view: &View| {
            self.view_sql(
                context,
                schema,
                view,
                ("CREATE OR REPLACE", &self.query_sql(context, schema, view)),
            )
        };
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

    pub(super) fn add_object(&self, context: &PlanContext<'_>, schema: &str, object: &Object) -> Statement {
        let text = self.program_sql(context, schema, object);
        self.program(context, schema, (object, text))
    }

    /// The same where the text is read in the schema of the program.
    pub(in crate::dialect::mysql) fn add_near(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Object,
    ) -> Statement {
        self.program(context, schema, (object, object.text.clone()))
    }

    fn program(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        (object, text): (&Object, String),
    ) -> Statement {
        let statement =
            Statement::new(text, format!("create {} {}", go_quote(&object.name), object.kind.selector()));
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
        Ok(Statement::new(drop, format!("drop {} {kind}", go_quote(&object.name)))
            .undone_by(self.program_sql(context, schema, object)))
    }

    fn drop_object_sql(&self, context: &PlanContext<'_>, schema: &str, object: &Object) -> Option<String> {
        let word = match object.kind {
            ObjectKind::Function => "FUNCTION",
            ObjectKind::Procedure => "PROCEDURE",
            ObjectKind::Trigger => "TRIGGER",
            ObjectKind::Event => "EVENT",
            ObjectKind::Package => "PACKAGE",
            ObjectKind::PackageBody => "PACKAGE BODY",
            _ => return None,
        };
        let name = object.name.split('(').next().unwrap_or_default();
        Some(format!("DROP {word} {}", self.name(context, schema, name)))
    }
}
