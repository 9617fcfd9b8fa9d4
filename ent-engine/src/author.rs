//! Authoring: the next version of a migration directory.
//!
//! The build script and `ent migrate diff` come here with two states
//! and a directory, and get the files to write, or what a person has to decide first.

mod error;
mod history;
mod layout;
mod loss;
mod staying;
mod trace;
mod way_back;

pub use error::AuthorError;
pub use history::{Drafts, prove, replay, replay_drafts};
pub use layout::{Layout, Version};
pub use loss::{Held, Loss, losses};
pub use trace::{Step, Trace};
pub use way_back::{Doubt, Extent, WayBack, way_back};

use crate::change::{Change, Pair};
use crate::dialect::Dialect;
use crate::diff::{Complete, DiffOptions, RenameQuestion, diff_complete};
use crate::dir::{Dir, Edit, Migration, Timestamp, name_changes, slug};
use crate::plan::{PlanOptions, plan_complete};

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
    /// Drops and adds in it that look like renames; only where they may be made.
    pub questions: Vec<RenameQuestion>,
    /// What it loses that was not allowed by name.
    pub losses: Vec<Loss>,
    /// The files to write and to remove.
    pub edit: Edit,
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

/// Makes the migration that leads from one of `states` to the other, to be written into `dir` in place of
/// the versions `replaced`; `None` when there is nothing to do and nothing to replace.
///
/// # Errors
/// What somebody has to decide (renames, losses), and what can't be planned.
pub fn author(
    dialect: &dyn Dialect,
    states: Pair<&Complete>,
    dir: &Dir,
    replaced: &[&Migration],
    options: &AuthorOptions,
) -> Result<Option<Authored>, AuthorError> {
    let found = diff_complete(dialect, states, &options.diff);
    if options.destructive == Destructive::Stop && !found.questions.is_empty() {
        return Err(AuthorError::Questions(found.questions));
    }
    let losses = losses(dialect, states.next, &found.changes, &options.drops);
    if options.destructive == Destructive::Stop && !losses.is_empty() {
        return Err(AuthorError::Losses(losses));
    }
    let planned = plan_complete(dialect, states, found.changes.clone(), &options.plan)?;
    if planned.is_empty() && replaced.is_empty() {
        return Ok(None);
    }
    let name = match &options.name {
        Some(name) => slug(name),
        None => name_changes(&found.changes),
    };
    let layout = Layout { name: &name, replaced, stamp: options.stamp, now: options.now };
    let versions = layout.versions(dir, planned);
    let edit = layout.edit(dir, &versions);
    Ok(Some(Authored { versions, changes: found.changes, questions: found.questions, losses, edit }))
}
