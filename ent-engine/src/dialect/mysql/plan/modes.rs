//! The modes under which a change makes stored programs and views again: the server keeps them with what it makes, and reads
//! its text by them.

use super::super::Mysql;
use super::super::print::modes;
use crate::change::Pair;
use crate::model::{Object, Origin, View};
use crate::plan::{PlanContext, PlanError, Statement, join_settings};

/// The statements, run under the modes of what they make or drop.
pub(super) fn under(origin: &Origin, statements: Vec<Statement>) -> Vec<Statement> {
    match origin.sql_mode.as_deref() {
        None => statements,
        Some(of) => modes::around(of, modes::OTHER, statements),
    }
}

/// Appends statements, with the modes left as they are where both want the same.
pub(super) fn join(statements: &mut Vec<Statement>, next: Vec<Statement>) {
    join_settings(statements, next, modes::RESET);
}

impl Mysql {
    /// Makes a view anew under its own modes, where the one before had others.
    pub(super) fn modify_view_under(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        view: &Pair<View>,
    ) -> Vec<Statement> {
        let (previous, next) = (&view.previous, &view.next);
        if previous.origin.sql_mode == next.origin.sql_mode {
            return under(&next.origin, vec![self.modify_view(context, schema, view)]);
        }
        let mut statements = under(&previous.origin, vec![self.drop_view(context, schema, previous)]);
        join(&mut statements, under(&next.origin, vec![self.add_view(context, schema, next)]));
        statements
    }

    /// Makes a stored program anew.
    pub(super) fn modify_object(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Pair<Object>,
    ) -> Result<Vec<Statement>, PlanError> {
        let (previous, next) = (&object.previous, &object.next);
        let mut statements = under(&previous.origin, vec![self.drop_object(context, schema, previous)?]);
        join(&mut statements, under(&next.origin, vec![self.add_object(context, schema, next)]));
        Ok(statements)
    }
}
