use ent_engine::dialect::{self, Flavor};
use ent_engine::diff::{DiffOptions, Undeclared, diff};
use ent_engine::dir::Migration;
use ent_engine::model::Realm;
use ent_engine::replay::{Replay, ReplayOptions};

use super::{Outcome, url};
use crate::args::Validate;
use crate::error::CliError;

/// `ent migrate validate`: silent when all is well.
pub fn run(args: &Validate) -> Result<Outcome, CliError> {
    let local = url::dir(&args.dir)?;
    let dir = local.read()?;
    if let Err(error) = dir.check_sum() {
        return Ok(Outcome::checksum(&error));
    }
    let Some(name) = &args.dialect else { return Ok(Outcome::default()) };
    let flavor: Flavor = name.parse()?;
    let dialect = dialect::of(flavor);
    let mut replay = Replay::new(&*dialect, &ReplayOptions::default());
    let mut problems = Vec::new();
    for migration in dir.migrations()? {
        let start = replay.realm().clone();
        let up = &migration.up;
        replay.run(&up.file, &up.text).map_err(|error| CliError::Replay(Box::new(error)))?;
        problems.extend(check_down(&*dialect, &start, replay.clone(), &migration));
    }
    if problems.is_empty() { Ok(Outcome::default()) } else { Ok(Outcome::failed(problems.join("\n"))) }
}

/// What is wrong with the way down of `migration`, which `replay` has just gone up from `start`.
fn check_down(
    dialect: &dyn dialect::Dialect,
    start: &Realm,
    mut replay: Replay<'_>,
    migration: &Migration,
) -> Option<String> {
    let down = migration.down.as_ref()?;
    if let Err(error) = replay.run(&down.file, &down.text) {
        return Some(format!("Error: {error}"));
    }
    let left = differences(dialect, start, &replay.into_realm());
    if left == 0 {
        return None;
    }
    let plural = if left == 1 { "" } else { "s" };
    Some(format!(
        "Error: {} does not undo {}: {left} difference{plural} left to the state before it",
        down.file, migration.up.file
    ))
}

fn differences(dialect: &dyn dialect::Dialect, previous: &Realm, next: &Realm) -> usize {
    let options = DiffOptions { objects: Undeclared::Manage, ..DiffOptions::default() };
    let found = diff(dialect, previous, next, &options);
    found.changes.len() + found.questions.len()
}
