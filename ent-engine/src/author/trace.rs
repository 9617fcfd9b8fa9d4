use std::collections::BTreeSet;

use super::way_back::{Extent, WayBack, applied};
use super::{AuthorError, replay};
use crate::change::{Change, Subject};
use crate::dialect::Dialect;
use crate::diff::{DiffOptions, Undeclared, diff};
use crate::dir::{Migration, Script};
use crate::model::Realm;
use crate::replay::Replay;

/// One statement of a migration: the states before and after it.
///
/// A run that was killed may have left the statement done and not noted. What the database holds tells which.
#[derive(Clone, Debug)]
pub struct Step {
    previous: Realm,
    next: Realm,
    touched: BTreeSet<Subject>,
}

/// Whether a statement took hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trace {
    /// It did.
    Held,
    /// It did not.
    NotHeld,
    /// The database is neither as it was before nor as it is after.
    Unclear,
    /// The statement leaves no trace in the schema.
    Nothing,
}

impl Step {
    /// On the way up: the statement of `migration` after the first `done`.
    ///
    /// # Errors
    /// When a file can't be replayed.
    pub fn up(
        dialect: &dyn Dialect,
        before: &[Migration],
        migration: &Migration,
        done: usize,
    ) -> Result<Self, AuthorError> {
        Self::of_script(dialect, replay(dialect, before)?, &migration.up, done)
    }

    /// On the way back over `migration`, of which `extent` was applied: the statement of `way` after the first `done`.
    ///
    /// # Errors
    /// When a file can't be replayed.
    pub fn back(
        dialect: &dyn Dialect,
        before: &[Migration],
        migration: &Migration,
        extent: Extent,
        way: &WayBack,
        done: usize,
    ) -> Result<Self, AuthorError> {
        let mut replay = replay(dialect, before)?;
        run(&mut replay, &migration.up.file, applied(dialect, &migration.up, extent))?;
        if let Some(script) = &way.script {
            return Self::of_script(dialect, replay, script, done);
        }
        for statement in way.plan.statements.iter().take(done) {
            run(&mut replay, &migration.up.file, &statement.sql)?;
        }
        let next = way.plan.statements.get(done).map_or("", |statement| &statement.sql);
        Self::next(dialect, replay, &migration.up.file, next)
    }

    fn of_script(
        dialect: &dyn Dialect,
        mut replay: Replay<'_>,
        script: &Script,
        done: usize,
    ) -> Result<Self, AuthorError> {
        let start = applied(dialect, script, Extent::Statements(done));
        let end = applied(dialect, script, Extent::Statements(done + 1));
        run(&mut replay, &script.file, start)?;
        Self::next(dialect, replay, &script.file, end.get(start.len()..).unwrap_or_default())
    }

    fn next(
        dialect: &dyn Dialect,
        mut replay: Replay<'_>,
        file: &str,
        statement: &str,
    ) -> Result<Self, AuthorError> {
        let previous = replay.realm().clone();
        run(&mut replay, file, statement)?;
        let next = replay.into_realm();
        let touched = subjects(dialect, &previous, &next);
        Ok(Self { previous, next, touched })
    }

    /// The schemas that tell.
    pub fn schemas(&self) -> Vec<String> {
        let schemas = self.previous.schemas.iter().chain(&self.next.schemas);
        let names: BTreeSet<&String> = schemas.map(|schema| &schema.name).collect();
        names.into_iter().cloned().collect()
    }

    /// What `live`, the database as it is in these schemas, says of the statement.
    pub fn trace(&self, dialect: &dyn Dialect, live: &Realm) -> Trace {
        if self.touched.is_empty() {
            return Trace::Nothing;
        }
        let differs = |state: &Realm| !subjects(dialect, live, state).is_disjoint(&self.touched);
        match (differs(&self.previous), differs(&self.next)) {
            (true, false) => Trace::Held,
            (false, true) => Trace::NotHeld,
            (true, true) | (false, false) => Trace::Unclear,
        }
    }
}

fn run(replay: &mut Replay<'_>, file: &str, text: &str) -> Result<(), AuthorError> {
    Ok(replay.run(file, text).map_err(Box::new)?)
}

fn subjects(dialect: &dyn Dialect, previous: &Realm, next: &Realm) -> BTreeSet<Subject> {
    let options = DiffOptions { objects: Undeclared::Manage, ..DiffOptions::default() };
    diff(dialect, previous, next, &options).changes.iter().flat_map(Change::subjects).collect()
}
