//! Migration directories: what is missing in them, and writing that.

use std::path::Path;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use ent_engine::author::{self, AuthorError, AuthorOptions, Authored, Drafts};
use ent_engine::change::Pair;
use ent_engine::dialect::{self, Dialect};
use ent_engine::diff::{self, Complete, DiffOptions, Exclude, RenameQuestion, TextValues};
use ent_engine::dir::{Dir, DirError, LocalDir, Migration, SumError, Timestamp};
use ent_engine::graph::Graph;
use ent_engine::lower::{Comments, LowerOptions, lower, skipped};
use ent_engine::model::{Realm, TableRef};
use ent_engine::plan::{Online, PlanOptions};
use ent_engine::replay::Replay;

use crate::config::{Destructive, Target};
use crate::error::BuildError;
use crate::replayed::Replayed;
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

/// Where a run works.
#[derive(Clone, Copy)]
pub(crate) struct Folders<'a> {
    /// Folder of the crate.
    pub manifest_dir: &'a Path,
    /// Where things are kept from one run to the next.
    pub out_dir: Option<&'a Path>,
}

/// Brings the directories of `targets` up to date with the graph that `load` gives, as far as
/// `request` lets it; where `load` gives none, nothing is done.
///
/// The directories are replayed while the declarations are read: neither needs the other.
pub(crate) fn update(
    targets: &[Target],
    folders: Folders<'_>,
    request: &Request<'_>,
    load: impl FnOnce() -> Result<Option<Graph>, BuildError>,
    report: &mut Report,
) -> Result<(), BuildError> {
    let updates: Vec<_> = targets.iter().map(|target| Update::new(target, folders, request)).collect();
    thread::scope(|scope| {
        let updates: Vec<_> =
            updates.iter().map(|update| (update, scope.spawn(|| update.standing()))).collect();
        let Some(graph) = load()? else { return Ok(()) };
        // What stops one target writes nothing for the others.
        let mut lacking = Vec::new();
        for (update, standing) in updates {
            let desired = update.desired(&graph)?;
            let standing = standing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
            if let Some(missing) = update.missing(standing, &desired)? {
                lacking.push((update, missing, desired));
            }
        }
        for (update, missing, desired) in lacking {
            update.write(missing, &desired, report)?;
        }
        Ok(())
    })
}

fn lower_options(target: &Target) -> LowerOptions {
    LowerOptions {
        schemas: target.schemas.clone(),
        default_schema: target.default_schema.clone(),
        comments: if target.comments { Comments::Always } else { Comments::Declared },
        ..LowerOptions::default()
    }
}

/// A migration directory as it stands: what is in it, and what that amounts to.
struct Standing<'d> {
    dir: Dir,
    drafts: Drafts,
    history: Replay<'d>,
    /// The state that the history leads to.
    base: Complete,
    /// The state after the drafts, if there are any that can be replayed.
    drafted: Option<Complete>,
}

/// A migration that a directory lacks, as it stood.
struct Missing {
    dir: Dir,
    made: Authored,
}

/// What the entities are in a target's database.
struct Desired {
    state: Complete,
    /// Tables and views of entities that are none of ours to make, or to drop.
    skipped: Vec<TableRef>,
}

struct Update<'a> {
    target: &'a Target,
    dialect: Box<dyn Dialect>,
    local: LocalDir,
    out_dir: Option<&'a Path>,
    request: &'a Request<'a>,
}

impl<'a> Update<'a> {
    fn new(target: &'a Target, folders: Folders<'a>, request: &'a Request<'a>) -> Self {
        let local = LocalDir::new(folders.manifest_dir.join(&target.dir), target.format);
        Self { target, dialect: dialect::of(target.flavor), local, out_dir: folders.out_dir, request }
    }

    fn writes_drafts(&self) -> bool {
        self.request.drafts && self.target.drafts
    }

    /// What the entities are in this target's database.
    fn desired(&self, graph: &Graph) -> Result<Desired, BuildError> {
        let options = lower_options(self.target);
        let state = lower(graph, &*self.dialect, &options).map_err(BuildError::Declarations)?;
        Ok(Desired { state: self.complete(state), skipped: skipped(graph, &*self.dialect, &options) })
    }

    fn complete(&self, state: Realm) -> Complete {
        Complete::of(&*self.dialect, state)
    }

    fn standing(&self) -> Result<Standing<'_>, BuildError> {
        self.standing_of(self.local.read()?)
    }

    fn standing_of(&self, dir: Dir) -> Result<Standing<'_>, BuildError> {
        dir.check_sum().map_err(|error| self.tell_sum(&error))?;
        let applied = self.local.applied()?;
        let is_known =
            |name: &str| applied.iter().any(|file| file == name) || git::knows(&self.local.path().join(name));
        let found = if self.writes_drafts() { Drafts::find(&dir, is_known) } else { Drafts::none(&dir) };
        let drafts = found.map_err(|error| self.tell(&error))?;
        let history = Replayed::new(self.out_dir, self.local.path())
            .replay(&*self.dialect, drafts.history())
            .map_err(|error| self.tell(&error))?;
        let drafted = author::replay_drafts(&history, drafts.drafts());
        Ok(Standing {
            dir,
            drafts,
            base: self.complete(history.realm().clone()),
            drafted: drafted.map(|state| self.complete(state)),
            history,
        })
    }

    /// Writes the migration that the directory lacks, as far as it may be written.
    fn write(&self, missing: Missing, desired: &Desired, report: &mut Report) -> Result<(), BuildError> {
        let Missing { dir, made: missing } = missing;
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
        let missing = if current == dir {
            Some(missing)
        } else {
            self.missing(self.standing_of(current.clone())?, desired)?.map(|missing| missing.made)
        };
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

    /// The migration that the directory lacks.
    fn missing(&self, standing: Standing<'_>, desired: &Desired) -> Result<Option<Missing>, BuildError> {
        let Standing { dir, drafts, history, base, drafted } = standing;
        let options = self.author_options(&desired.skipped)?;
        // Without a draft the base is all there is; with one it may already be what is wanted.
        if let Some(drafted) = drafted {
            let left =
                diff::diff_complete(&*self.dialect, Pair::new(&drafted, &desired.state), &options.diff);
            if left.changes.is_empty() && left.questions.is_empty() {
                return Ok(None);
            }
        }
        let replaced: Vec<&Migration> = drafts.drafts().iter().collect();
        let made =
            author::author(&*self.dialect, Pair::new(&base, &desired.state), &dir, &replaced, &options)
                .map_err(|error| self.tell(&error))?;
        // A draft that says what would be written says all there is to say.
        let Some(made) = made.filter(|made| !made.edit.is_done(&dir)) else { return Ok(None) };
        author::prove(history, &dir, &made).map_err(|error| self.tell_unproven(&error))?;
        Ok(Some(Missing { dir, made }))
    }

    fn author_options(&self, skipped: &[TableRef]) -> Result<AuthorOptions, BuildError> {
        let mut diff = DiffOptions { text_values: TextValues::Rename, ..DiffOptions::default() };
        diff.scope.exclude = Exclude::parse_in_schema(&self.target.ignore)
            .map_err(|error| BuildError::Options(format!("`ignore`: {error}")))?;
        for table in skipped {
            diff.scope.exclude = diff.scope.exclude.and_table(&table.schema, &table.table);
        }
        Ok(AuthorOptions {
            diff,
            plan: PlanOptions {
                indent: (!self.target.indent.is_empty()).then(|| self.target.indent.clone()),
                online: if self.target.online { Online::Yes } else { Online::No },
                ..PlanOptions::default()
            },
            destructive: match self.target.destructive {
                Destructive::Stop => author::Destructive::Stop,
                Destructive::Warn | Destructive::Allow => author::Destructive::Allow,
            },
            drops: self.target.drops.clone(),
            name: self.request.name.map(str::to_owned),
            stamp: self.writes_drafts(),
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
        let draft = if self.writes_drafts() { "; draft until committed" } else { "" };
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

    /// What is told of a migration that was made and that nobody could replay.
    fn tell_unproven(&self, error: &AuthorError) -> BuildError {
        let AuthorError::Replay(error) = error else { return self.tell(error) };
        BuildError::Migration(format!(
            "{}: the next migration can't be replayed: `{}`: {}\n\
             help: make what it speaks of in a migration of your own; what is made by other means can be told of in one, \
             by `-- ent:effect <DDL>` above a statement that does nothing (`SELECT 1;`). Nothing was written.",
            self.target.dir, error.statement, error.problem
        ))
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
        let dir = &self.target.dir;
        let advice = match error {
            SumError::NotFound => {
                "bring the file back from version control; if there was none, write it with"
            }
            _ => {
                "a migration that others may have applied must not change; take the change back, or, if it is \
                 meant, run"
            }
        };
        BuildError::Migration(format!("{dir}: {error}\nhelp: {advice} `ent migrate hash --dir file://{dir}`"))
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
