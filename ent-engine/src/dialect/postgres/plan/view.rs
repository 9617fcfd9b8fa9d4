//! Views, plain and materialized.

use super::super::Postgres;
use super::clauses::text;
use super::comment::has;
use crate::change::Pair;
use crate::dialect::{DiffRules, Exprs};
use crate::model::{Index, ObjectKind, View};
use crate::plan::{PlanContext, Reverse, Statement, go_quote};

impl Postgres {
    /// The view with its indexes and comments.
    pub(super) fn add_view(&self, context: &PlanContext<'_>, schema: &str, view: &View) -> Vec<Statement> {
        let mut statements = vec![self.create_view(context, schema, view)];
        statements.extend(self.rest_of_view(context, schema, view));
        // What was said of its columns is said again; it goes with the view.
        let objects = context.previous.schema(schema).into_iter().flat_map(|schema| &schema.objects);
        let said = objects
            .filter(|object| object.kind == ObjectKind::Other && object.table.as_ref() == Some(&view.name));
        statements.extend(
            said.map(|object| {
                Statement::new(&*object.text, format!("create {} other", go_quote(&object.name)))
            }),
        );
        statements
    }

    /// The view alone.
    pub(super) fn create_view(&self, context: &PlanContext<'_>, schema: &str, view: &View) -> Statement {
        let kind = kind(view);
        let name = self.name(context, schema, &view.name);
        let columns =
            if view.columns.is_empty() { String::new() } else { format!(" ({})", self.names(&view.columns)) };
        Statement::new(
            format!("CREATE {kind} {name}{columns}{} AS {}", options(view), view.definition),
            format!("create {} view", go_quote(&view.name)),
        )
        .undone_by(format!("DROP {kind} {name}"))
    }

    /// What comes after a view: its indexes, and the comments.
    pub(super) fn rest_of_view(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        view: &View,
    ) -> Vec<Statement> {
        let place = (schema, view.name.as_str());
        let indexes = view.indexes.iter();
        let mut statements: Vec<Statement> =
            indexes.map(|index| self.create_index(context, place, index, false)).collect();
        if has(&view.comment).is_some() {
            statements.push(self.view_comment(context, schema, Pair::new(None, Some(view))));
        }
        let told = view.indexes.iter().flat_map(|index| self.around_index(context, place, index, None));
        statements.extend(told);
        // All of it goes with the view.
        statements.iter_mut().for_each(|statement| statement.reverse = Reverse::Covered);
        statements
    }

    pub(super) fn drop_view(&self, context: &PlanContext<'_>, schema: &str, view: &View) -> Statement {
        let back = self.add_view(context, schema, view).into_iter().map(|statement| statement.sql).collect();
        Statement::new(
            format!("DROP {} {}", kind(view), self.name(context, schema, &view.name)),
            format!("drop {} view", go_quote(&view.name)),
        )
        .undone_by_all(back)
    }

    /// Whether the views differ in what can be altered: not in their query.
    pub(super) fn differs_around_query(&self, view: &Pair<View>) -> bool {
        let Pair { previous, next } = view;
        previous.materialized == next.materialized && self.same_query(previous.into(), next.into())
    }

    /// What a view with the same query has around it: options, indexes, comment.
    pub(super) fn alter_view(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        view: &Pair<View>,
    ) -> Vec<Statement> {
        let Pair { previous, next } = view;
        let mut statements = Vec::new();
        let forth = self.option_changes(context, schema, previous, next);
        let back = self.option_changes(context, schema, next, previous);
        for (at, sql) in forth.into_iter().enumerate() {
            let statement = Statement::new(sql, format!("modify {} view", go_quote(&next.name)));
            // All of it is undone with the first.
            statements.push(if at == 0 { statement.undone_by_all(back.clone()) } else { statement });
        }
        let place = (schema, next.name.as_str());
        let is_in = |indexes: &[Index], index: &Index| {
            indexes.iter().any(|other| other.name == index.name && self.same_index(other, index))
        };
        for index in previous.indexes.iter().filter(|index| !is_in(&next.indexes, index)) {
            statements.push(self.drop_index(context, place, index));
        }
        for index in &next.indexes {
            let before = previous.indexes.iter().find(|other| other.name == index.name);
            let kept = before.filter(|before| self.same_index(before, index));
            if kept.is_none() {
                statements.push(self.create_index(context, place, index, false));
            }
            statements.extend(self.around_index(context, place, index, kept));
        }
        if has(&previous.comment) != has(&next.comment) {
            statements.push(self.view_comment(context, schema, Pair::new(Some(previous), Some(next))));
        }
        statements
    }

    fn option_changes(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        previous: &View,
        next: &View,
    ) -> Vec<String> {
        let alter = format!("ALTER {} {}", kind(next), self.name(context, schema, &next.name));
        let has = |view: &View, key: &str| view.options.iter().any(|(other, _)| other == key);
        let gone = previous.options.iter().filter(|(key, _)| !has(next, key));
        let gone: Vec<&str> = gone.map(|(key, _)| key.as_str()).collect();
        let set = next.options.iter().filter(|option| !previous.options.contains(option));
        let set: Vec<String> = set.map(option).collect();
        let mut statements = Vec::new();
        if !gone.is_empty() {
            statements.push(format!("{alter} RESET ({})", gone.join(", ")));
        }
        if !set.is_empty() {
            statements.push(format!("{alter} SET ({})", set.join(", ")));
        }
        statements
    }

    fn view_comment(&self, context: &PlanContext<'_>, schema: &str, views: Pair<Option<&View>>) -> Statement {
        let view = views.next.or(views.previous).cloned().unwrap_or_default();
        let comment = |view: Option<&View>| {
            let comment = view.and_then(|view| has(&view.comment)).unwrap_or_default();
            text(comment)
        };
        let head = format!("COMMENT ON {} {} IS", kind(&view), self.name(context, schema, &view.name));
        Statement::new(
            format!("{head} {}", comment(views.next)),
            format!("set comment to view: {}", go_quote(&view.name)),
        )
        .undone_by(format!("{head} {}", comment(views.previous)))
    }
}

fn option((key, value): &(String, String)) -> String {
    if value.is_empty() { key.clone() } else { format!("{key} = {value}") }
}

/// `WITH (security_barrier = true)`; the check option is one of the options, too.
fn options(view: &View) -> String {
    if view.options.is_empty() {
        return String::new();
    }
    format!(" WITH ({})", view.options.iter().map(option).collect::<Vec<_>>().join(", "))
}

fn kind(view: &View) -> &'static str {
    if view.materialized { "MATERIALIZED VIEW" } else { "VIEW" }
}
