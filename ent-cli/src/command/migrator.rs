//! What `ent migrate apply`, `down`, `status` and `set` have in common.

use std::time::Duration;

use ent_engine::dir::{DirError, LocalDir};
use ent_runtime::{DatabaseUrl, Error, FailedStatement, InDoubt, MigrateError, Migrator, Pool};

use super::{Outcome, url};
use crate::args::TargetArgs;
use crate::error::CliError;
use crate::interrupt;
use crate::state::look_at;

/// What a database is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To tell what is there, or what would be done.
    Look,
    /// To change it.
    Change,
}

impl Purpose {
    /// That of a run, which may be for show.
    pub fn of_run(dry_run: bool) -> Self {
        if dry_run { Self::Look } else { Self::Change }
    }
}

/// The directory and the database that the arguments name.
pub struct Target {
    dir: LocalDir,
    pool: Pool,
    revisions_schema: Option<String>,
}

impl Target {
    /// Opens the directory, which must be intact, then the database.
    ///
    /// # Errors
    /// In the order in which Atlas looks: the directory, its sum, `--url`, the connection.
    pub async fn open(args: &TargetArgs, purpose: Purpose) -> Result<Self, CliError> {
        let dir = intact(args)?;
        match urls(args)?.as_slice() {
            [url] => Self::at(dir, url, args.revisions_schema.clone(), purpose).await,
            urls => Err(CliError::Other(format!("expected one --url, got {}", urls.len()))),
        }
    }

    /// Opens the database at `url` for the directory `dir`, which is intact.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn at(
        dir: LocalDir,
        url: &DatabaseUrl,
        revisions_schema: Option<String>,
        purpose: Purpose,
    ) -> Result<Self, CliError> {
        let pool = match purpose {
            Purpose::Look => look_at(url).await?,
            Purpose::Change => Pool::connect_to(url).await?,
        };
        Ok(Self { dir, pool, revisions_schema })
    }

    /// What does the work.
    pub fn migrator(&self) -> Migrator<'_> {
        let migrator = Migrator::new(&self.pool, &self.dir);
        match &self.revisions_schema {
            Some(schema) => migrator.revisions_schema(schema.clone()),
            None => migrator,
        }
    }

    /// Closes the connections. After an interruption a server may still be at what was dropped: it is not waited for long.
    pub async fn close<T>(self, outcome: &Result<T, CliError>) {
        match outcome {
            Err(CliError::Interrupted) => {
                let _ = tokio::time::timeout(interrupt::AFTERWARDS, self.pool.close()).await;
            }
            _ => self.pool.close().await,
        }
    }
}

/// How long a server may take to stop a statement.
const PATIENCE: Duration = Duration::from_secs(2);

/// What `work` comes to, which stops when the program is interrupted. Where it takes too long for that it is dropped, which
/// leaves no lock and no transaction once the server is done with the statement.
///
/// # Errors
/// Those of `work`, and the interruption.
pub async fn in_good_order<T>(work: impl IntoFuture<Output = ent_runtime::Result<T>>) -> Result<T, CliError> {
    let _heeding = interrupt::heed();
    let patience_is_over = async {
        interrupt::stop().wanted().await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        outcome = work.into_future() => Ok(outcome?),
        () = patience_is_over => Err(CliError::Interrupted),
    }
}

/// What to say of a run that was interrupted, which ended with `error`, and how to go on. `None` where the statement failed of
/// itself.
pub fn explain_interruption(command: &str, error: &CliError) -> Option<Outcome> {
    if !interrupt::stop().is_wanted() {
        return None;
    }
    let interrupted = CliError::Interrupted;
    let goes_on = format!("`ent migrate {command}` goes on from there");
    Some(Outcome::failed(match error {
        CliError::Runtime(Error::Migrate(MigrateError::Statement(failed))) if failed.was_stopped() => {
            format!(
                "Error: {interrupted}\n  at {}:{}: {}; {}\nhelp: {goes_on}",
                failed.file,
                failed.line,
                failed.said(),
                failed.state()
            )
        }
        CliError::Runtime(Error::Migrate(MigrateError::Statement(_))) => return None,
        CliError::Interrupted => format!(
            "Error: {interrupted}\n  the server was told to stop the statement that ran last, and has not answered: it may \
             still complete it, and keeps the lock until then\nhelp: `ent migrate status` tells what is applied, and {goes_on}"
        ),
        error => format!(
            "Error: {interrupted}: {error}\nhelp: `ent migrate status` tells what is applied, and {goes_on}"
        ),
    }))
}

/// The directory that the arguments name.
///
/// # Errors
/// When it can't be read, or its sum does not fit.
pub fn intact(args: &TargetArgs) -> Result<LocalDir, CliError> {
    let dir = url::dir(&args.dir)?;
    dir.read()?.check_sum().map_err(DirError::from)?;
    Ok(dir)
}

/// The databases that the arguments name, at least one.
///
/// # Errors
/// When there is none, or a URL is none.
pub fn urls(args: &TargetArgs) -> Result<Vec<DatabaseUrl>, CliError> {
    if args.url.is_empty() {
        return Err(CliError::Other("required flag(s) \"url\" not set".to_owned()));
    }
    Ok(args.url.iter().map(|url| DatabaseUrl::parse(url)).collect::<Result<_, _>>()?)
}

/// A sum that does not fit, with Atlas' help; any other error as it is.
pub fn explain(error: CliError) -> Result<Outcome, CliError> {
    match error {
        CliError::Dir(DirError::Sum(error)) => Ok(Outcome::checksum(&error)),
        error => Err(error),
    }
}

/// Atlas' sentence of a failed statement, then where it stands and what holds.
pub fn explain_failure(failed: &FailedStatement) -> String {
    let verb = if failed.before.is_some() { "before" } else { "executing" };
    format!(
        "Error: {verb} statement {:?} from version {:?}: {}\n  at {}:{}; {}",
        failed.text,
        failed.version,
        failed.told(),
        failed.file,
        failed.line,
        failed.state()
    )
}

/// How to go on where the database refused because of who asked.
pub fn allowed(command: &str) -> String {
    format!(
        "the user of the URL is not allowed to do this, or the database takes no writes. Grant what is missing, or give the \
         URL of another user, and run `ent migrate {command}` again: it goes on after what holds"
    )
}

/// How many files, if the arguments say it; `verb` is what is to be done to them.
pub fn amount(text: Option<&str>, verb: &str) -> Result<Option<usize>, CliError> {
    let Some(text) = text else { return Ok(None) };
    match text.parse() {
        Ok(0) => Err(CliError::Other(format!("cannot {verb} '0' migration files"))),
        Ok(amount) => Ok(Some(amount)),
        Err(_) => Err(CliError::Other(format!(
            "invalid amount argument {text:?} (invalid syntax). Omit the argument or pass a valid integer instead"
        ))),
    }
}

/// What to take a statement in doubt for.
pub fn in_doubt(text: &str) -> Result<InDoubt, CliError> {
    match text {
        "refuse" => Ok(InDoubt::Refuse),
        "took-hold" => Ok(InDoubt::TookHold),
        "run-again" => Ok(InDoubt::RunAgain),
        _ => Err(CliError::Other(format!(
            "unknown --in-doubt {text:?}; expected refuse, took-hold or run-again"
        ))),
    }
}

/// The duration that `text` spells, as Go does: `10s`, `1m30s`, `500ms`, `0`.
pub fn duration(text: &str) -> Result<Duration, CliError> {
    let wrong =
        || CliError::Other(format!("invalid duration {text:?}; expected something like 10s or 500ms"));
    if text == "0" {
        return Ok(Duration::ZERO);
    }
    let mut total = Duration::ZERO;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').ok_or_else(wrong)?;
        let number: f64 = rest[..digits].parse().map_err(|_| wrong())?;
        rest = &rest[digits..];
        let end = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let unit = match &rest[..end] {
            "h" => 3600.0,
            "m" => 60.0,
            "s" => 1.0,
            "ms" => 1e-3,
            "us" | "µs" => 1e-6,
            "ns" => 1e-9,
            _ => return Err(wrong()),
        };
        rest = &rest[end..];
        total += Duration::try_from_secs_f64(number * unit).map_err(|_| wrong())?;
    }
    if text.is_empty() { Err(wrong()) } else { Ok(total) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (text, millis) in [("10s", 10_000), ("1m30s", 90_000), ("500ms", 500), ("1.5s", 1500), ("0", 0)] {
            assert_eq!(duration(text).unwrap(), Duration::from_millis(millis), "{text}");
        }
        for wrong in ["", "10", "s", "10 s", "1d", "-1s", "9e99h"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }
}
