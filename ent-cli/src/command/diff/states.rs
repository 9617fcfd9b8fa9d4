use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use ent_engine::author::{self, AuthorOptions, Authored, Destructive};
use ent_engine::change::Pair;
use ent_engine::diff::{Complete, DiffOptions, TextValues, Undeclared};
use ent_engine::dir::{DirError, Format, LocalDir, Script, Timestamp, from_checkpoint};
use ent_engine::plan::{Online, Plan, PlanOptions};

use super::super::migrator::duration;
use super::super::{Outcome, on_ground, url};
use super::{SYNCED, indent};
use crate::answers::{self, Answers};
use crate::args::Diff;
use crate::error::CliError;
use crate::state::{self, Breadth, Ground, RunBy, Selection};

/// Writes the migration to SQL files, another directory or a database.
///
/// The desired state is somebody's whole word: what it lacks is dropped, and the losses are said.
pub async fn run(args: &Diff) -> Result<Outcome, CliError> {
    on_ground(args.dialect.as_deref(), args.dev_url.as_deref(), async |ground| write(args, ground).await)
        .await
}

async fn write(args: &Diff, ground: &mut Ground) -> Result<Outcome, CliError> {
    let selection = Selection { schemas: args.schema.clone(), ..Selection::default() };
    ground.wait_for_others(duration(&args.lock_timeout)?);
    // What the directory qualifies is of the schema that the connection will lead to.
    ground.call_schema(args.qualifier.as_deref().unwrap_or_default());
    let to = state::load(&args.to, ground, &selection).await.map_err(name_the_flag)?;
    ground.take_from(&to);
    let dialect = to.dialect();
    let local = local(args)?;
    let lock = local.lock()?;
    let dir = local.read()?;
    dir.check_sum().map_err(DirError::from)?;
    let migrations = dir.migrations()?;
    let scripts: Vec<Script> =
        from_checkpoint(&migrations).iter().map(|migration| migration.up.clone()).collect();
    let previous = ground
        .state(&scripts, Some(to.flavor), RunBy::Tool)
        .await?
        .map(|state| state.realm)
        .unwrap_or_default();
    state::must_have(&selection, to.breadth, &[&previous, &to.realm])?;
    let mut options = options(args)?;
    options.diff.scope.schemas = selection.scope().filter(|_| to.breadth == Breadth::Server);
    let mut answers = Answers::of(&args.answers)?;
    let authored = loop {
        let next = answers.applied(&previous, &to.realm)?;
        let states = Pair::new(previous.clone(), next).map(|state| Complete::of(dialect.as_ref(), state));
        let authored = author::author(dialect.as_ref(), states.as_ref(), &dir, &[], &options)
            .map_err(|error| answers::explain(error.into()))?;
        let Some(authored) = authored else {
            return Ok(Outcome { data: SYNCED.to_owned(), ..Outcome::default() });
        };
        if !answers.ask(&authored.questions)? {
            break authored;
        }
    };
    let notes = notes(&authored);
    if args.check {
        let missing: String = statements(&authored);
        return Ok(Outcome {
            notes: format!("{notes}Error: the migration directory lacks:\n{missing}"),
            failed: true,
            ..Outcome::default()
        });
    }
    local.write(&lock, &dir, &authored.edit)?;
    Ok(Outcome { notes, ..Outcome::default() })
}

fn options(args: &Diff) -> Result<AuthorOptions, CliError> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let indent = args.format.as_deref().map(indent).transpose()?.flatten();
    Ok(AuthorOptions {
        diff: DiffOptions {
            objects: Undeclared::Manage,
            text_values: TextValues::Rename,
            ..DiffOptions::default()
        },
        plan: PlanOptions {
            qualifier: args.qualifier.clone(),
            indent,
            online: if args.online { Online::Yes } else { Online::No },
        },
        destructive: Destructive::Allow,
        drops: Vec::new(),
        name: Some(args.name.clone().unwrap_or_default()),
        stamp: false,
        now: Timestamp::from_unix(i64::try_from(since.as_secs()).unwrap_or(i64::MAX)),
    })
}

/// What is lost, and what looks like a rename, for the person who reads the files.
fn notes(authored: &Authored) -> String {
    let plans: Vec<&Plan> = authored.versions.iter().map(|version| &version.plan).collect();
    let losses = authored.losses.iter().map(|loss| format!("warning: {}\n", loss.message));
    let notes: String = losses.chain(authored.questions.iter().map(answers::note)).collect();
    super::super::schema_diff::warnings(&plans) + &notes
}

fn statements(authored: &Authored) -> String {
    let statements = authored.versions.iter().flat_map(|version| &version.plan.statements);
    statements.map(|statement| format!("  {};\n", statement.sql)).collect()
}

/// The directory, made if it is not there; one without files is in Atlas' layout unless asked otherwise.
fn local(args: &Diff) -> Result<LocalDir, CliError> {
    let dir = args.dir.as_deref().unwrap_or("file://migrations");
    let path = url::path(dir, "file")?;
    std::fs::create_dir_all(path).map_err(|source| CliError::Io {
        action: "make",
        path: path.into(),
        source,
    })?;
    let format = match url::format(dir, args.dir_format.as_deref())? {
        Some(format) => format,
        None => Format::detect(&LocalDir::new(Path::new(path), Format::Atlas).read()?.files)
            .unwrap_or(Format::Atlas),
    };
    Ok(LocalDir::new(path, format))
}

/// Without a dialect the flag that Atlas asks for is named, too.
fn name_the_flag(error: CliError) -> CliError {
    match error {
        CliError::NoDialect(_) => CliError::Other(
            "required flag(s) \"dev-url\" not set: it names the database that the files are for, and tries them out there; \
             --dialect names it, and works them out in memory"
                .to_owned(),
        ),
        error => error,
    }
}
