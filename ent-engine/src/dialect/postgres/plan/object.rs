//! Views, sequences and carried objects.

use super::super::Postgres;
use crate::change::Pair;
use crate::dialect::{Dialect, Types};
use crate::model::{Object, ObjectKind, Sequence};
use crate::plan::{Hazard, HazardKind, PlanContext, PlanError, Statement, go_quote};

impl Postgres {
    pub(super) fn add_sequence(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        sequence: &Sequence,
    ) -> Statement {
        let name = self.name(context, schema, &sequence.name);
        Statement::new(
            format!(
                "CREATE {}SEQUENCE {name}{}",
                if sequence.unlogged { "UNLOGGED " } else { "" },
                self.sequence_options(context, schema, sequence, None)
            ),
            format!("create {} sequence", go_quote(&sequence.name)),
        )
        .undone_by(format!("DROP SEQUENCE {name}"))
    }

    pub(super) fn drop_sequence(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        sequence: &Sequence,
    ) -> Statement {
        let mut back = self.add_sequence(context, schema, sequence).sql;
        if let Some(comment) = self.sequence_comment(context, schema, None, sequence) {
            back = format!("{back}; {}", comment.sql);
        }
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

    pub(super) fn modify_sequence(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        sequence: &Pair<Sequence>,
    ) -> Option<Statement> {
        let Pair { previous, next } = sequence;
        let is_commented_only =
            Sequence { comment: None, ..previous.clone() } == Sequence { comment: None, ..next.clone() };
        if is_commented_only {
            return None;
        }
        let alter = |from: &Sequence, to: &Sequence| {
            let name = self.name(context, schema, &to.name);
            let options = self.sequence_options(context, schema, to, Some(from));
            let logged = if to.unlogged { "UNLOGGED" } else { "LOGGED" };
            match (options.as_str(), from.unlogged == to.unlogged) {
                ("", false) => format!("ALTER SEQUENCE {name} SET {logged}"),
                (_, false) => format!("ALTER SEQUENCE {name} SET {logged}; ALTER SEQUENCE {name}{options}"),
                _ => format!("ALTER SEQUENCE {name}{options}"),
            }
        };
        let comment = format!("modify {} sequence", go_quote(&next.name));
        Some(Statement::new(alter(previous, next), comment).undone_by(alter(next, previous)))
    }

    /// The options; those that `previous` has already are left out, and what it alone has is unset.
    fn sequence_options(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        sequence: &Sequence,
        previous: Option<&Sequence>,
    ) -> String {
        type Read = fn(&Sequence) -> Option<i64>;
        let mut sql = String::new();
        let was = |read: Read| previous.and_then(read);
        if previous.is_none_or(|previous| previous.ty != sequence.ty) {
            match (&sequence.ty, previous) {
                (Some(ty), _) => sql += &format!(" AS {}", self.type_sql(ty)),
                (None, Some(_)) => sql += " AS bigint",
                (None, None) => {}
            }
        }
        let numbers: [(&str, Read, &str); 5] = [
            ("INCREMENT BY", |sequence| sequence.increment, "INCREMENT BY 1"),
            ("MINVALUE", |sequence| sequence.min, "NO MINVALUE"),
            ("MAXVALUE", |sequence| sequence.max, "NO MAXVALUE"),
            ("START WITH", |sequence| sequence.start, "START WITH 1"),
            ("CACHE", |sequence| sequence.cache, "CACHE 1"),
        ];
        for (words, read, unset) in numbers {
            match (read(sequence), was(read)) {
                (next, previous) if next == previous => {}
                (Some(value), _) => sql += &format!(" {words} {value}"),
                (None, _) => sql += &format!(" {unset}"),
            }
        }
        if previous.is_some_and(|previous| previous.cycle) != sequence.cycle {
            sql += if sequence.cycle { " CYCLE" } else { " NO CYCLE" };
        }
        if previous.and_then(|previous| previous.owned_by.as_ref()) != sequence.owned_by.as_ref() {
            match &sequence.owned_by {
                Some((table, column)) => {
                    sql += &format!(" OWNED BY {}.{}", self.name(context, schema, table), self.quote(column));
                }
                None => sql += " OWNED BY NONE",
            }
        }
        sql
    }

    pub(super) fn add_object(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Object,
    ) -> Result<Statement, PlanError> {
        let statement = Statement::new(
            &*object.text,
            format!("create {} {}", go_quote(&object.name), words(object.kind)),
        );
        Ok(match self.drop_object_sql(context, schema, object) {
            Some(drop) => statement.undone_by(drop),
            None => statement.irreversible("what undoes it isn't known"),
        })
    }

    pub(super) fn drop_object(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Object,
    ) -> Result<Statement, PlanError> {
        let drop = self.drop_object_sql(context, schema, object).ok_or_else(|| {
            PlanError::unsupported(
                format!("{} {}", words(object.kind), go_quote(&object.name)),
                "how to drop it isn't known; write the statement by hand",
            )
        })?;
        Ok(Statement::new(drop, format!("drop {} {}", go_quote(&object.name), words(object.kind)))
            .undone_by(&*object.text))
    }

    fn drop_object_sql(&self, context: &PlanContext<'_>, schema: &str, object: &Object) -> Option<String> {
        let word = match object.kind {
            ObjectKind::Extension => "EXTENSION",
            ObjectKind::Domain => "DOMAIN",
            ObjectKind::Composite | ObjectKind::Range | ObjectKind::Base => "TYPE",
            ObjectKind::Function => "FUNCTION",
            ObjectKind::Procedure => "PROCEDURE",
            ObjectKind::Aggregate => "AGGREGATE",
            ObjectKind::Trigger => "TRIGGER",
            ObjectKind::Policy => "POLICY",
            ObjectKind::Rule => "RULE",
            ObjectKind::EventTrigger => "EVENT TRIGGER",
            _ => return None,
        };
        let (name, signature) = match object.name.find('(') {
            Some(at) => object.name.split_at(at),
            None => (object.name.as_str(), ""),
        };
        Some(match object.kind {
            ObjectKind::Trigger | ObjectKind::Policy | ObjectKind::Rule => {
                let table = self.name(context, schema, object.table.as_deref()?);
                format!("DROP {word} {} ON {table}", self.quote(name))
            }
            ObjectKind::Extension | ObjectKind::EventTrigger => format!("DROP {word} {}", self.quote(name)),
            _ => format!("DROP {word} {}{signature}", self.name(context, schema, name)),
        })
    }
}

fn words(kind: ObjectKind) -> String {
    kind.selector().replace('_', " ")
}
