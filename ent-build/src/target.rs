//! One migration directory: what is missing in it, and writing that.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use ent_engine::author::{self, AuthorError, AuthorOptions, Authored, Drafts};
use ent_engine::dialect::{self, Dialect};
use ent_engine::diff::{self, DiffOptions, Exclude, RenameQuestion};
use ent_engine::dir::{Dir, DirError, LocalDir, Migration, SumError, Timestamp};
use ent_engine::graph::Graph;
use ent_engine::lower::{Comments, LowerOptions, lower};
use ent_engine::model::Realm;
use ent_engine::plan::PlanOptions;

use crate::config::{Destructive, Target};
use crate::error::BuildError;
use crate::report::Report;
use crate::{Mode, git};

/// What is asked of a migration directory.
pub(crate) struct Request<'a> {
    /// What may be done to it.
    pub mode: Mode,
    /// What to call the migration; by its changes when nothing is said.
    pub name: Option<&'a str>,
    /// Whether what is written is a draft, and earlier drafts are written anew.
    pub drafts: bool,
}

/// Brings the directory of `target` up to date with `graph`, as far as `request` lets it.
pub(crate) fn update(
    target: &Target,
    manifest_dir: &Path,
    graph: &Graph,
    request: &Request<'_>,
    report: &mut Report,
) -> Result<(), BuildError> {
    let dialect = dialect::of(target.flavor);
    let desired = lower(graph, &*dialect, &lower_options(target)).map_err(BuildError::Declarations)?;
    let local = LocalDir::new(manifest_dir.join(&target.dir), target.format);
    let update = Update { target, dialect: &*dialect, desired: &desired, local: &local, request };
    update.run(report)
}

fn lower_options(target: &Target) -> LowerOptions {
    LowerOptions {
        schemas: target.schemas.clone(),
        default_schema: target.default_schema.clone(),
        comments: if target.comments { Comments::Always } else { Comments::Declared },
        ..LowerOptions::default()
    }
}

struct Update<'a> {
    target: &'a Target,
    dialect: &'a dyn Dialect,
    desired: &'a Realm,
    local: &'a LocalDir,
    request: &'a Request<'a>,
}

impl Update<'_> {
    fn run(&self, report: &mut Report) -> Result<(), BuildError> {
        let dir = self.local.read()?;
        let missing = self.missing(&dir)?;
        let Some(missing) = missing else { return Ok(()) };
        if self.request.mode == Mode::Check {
            report.error(self.tell_missing(&missing, "this build only checks"));
            return Ok(());
        }
        let lock = match self.local.lock() {
            Ok(lock) => lock,
            Err(error) if is_read_only(&error) => {
                let why = format!("{} can't be written ({})", self.target.dir, root_cause(&error));
                report.error(self.tell_missing(&missing, &why));
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        };
        // Another build may have written meanwhile; under the lock nobody does.
        let current = self.local.read()?;
        let missing = if current == dir { Some(missing) } else { self.missing(&current)? };
        let Some(missing) = missing else { return Ok(()) };
        match self.local.write(&lock, &current, &missing.edit) {
            Ok(_) => report.warn(self.tell_written(&missing)),
            Err(error) if is_read_only(&error) => {
                let why = format!("{} can't be written ({})", self.target.dir, root_cause(&error));
                report.error(self.tell_missing(&missing, &why));
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    /// The migration that `dir` lacks.
    fn missing(&self, dir: &Dir) -> Result<Option<Authored>, BuildError> {
        dir.check_sum().map_err(|error| self.tell_sum(&error))?;
        let applied = self.local.applied()?;
        let is_known =
            |name: &str| applied.iter().any(|file| file == name) || git::knows(&self.local.path().join(name));
        let found = if self.request.drafts { Drafts::find(dir, is_known) } else { Drafts::none(dir) };
        let drafts = found.map_err(|error| self.tell(&error))?;
        let options = self.author_options()?;
        let (base, state) =
            author::replay_drafts(self.dialect, &drafts).map_err(|error| self.tell(&error))?;
        // Without a draft the base is all there is; with one it may already be what is wanted.
        if let Some(state) = state {
            let left = diff::diff(self.dialect, &state, self.desired, &options.diff);
            if left.changes.is_empty() && left.questions.is_empty() {
                return Ok(None);
            }
        }
        let replaced: Vec<&Migration> = drafts.drafts().iter().collect();
        let missing = author::author(self.dialect, &base, self.desired, dir, &replaced, &options)
            .map_err(|error| self.tell(&error))?;
        // A draft that says what would be written says all there is to say.
        Ok(missing.filter(|missing| !missing.edit.is_done(dir)))
    }

    fn author_options(&self) -> Result<AuthorOptions, BuildError> {
        let mut diff = DiffOptions::default();
        diff.scope.exclude = Exclude::parse_in_schema(&self.target.ignore)
            .map_err(|error| BuildError::Options(format!("`ignore`: {error}")))?;
        Ok(AuthorOptions {
            diff,
            plan: PlanOptions {
                indent: (!self.target.indent.is_empty()).then(|| self.target.indent.clone()),
                ..PlanOptions::default()
            },
            destructive: match self.target.destructive {
                Destructive::Stop => author::Destructive::Stop,
                Destructive::Warn | Destructive::Allow => author::Destructive::Allow,
            },
            drops: self.target.drops.clone(),
            name: self.request.name.map(str::to_owned),
            stamp: self.request.drafts,
            now: now(),
        })
    }

    fn tell_written(&self, written: &Authored) -> String {
        let Self { target, .. } = self;
        if written.versions.is_empty() {
            return format!(
                "removed the draft in {}: the structs are back where the directory is",
                target.dir
            );
        }
        let count = written.statement_count();
        let plural = if count == 1 { "" } else { "s" };
        let draft = if self.request.drafts { "; draft until committed" } else { "" };
        let mut text = format!("wrote {}/{} ({count} statement{plural}{draft})", target.dir, written.title());
        if target.destructive == Destructive::Warn {
            for loss in &written.losses {
                text.push_str(&format!("\nwarning: {}", loss.message));
            }
        }
        for version in &written.versions {
            for (statement, reason) in version.plan.irreversible() {
                text.push_str(&format!("\nnote: nothing undoes \"{}\": {reason}", statement.comment));
            }
        }
        text
    }

    fn tell_missing(&self, missing: &Authored, why: &str) -> String {
        let mut text = format!("{} is behind the structs, and {why}; this is missing:\n", self.target.dir);
        for version in &missing.versions {
            for statement in &version.plan.statements {
                text.push_str(&format!("{};\n", statement.sql));
            }
        }
        if missing.versions.is_empty() {
            text.push_str("(nothing, but the draft in it undoes itself)\n");
        }
        text + "help: run `cargo build` on your machine and commit the files that it writes"
    }

    fn tell_sum(&self, error: &SumError) -> BuildError {
        BuildError::Migration(format!(
            "{}: {error}\n\
             help: a migration that others may have applied must not change; take the change back, or, if it \
             is meant, run `ent migrate hash --dir file://{}`",
            self.target.dir, self.target.dir
        ))
    }

    fn tell(&self, error: &AuthorError) -> BuildError {
        BuildError::Migration(match error {
            AuthorError::Questions(questions) => {
                let mut text: String = questions.iter().map(tell_question).collect();
                text.push_str("Nothing was written.");
                text
            }
            AuthorError::Losses(_) => {
                format!("{error}\nor set `destructive = \"allow\"` in ent.toml. Nothing was written.")
            }
            AuthorError::Replay(error) => format!("{}/{error}", self.target.dir),
            other => other.to_string(),
        })
    }
}

fn tell_question(question: &RenameQuestion) -> String {
    let place =
        if question.position.is_known() { format!("  --> {}", question.position) } else { String::new() };
    format!("{question} or `destructive = \"allow\"`.{place}\n")
}

/// Whether the file system will not let anybody write there.
fn is_read_only(error: &DirError) -> bool {
    use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    matches!(error, DirError::Io { source, .. } if matches!(source.kind(), PermissionDenied | ReadOnlyFilesystem))
}

fn root_cause(error: &DirError) -> String {
    match error {
        DirError::Io { source, .. } => source.to_string(),
        other => other.to_string(),
    }
}

/// The machine's clock, read here and nowhere deeper.
fn now() -> Timestamp {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs());
    Timestamp::from_unix(i64::try_from(seconds).unwrap_or(0))
}
