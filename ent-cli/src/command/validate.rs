use ent_engine::author;
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
    let migrations = dir.migrations()?;
    author::replay(&*dialect, &migrations)?;
    let mut problems = Vec::new();
    for (i, migration) in migrations.iter().enumerate() {
        problems.extend(check_down(&*dialect, &migrations[..i], migration)?);
    }
    if problems.is_empty() { Ok(Outcome::default()) } else { Ok(Outcome::failed(problems.join("\n"))) }
}

/// What is wrong with the way down of `migration`, which comes after `before`.
fn check_down(
    dialect: &dyn dialect::Dialect,
    before: &[Migration],
    migration: &Migration,
) -> Result<Option<String>, CliError> {
    let Some(down) = &migration.down else { return Ok(None) };
    let start = author::replay(dialect, before)?;
    let mut replay =
        Replay::new(dialect, &ReplayOptions { start: start.clone(), ..ReplayOptions::default() });
    for script in [&migration.up, down] {
        if let Err(error) = replay.run(&script.file, &script.text) {
            return Ok(Some(format!("Error: {error}")));
        }
    }
    let left = differences(dialect, &start, &replay.into_realm());
    if left == 0 {
        return Ok(None);
    }
    let plural = if left == 1 { "" } else { "s" };
    Ok(Some(format!(
        "Error: {} does not undo {}: {left} difference{plural} left to the state before it",
        down.file, migration.up.file
    )))
}

fn differences(dialect: &dyn dialect::Dialect, previous: &Realm, next: &Realm) -> usize {
    let options = DiffOptions { objects: Undeclared::Manage, ..DiffOptions::default() };
    let found = diff(dialect, previous, next, &options);
    found.changes.len() + found.questions.len()
}
