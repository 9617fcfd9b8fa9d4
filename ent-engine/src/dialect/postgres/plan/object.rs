//! Views, sequences and carried objects.

use super::super::Postgres;
use super::super::diff::Counting;
use super::super::objects::{own_family, schema_of_extension};
use super::clauses::text;
use super::comment::has;
use super::typed;
use crate::change::Pair;
use crate::dialect::{Dialect, DiffRules, Types};
use crate::model::{Object, ObjectKind, Sequence};
use crate::plan::{Hazard, HazardKind, PlanContext, PlanError, Reverse, Statement, go_quote};

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
        let statement = Statement::new(alter(previous, next), comment).undone_by(alter(next, previous));
        let restarts = leaves_range(&Counting::of_sequence(previous), &Counting::of_sequence(next));
        let forgets = Hazard::new(
            HazardKind::DataLoss,
            format!("sequence {} forgets where it was", go_quote(&next.name)),
        );
        Some(if restarts { statement.hazard(forgets) } else { statement })
    }

    /// The options; those that `previous` has already are left out, and what it alone has is unset.
    fn sequence_options(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        sequence: &Sequence,
        previous: Option<&Sequence>,
    ) -> String {
        let mut sql = String::new();
        if previous.is_none_or(|previous| previous.ty != sequence.ty) {
            match (&sequence.ty, previous) {
                (Some(ty), _) => sql += &format!(" AS {}", self.type_sql(ty)),
                (None, Some(_)) => sql += " AS bigint",
                (None, None) => {}
            }
        }
        sql += &match previous {
            Some(previous) => altered_numbers(previous, sequence),
            None => written_numbers(sequence),
        };
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
    ) -> Result<Vec<Statement>, PlanError> {
        typed::check_order(context, schema, object)?;
        let create = self.create_object(context, schema, object);
        let comment = self.comment_of_new(context, schema, object);
        Ok(std::iter::once(create).chain(comment).collect())
    }

    /// What is said of an object that comes, which goes with it.
    pub(super) fn comment_of_new(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Object,
    ) -> Option<Statement> {
        let comment = self.object_comment(context, schema, Pair::new(None, Some(object)))?;
        Some(Statement { reverse: Reverse::Covered, ..comment })
    }

    /// The object alone.
    pub(super) fn create_object(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Object,
    ) -> Statement {
        let statement = Statement::new(
            &*object.text,
            format!("create {} {}", go_quote(&object.name), words(object.kind)),
        );
        match self.drop_object_sql(context, schema, object) {
            Some(drop) => {
                let family = self.drop_family_sql(context, schema, object);
                statement.undone_by_all(std::iter::once(drop).chain(family).collect())
            }
            None => statement.irreversible("what undoes it isn't known"),
        }
    }

    pub(super) fn drop_object(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Object,
    ) -> Result<Vec<Statement>, PlanError> {
        if object.kind.is_type() && !self.goes_over(context, schema, object) {
            return Err(holds_values(object));
        }
        let drop = self.drop_object_sql(context, schema, object).ok_or_else(|| {
            PlanError::unsupported(
                format!("{} {}", words(object.kind), go_quote(&object.name)),
                "how to drop it isn't known; write the statement by hand",
            )
        })?;
        let comment = self.object_comment(context, schema, Pair::new(None, Some(object)));
        let again = std::iter::once(object.text.clone()).chain(comment.map(|comment| comment.sql)).collect();
        let about = format!("drop {} {}", go_quote(&object.name), words(object.kind));
        let drop = Statement::new(drop, about).undone_by_all(again);
        let family = self.drop_family_sql(context, schema, object).map(|sql| {
            let about = format!("drop the family of {} {}", go_quote(&object.name), words(object.kind));
            Statement { reverse: Reverse::Covered, ..Statement::new(sql, about) }
        });
        Ok(std::iter::once(drop).chain(family).collect())
    }

    /// The statement that takes away the family which an operator class made for itself, and which stays without it.
    fn drop_family_sql(&self, context: &PlanContext<'_>, schema: &str, object: &Object) -> Option<String> {
        let family = own_family(self, object)?;
        self.drop_object_sql(context, schema, &family)
    }

    /// A carried object that changes: made anew, unless only its comment is another.
    pub(super) fn modify_object(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Pair<Object>,
    ) -> Result<Vec<Statement>, PlanError> {
        let Pair { previous, next } = object;
        if self.same_object(previous, next) {
            return Ok(self
                .object_comment(context, schema, Pair::new(Some(previous), Some(next)))
                .into_iter()
                .collect());
        }
        if next.kind == ObjectKind::Extension {
            let set = |object: &Object| {
                let schema = schema_of_extension(&object.text).unwrap_or_else(|| "public".to_owned());
                format!("ALTER EXTENSION {} SET SCHEMA {}", self.quote(&next.name), self.quote(&schema))
            };
            let about = format!("modify {} extension", go_quote(&next.name));
            return Ok(vec![Statement::new(set(next), about).undone_by(set(previous))]);
        }
        if self.replaces(previous, next) {
            let about = format!("modify {} {}", go_quote(&next.name), words(next.kind));
            let replace = Statement::new(replaced(&next.text), about).undone_by(replaced(&previous.text));
            let comment = self.object_comment(context, schema, Pair::new(Some(previous), Some(next)));
            return Ok(std::iter::once(replace).chain(comment).collect());
        }
        if self.is_stuck(context, schema, object) {
            return Err(holds_values(next));
        }
        if let Some(mut statements) = self.alter_own_type(context, schema, object) {
            statements.extend(self.object_comment(context, schema, Pair::new(Some(previous), Some(next))));
            return Ok(statements);
        }
        let mut statements = self.drop_object(context, schema, previous)?;
        statements.extend(self.add_object(context, schema, next)?);
        Ok(statements)
    }

    /// What is said of an object, where it is something else than before.
    pub(super) fn object_comment(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: Pair<Option<&Object>>,
    ) -> Option<Statement> {
        let next = object.next?;
        let said = |object: Option<&Object>| object.and_then(|object| has(&object.comment)).map(text);
        let (before, after) = (said(object.previous), said(object.next));
        let reference = self.reference(context, schema, next).filter(|_| before != after)?;
        let comment = |said: Option<String>| {
            format!("COMMENT ON {reference} IS {}", said.unwrap_or_else(|| "NULL".to_owned()))
        };
        let about = format!("set comment to {}", go_quote(&next.name));
        Some(Statement::new(comment(after), about).undone_by(comment(before)))
    }
}

/// That values can't be carried over to what a type comes to be.
fn holds_values(ty: &Object) -> PlanError {
    PlanError::unsupported(
        format!("type {}", go_quote(&ty.name)),
        "columns are of it, or of what is made of it, and no plan carries their values over: it can only be dropped, with \
         all that is of it, and made anew; write the statements by hand",
    )
}

/// The statement of a routine that takes the place of another.
fn replaced(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(2).collect();
    match words.as_slice() {
        [_, second] if second.eq_ignore_ascii_case("OR") => text.to_owned(),
        [first, _] => text.replacen(first, "CREATE OR REPLACE", 1),
        _ => text.to_owned(),
    }
}

/// The numbers that a sequence says.
fn written_numbers(sequence: &Sequence) -> String {
    let numbers = [
        ("INCREMENT BY", sequence.increment),
        ("MINVALUE", sequence.min),
        ("MAXVALUE", sequence.max),
        ("START WITH", sequence.start),
        ("CACHE", sequence.cache),
    ];
    let numbers = numbers.into_iter().filter_map(|(words, value)| Some(format!(" {words} {}", value?)));
    numbers.collect()
}

/// Whether a sequence that counts as it did can't be where it is: it starts again.
fn leaves_range(before: &Counting, after: &Counting) -> bool {
    before.start < after.min || before.start > after.max
}

/// The numbers that come to be others. With another type, the ends are said in any case: the server moves those that
/// are the previous type's.
fn altered_numbers(previous: &Sequence, next: &Sequence) -> String {
    let (before, after) = (Counting::of_sequence(previous), Counting::of_sequence(next));
    let retyped = before.ty != after.ty;
    let ends = before.increment.signum() != after.increment.signum();
    // With another type, NO MINVALUE and NO MAXVALUE are the ends of the type, whichever way the sequence counts
    // (`init_params` in sequence.c).
    let turns = retyped && (after.increment < 0 || ends);
    let least = if after.min == after.least() && !turns {
        "NO MINVALUE".to_owned()
    } else {
        format!("MINVALUE {}", after.min)
    };
    let greatest = if after.max == after.greatest() && !turns {
        "NO MAXVALUE".to_owned()
    } else {
        format!("MAXVALUE {}", after.max)
    };
    let numbers = [
        (before.increment != after.increment, format!("INCREMENT BY {}", after.increment)),
        (retyped || ends || before.min != after.min, least),
        (retyped || ends || before.max != after.max, greatest),
        (before.start != after.start, format!("START WITH {}", after.start)),
        (before.cache != after.cache, format!("CACHE {}", after.cache)),
        (leaves_range(&before, &after), "RESTART".to_owned()),
    ];
    numbers.into_iter().filter(|(differs, _)| *differs).map(|(_, words)| format!(" {words}")).collect()
}

fn words(kind: ObjectKind) -> String {
    kind.selector().replace('_', " ")
}
