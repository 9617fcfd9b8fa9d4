use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

use ent_runtime::{Error, Event, FailedStatement, MigrateError, Order, TxMode};

use super::Outcome;
use super::migrator::{Target, duration, explain};
use crate::args::MigrateApply;
use crate::error::CliError;

/// `ent migrate apply`: the pending files, with Atlas' account of them while they run.
pub async fn run(args: &MigrateApply) -> Result<Outcome, CliError> {
    let amount = amount(args.amount.as_deref())?;
    let target = match Target::open(&args.target).await {
        Ok(target) => target,
        Err(error) => return explain(error),
    };
    let mut account = Account::new();
    let outcome = {
        let mut apply = target
            .migrator()
            .apply()
            .tx_mode(tx_mode(&args.tx_mode)?)
            .order(order(&args.exec_order)?)
            .dry_run(args.dry_run)
            .allow_dirty(args.allow_dirty)
            .lock_timeout(duration(&args.lock_timeout)?)
            .on_event(|event| account.tell(event));
        if let Some(amount) = amount {
            apply = apply.amount(amount);
        }
        if let Some(version) = &args.baseline {
            apply = apply.baseline(version.clone());
        }
        apply.await
    };
    target.close().await;
    account.end();
    match outcome {
        Ok(applied) if applied.files.is_empty() => Ok(Outcome::data("No migration files to execute")),
        Ok(_) => Ok(Outcome::default()),
        Err(Error::Migrate(MigrateError::Statement(failed))) => {
            Ok(Outcome::failed(tell_failure(&failed, args)))
        }
        Err(error) => Err(error.into()),
    }
}

/// Atlas' sentence of a failed statement, then where it stands, what holds, and how to go on.
fn tell_failure(failed: &FailedStatement, args: &MigrateApply) -> String {
    let mut text = format!(
        "Error: executing statement {:?} from version {:?}: {}\n  at {}:{}; {}",
        failed.text,
        failed.version,
        failed.source,
        failed.file,
        failed.line,
        failed.state()
    );
    let dir = &args.target.dir.dir;
    let next = match failed.applied {
        0 => format!(
            "correct {} (then `ent migrate hash --dir {dir}`) and run `ent migrate apply` again",
            failed.file
        ),
        applied => format!(
            "correct the statements of {} after the first {applied} (then `ent migrate hash --dir {dir}`) and run `ent \
             migrate apply` again: it goes on after them; or complete the file by hand and run `ent migrate set {}`",
            failed.file, failed.version
        ),
    };
    let _ = write!(text, "\nhelp: {next}");
    text
}

fn amount(text: Option<&str>) -> Result<Option<usize>, CliError> {
    let Some(text) = text else { return Ok(None) };
    match text.parse() {
        Ok(0) => Err(CliError::Other("cannot apply '0' migration files".to_owned())),
        Ok(amount) => Ok(Some(amount)),
        Err(_) => Err(CliError::Other(format!(
            "invalid amount argument {text:?} (invalid syntax). Omit the argument or pass a valid integer instead"
        ))),
    }
}

fn tx_mode(text: &str) -> Result<TxMode, CliError> {
    match text {
        "file" => Ok(TxMode::File),
        "all" => Ok(TxMode::All),
        "none" => Ok(TxMode::None),
        _ => Err(CliError::Other(format!("unknown tx-mode {text:?}"))),
    }
}

fn order(text: &str) -> Result<Order, CliError> {
    match text {
        "linear" => Ok(Order::Linear),
        "linear-skip" => Ok(Order::LinearSkip),
        "non-linear" => Ok(Order::NonLinear),
        _ => Err(CliError::Other(format!("unknown execution order: {text:?}"))),
    }
}

/// The account of a run, written to stdout while it goes on.
struct Account {
    start: Instant,
    began: bool,
    files: Counts,
    statements: Counts,
}

/// How many went well, and how many did not.
#[derive(Default)]
struct Counts {
    ok: usize,
    failed: usize,
}

impl Account {
    fn new() -> Self {
        Self { start: Instant::now(), began: false, files: Counts::default(), statements: Counts::default() }
    }

    fn tell(&mut self, event: Event<'_>) {
        match event {
            Event::Start { current, files } => {
                self.began = true;
                let last = files.last().map_or("", |migration| migration.version.as_str());
                let from = current.map(|version| format!(" from {version}")).unwrap_or_default();
                print(&format!("Migrating to version {last}{from} ({} migrations in total):\n", files.len()));
            }
            Event::File(migration) => {
                print(&format!("\n  -- migrating version {}\n", migration.version));
            }
            Event::Statement(text) => {
                self.statements.ok += 1;
                print(&format!("    -> {}\n", text.trim().replace('\n', "\n       ")));
            }
            Event::Done { elapsed } => {
                self.files.ok += 1;
                print(&format!("  -- ok ({})\n", shown(elapsed)));
            }
            Event::Failed { error } => {
                self.statements.ok = self.statements.ok.saturating_sub(1);
                self.statements.failed += 1;
                self.files.failed += 1;
                print(&format!("    {error}\n"));
            }
            _ => {}
        }
    }

    /// The sums at the end, if anything ran.
    fn end(&self) {
        if !self.began {
            return;
        }
        let elapsed = shown(self.start.elapsed());
        let mut text = format!("\n  -------------------------\n  -- {elapsed}\n");
        for (counts, noun) in [(&self.files, "migration"), (&self.statements, "sql statement")] {
            if let Some(line) = counts.line(noun) {
                text.push_str(&format!("  -- {line}\n"));
            }
        }
        print(&text);
    }
}

impl Counts {
    fn line(&self, noun: &str) -> Option<String> {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        match (self.ok, self.failed) {
            (0, 0) => None,
            (ok, 0) => Some(format!("{ok} {noun}{}", plural(ok))),
            (0, failed) => Some(format!("{failed} {noun}{} with errors", plural(failed))),
            (ok, failed) => Some(format!("{ok} {noun}{} ok, {failed} with errors", plural(ok))),
        }
    }
}

/// A duration as Go prints it, to three digits after the point.
fn shown(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    let (value, unit) = match seconds {
        s if s >= 60.0 => return format!("{}m{:.3}s", duration.as_secs() / 60, seconds % 60.0),
        s if s >= 1.0 => (s, "s"),
        s if s >= 1e-3 => (s * 1e3, "ms"),
        s => (s * 1e6, "µs"),
    };
    let text = format!("{value:.3}");
    format!("{}{unit}", text.trim_end_matches('0').trim_end_matches('.'))
}

/// Whoever reads us may have gone; the migration goes on all the same.
fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_go_s() {
        for (nanos, expected) in
            [(1_200_000, "1.2ms"), (500, "0.5µs"), (2_000_000_000, "2s"), (90_500_000_000, "1m30.500s")]
        {
            assert_eq!(shown(Duration::from_nanos(nanos)), expected);
        }
    }

    #[test]
    fn sums_leave_zeros_out() {
        let line = |ok, failed| Counts { ok, failed }.line("migration");
        assert_eq!(line(0, 0), None);
        assert_eq!(line(1, 0).as_deref(), Some("1 migration"));
        assert_eq!(line(2, 1).as_deref(), Some("2 migrations ok, 1 with errors"));
        assert_eq!(line(0, 1).as_deref(), Some("1 migration with errors"));
    }
}
