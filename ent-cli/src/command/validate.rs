use ent_engine::dialect::{self, Dialect};
use ent_engine::diff::{DiffOptions, Undeclared, diff};
use ent_engine::dir::{Migration, from_checkpoint};
use ent_engine::model::Realm;
use ent_engine::replay::{Replay, ReplayOptions};

use super::{Outcome, on_ground, url};
use crate::args::Validate;
use crate::error::CliError;
use crate::state::RunBy;

/// `ent migrate validate`: silent when all is well.
pub async fn run(args: &Validate) -> Result<Outcome, CliError> {
    let local = url::dir(&args.dir)?;
    let dir = local.read()?;
    if let Err(error) = dir.check_sum() {
        return Ok(Outcome::checksum(&error));
    }
    if args.dialect.is_none() && args.dev_url.is_none() {
        return Ok(Outcome::default());
    }
    let migrations = dir.migrations()?;
    on_ground(args.dialect.as_deref(), args.dev_url.as_deref(), async |ground| {
        ground.call_schema(args.qualifier.as_deref().unwrap_or_default());
        let Some(flavor) = ground.flavor() else { return Ok(Outcome::default()) };
        // A dev database has its say on what leads up; what leads back is held to that in memory.
        if ground.has_dev() {
            let scripts: Vec<_> = from_checkpoint(&migrations).iter().map(|each| each.up.clone()).collect();
            ground.state(&scripts, None, RunBy::Tool).await?;
        }
        let options = ReplayOptions { schema_alias: args.qualifier.clone(), ..ReplayOptions::default() };
        let problems = match problems(dialect::of(flavor).as_ref(), &options, &migrations) {
            // It knows the statements that replay does not.
            Err(CliError::Replay(_)) if ground.has_dev() => Vec::new(),
            problems => problems?,
        };
        Ok(if problems.is_empty() { Outcome::default() } else { Outcome::failed(problems.join("\n")) })
    })
    .await
}

/// What is wrong with the ways down, and with checkpoints, in the order of the files.
fn problems(
    dialect: &dyn Dialect,
    options: &ReplayOptions,
    migrations: &[Migration],
) -> Result<Vec<String>, CliError> {
    let mut replay = Replay::new(dialect, options);
    let mut problems = Vec::new();
    for (at, migration) in migrations.iter().enumerate() {
        let start = replay.realm().clone();
        if migration.is_checkpoint() {
            replay = Replay::new(dialect, options);
        }
        let up = &migration.up;
        replay.run_part(&up.file, &up.text).map_err(|error| CliError::Replay(Box::new(error)))?;
        if !migration.is_checkpoint() {
            problems.extend(check_down(dialect, &start, replay.clone(), migration));
        } else if at > 0 {
            problems.extend(check_checkpoint(dialect, &start, replay.realm(), migration));
        }
    }
    replay.finish().map_err(|error| CliError::Replay(Box::new(error)))?;
    Ok(problems)
}

/// What is wrong with a checkpoint, which makes `state` of an empty database, where the files before it make `start`.
fn check_checkpoint(
    dialect: &dyn Dialect,
    start: &Realm,
    state: &Realm,
    checkpoint: &Migration,
) -> Option<String> {
    let left = differences(dialect, start, state);
    let plural = if left == 1 { "" } else { "s" };
    (left > 0).then(|| {
        format!(
            "Error: the checkpoint {} is not what the files before it make: {left} difference{plural}",
            checkpoint.up.file
        )
    })
}

/// What is wrong with the way down of `migration`, which `replay` has just gone up from `start`.
fn check_down(
    dialect: &dyn Dialect,
    start: &Realm,
    mut replay: Replay<'_>,
    migration: &Migration,
) -> Option<String> {
    let down = migration.down.as_ref()?;
    if let Err(error) = replay.run_part(&down.file, &down.text) {
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

fn differences(dialect: &dyn Dialect, previous: &Realm, next: &Realm) -> usize {
    // What leads back mostly ends where it began, and then there is nothing to weigh.
    if previous == next {
        return 0;
    }
    let options = DiffOptions { objects: Undeclared::Manage, ..DiffOptions::default() };
    let found = diff(dialect, previous, next, &options);
    found.changes.len() + found.questions.len()
}
