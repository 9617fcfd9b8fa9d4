use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ent_engine::dir::LocalDir;
use ent_runtime::{DatabaseUrl, InDoubt, Pool};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::super::Outcome;
use super::super::account::Account;
use super::super::migrator::{Purpose, Target, explain, intact, urls};
use super::{Options, apply};
use crate::args::MigrateApply;
use crate::error::CliError;
use crate::interrupt;

/// What came of one database.
enum End {
    /// It is at the last version, or at none.
    Applied { files: usize, version: Option<String> },
    /// It is as far as the message says.
    Failed(String),
    /// Another failed before it was its turn.
    NotBegun,
}

/// What all of them need.
struct Common {
    dir: LocalDir,
    revisions_schema: Option<String>,
    options: Options,
    goes_on: bool,
    has_failed: AtomicBool,
}

/// `ent migrate apply` to several databases. Each has its own revisions; what one of them comes to is no matter to the
/// others, but that by default no more are begun after a failure.
pub async fn run(args: &MigrateApply, options: &Options) -> Result<Outcome, CliError> {
    let goes_on = match args.on_error.as_str() {
        "stop" => false,
        "continue" => true,
        other => {
            return Err(CliError::Other(format!("unknown --on-error {other:?}; expected stop or continue")));
        }
    };
    if options.in_doubt != InDoubt::Refuse {
        let reason = "--in-doubt speaks of one statement in one database: give that as the only --url";
        return Err(CliError::Other(reason.to_owned()));
    }
    let dir = match intact(&args.target) {
        Ok(dir) => dir,
        Err(error) => return explain(error),
    };
    let targets = targets(args).await?;
    if targets.is_empty() {
        return Ok(Outcome::data("No databases to apply to"));
    }
    let common = Arc::new(Common {
        dir,
        revisions_schema: args.target.revisions_schema.clone(),
        options: options.clone(),
        goes_on,
        has_failed: AtomicBool::new(false),
    });
    // Those that wait for one lock come one after the other, and the others at once.
    let mut queues: BTreeMap<String, Vec<(usize, DatabaseUrl)>> = BTreeMap::new();
    for (at, url) in targets.iter().enumerate() {
        queues.entry(url.lock_domain()).or_default().push((at, url.clone()));
    }
    let places = Arc::new(Semaphore::new(args.jobs.max(1)));
    let mut running = JoinSet::new();
    for queue in queues.into_values() {
        let (common, places) = (Arc::clone(&common), Arc::clone(&places));
        running.spawn(async move {
            let _place = places.acquire().await;
            let mut ends = Vec::new();
            for (at, url) in queue {
                ends.push((at, common.one(&url).await));
            }
            ends
        });
    }
    let mut ends = BTreeMap::new();
    while let Some(finished) = running.join_next().await {
        let finished = finished.map_err(|error| CliError::Other(format!("a run ended: {error}")))?;
        ends.extend(finished);
    }
    Ok(summary(&targets, ends))
}

/// The databases, in the order in which they were named.
async fn targets(args: &MigrateApply) -> Result<Vec<DatabaseUrl>, CliError> {
    let urls = urls(&args.target)?;
    let Some(query) = &args.for_each else { return Ok(urls) };
    let mut targets = Vec::new();
    for url in urls {
        let none = || CliError::Other(format!("{url} has one schema: --for-each is for servers"));
        let _ = url.for_schema("any").ok_or_else(none)?;
        let pool = Pool::connect_to(&url).await?;
        let names = asked(&pool, query).await;
        pool.close().await;
        for name in names? {
            targets.push(url.for_schema(&name).ok_or_else(none)?);
        }
    }
    Ok(targets)
}

/// What a query gives that is not to change anything.
async fn asked(pool: &Pool, query: &str) -> Result<Vec<String>, CliError> {
    let mut connection = pool.acquire().await?;
    let outcome = match connection.execute("START TRANSACTION READ ONLY").await {
        Ok(()) => connection.texts(query).await,
        Err(error) => Err(error),
    };
    let doing = "asking for the schemas".to_owned();
    outcome.map_err(|source| ent_runtime::Error::Sql { doing, source }.into())
}

impl Common {
    /// Applies to the database at `url`, and prints the account of it.
    async fn one(&self, url: &DatabaseUrl) -> End {
        let is_over = self.has_failed.load(Ordering::Relaxed) && !self.goes_on;
        if is_over || interrupt::stop().is_wanted() {
            return End::NotBegun;
        }
        let mut account = Account::kept();
        let outcome = self.applied(url, &mut account).await;
        print(&format!("-- {url}\n{}\n", account.text()));
        match outcome {
            Ok((files, version)) => End::Applied { files, version },
            Err(error) => {
                self.has_failed.store(true, Ordering::Relaxed);
                End::Failed(error.to_string())
            }
        }
    }

    async fn applied(
        &self,
        url: &DatabaseUrl,
        account: &mut Account,
    ) -> Result<(usize, Option<String>), CliError> {
        let purpose = Purpose::of_run(self.options.dry_run);
        let target = Target::at(self.dir.clone(), url, self.revisions_schema.clone(), purpose).await?;
        let done = apply(&target, &self.options, account).await;
        target.close(&done).await;
        let applied = done?.applied;
        Ok((applied.files.len(), applied.version))
    }
}

/// A line for each database.
fn summary(targets: &[DatabaseUrl], mut ends: BTreeMap<usize, End>) -> Outcome {
    let (mut notes, mut failed, mut not_begun) = (String::new(), 0, 0);
    for (at, url) in targets.iter().enumerate() {
        let _ = match ends.remove(&at) {
            Some(End::Applied { files, version }) => {
                let plural = if files == 1 { "" } else { "s" };
                let version = version.as_deref().unwrap_or("no version");
                writeln!(notes, "ok         {url}: {files} file{plural}, at {version}")
            }
            Some(End::Failed(error)) => {
                failed += 1;
                writeln!(notes, "failed     {url}: {error}")
            }
            Some(End::NotBegun) | None => {
                not_begun += 1;
                writeln!(notes, "not begun  {url}")
            }
        };
    }
    let count = targets.len();
    if failed + not_begun == 0 {
        let _ = write!(notes, "{count} database{}", if count == 1 { "" } else { "s" });
        return Outcome { notes, ..Outcome::default() };
    }
    let _ = match interrupt::stop().is_wanted() {
        true => write!(
            notes,
            "Error: {}: {} of {count} databases are not done",
            CliError::Interrupted,
            failed + not_begun
        ),
        false => write!(notes, "Error: {failed} of {count} databases failed"),
    };
    Outcome::failed(notes)
}

/// Whoever reads us may have gone; the migrations go on all the same.
fn print(text: &str) {
    use std::io::Write as _;
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}
