//! Authoring: the next version of a migration directory.
//!
//! The build script, `client.schema().diff()` and `ent migrate diff` all come here with two states
//! and a directory, and get the files to write, or what a person has to decide first.

mod error;
mod history;
mod loss;
mod trace;
mod way_back;

pub use error::AuthorError;
pub use history::{Drafts, replay, replay_drafts};
pub use loss::{Held, Loss, losses};
pub use trace::{Step, Trace};
pub use way_back::{Doubt, Extent, WayBack, way_back};

use crate::change::{Change, Pair};
use crate::dialect::Dialect;
use crate::diff::{self, DiffOptions, diff_complete};
use crate::dir::{Dir, Edit, File, Migration, Rendering, Timestamp, name_changes, slug, stamp};
use crate::model::Realm;
use crate::plan::{Plan, PlanOptions, plan_complete};

/// How a migration is made.
#[derive(Clone, Debug)]
pub struct AuthorOptions {
    /// What is compared.
    pub diff: DiffOptions,
    /// How statements are written.
    pub plan: PlanOptions,
    /// What happens to changes that lose data.
    pub destructive: Destructive,
    /// Tables, or `table.column`s, whose data may go.
    pub drops: Vec<String>,
    /// What the migration is called; by its changes when nothing is said.
    pub name: Option<String>,
    /// Whether the files get the mark by which a draft is known.
    pub stamp: bool,
    /// The moment that versions are named by, unless the directory has a later one.
    pub now: Timestamp,
}

/// What happens to changes that lose data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Destructive {
    /// They are held back until each is allowed.
    #[default]
    Stop,
    /// They are made. What merely looks like a rename is a drop and an add.
    Allow,
}

/// A migration that was made, not yet written.
#[derive(Clone, Debug)]
pub struct Authored {
    /// Versions, each with its part of the statements: more than one only where statements that
    /// refuse to run in a transaction stand among others.
    pub versions: Vec<Version>,
    /// What the migration changes.
    pub changes: Vec<Change>,
    /// What it loses that was not allowed by name.
    pub losses: Vec<Loss>,
    /// The files to write and to remove.
    pub edit: Edit,
}

/// One version of a migration that was made.
#[derive(Clone, Debug)]
pub struct Version {
    /// The version.
    pub version: Timestamp,
    /// What it is called.
    pub name: String,
    /// Its statements.
    pub plan: Plan,
    /// Its files.
    pub files: Vec<File>,
}

impl Authored {
    /// Number of statements in all versions.
    pub fn statement_count(&self) -> usize {
        self.versions.iter().map(|version| version.plan.statements.len()).sum()
    }

    /// `20261121101530_add_age_to_users`, for the first version.
    pub fn title(&self) -> String {
        match self.versions.first() {
            Some(version) if version.name.is_empty() => version.version.to_string(),
            Some(version) => format!("{}_{}", version.version, version.name),
            None => String::new(),
        }
    }
}

/// Makes the migration that leads from `previous` to `next`, to be written into `dir` in place of
/// the versions `replaced`; `None` when there is nothing to do and nothing to replace.
///
/// # Errors
/// What somebody has to decide (renames, losses), and what can't be planned.
pub fn author(
    dialect: &dyn Dialect,
    previous: &Realm,
    next: &Realm,
    dir: &Dir,
    replaced: &[&Migration],
    options: &AuthorOptions,
) -> Result<Option<Authored>, AuthorError> {
    let complete = |state: &Realm| diff::complete(dialect, state.clone());
    let states = Pair::new(complete(previous), complete(next));
    let found = diff_complete(dialect, states.as_ref(), &options.diff);
    if options.destructive == Destructive::Stop && !found.questions.is_empty() {
        return Err(AuthorError::Questions(found.questions));
    }
    let losses = losses(dialect, next, &found.changes, &options.drops);
    if options.destructive == Destructive::Stop && !losses.is_empty() {
        return Err(AuthorError::Losses(losses));
    }
    let planned = plan_complete(dialect, states.as_ref(), found.changes.clone(), &options.plan)?;
    if planned.is_empty() && replaced.is_empty() {
        return Ok(None);
    }
    let name = match &options.name {
        Some(name) => slug(name),
        None => name_changes(&found.changes),
    };
    let first = first_version(dir, replaced, options.now);
    let versions = versions(dir, planned, &name, first, options.stamp);
    let add = versions.iter().flat_map(|version| version.files.iter().cloned()).collect();
    let remove = replaced.iter().flat_map(|m| dir.files_of(m)).map(|file| file.name.clone()).collect();
    Ok(Some(Authored { versions, changes: found.changes, losses, edit: Edit { add, remove } }))
}

/// The version to begin with: that of the first one replaced, so that a draft keeps its own; else
/// now, but after every version that is there.
fn first_version(dir: &Dir, replaced: &[&Migration], now: Timestamp) -> Timestamp {
    if let Some(kept) = replaced.first().and_then(|migration| Timestamp::parse(&migration.version)) {
        return kept;
    }
    let last = dir
        .migrations()
        .unwrap_or_default()
        .iter()
        .filter_map(|migration| Timestamp::parse(&migration.version))
        .max();
    match last {
        Some(last) if last >= now => last.next(),
        _ => now,
    }
}

/// The plan in versions: statements that refuse to run in a transaction get one of their own.
fn versions(dir: &Dir, plan: Plan, name: &str, first: Timestamp, mark: bool) -> Vec<Version> {
    let mut parts: Vec<Plan> = Vec::new();
    for statement in plan.statements {
        match parts.last_mut() {
            Some(part)
                if part
                    .statements
                    .last()
                    .is_some_and(|last| last.outside_transaction == statement.outside_transaction) =>
            {
                part.statements.push(statement);
            }
            _ => parts.push(Plan { statements: vec![statement] }),
        }
    }
    let mut version = first;
    let mut versions = Vec::new();
    for (i, plan) in parts.into_iter().enumerate() {
        let name = if i == 0 { name.to_owned() } else { format!("{name}_{}", i + 1) };
        let mut files = dir.format.render(&Rendering { version, name: &name, plan: &plan });
        if mark {
            files = stamp(dir.format, files);
        }
        versions.push(Version { version, name, plan, files });
        version = version.next();
    }
    versions
}
