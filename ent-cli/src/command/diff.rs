//! `ent migrate diff`: the migration that leads from a directory to a state.

mod entities;
mod states;

use super::Outcome;
use crate::args::Diff;
use crate::error::CliError;
use crate::format::Format;

/// What Atlas says when there is nothing to do.
const SYNCED: &str = "The migration directory is synced with the desired state, no changes to be made";

/// To structs the options of the project count, as for the build; to any other state the flags.
pub async fn run(args: &Diff) -> Result<Outcome, CliError> {
    let is_of_entities = |url: &String| url.starts_with("ent://") || !url.contains("://");
    let is_declared = args.to.iter().all(is_of_entities);
    if is_declared && !args.answers.is_empty() {
        return Err(CliError::Other(
            "--rename, --drop and --backfill are for states that can't say it; structs say it with #[ent(renamed_from = ..)], \
             #[ent(drops = ..)] and #[ent(backfill = ..)]"
                .to_owned(),
        ));
    }
    match args.to.as_slice() {
        [] if args.dev_url.is_some() => Err(CliError::Other("required flag(s) \"to\" not set".to_owned())),
        [] => entities::run(args),
        [to] if is_of_entities(to) => entities::run(args),
        _ => states::run(args).await,
    }
}

/// The indent that a template asks for: `{{ sql . }}` and `{{ sql . "  " }}` are understood.
fn indent(template: &str) -> Result<Option<String>, CliError> {
    match Format::parse(template) {
        Ok(Format::Sql { indent }) => Ok(indent),
        _ => Err(CliError::Other(format!("'sql' can only be used to indent statements. got: {template}"))),
    }
}
