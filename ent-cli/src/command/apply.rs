mod many;

use std::fmt::Write as _;
use std::time::Duration;

use ent_engine::dir::Format;
use ent_runtime::{Applied, Error, FailedStatement, InDoubt, MigrateError, Order, TxMode};

use super::account::Account;
use super::migrator::{
    Purpose, Target, allowed, amount, duration, explain, explain_failure, explain_interruption, in_doubt,
    in_good_order,
};
use super::{Outcome, url};
use crate::args::MigrateApply;
use crate::error::CliError;
use crate::interrupt;

/// `ent migrate apply`: the pending files, with Atlas' account of them while they run.
pub async fn run(args: &MigrateApply) -> Result<Outcome, CliError> {
    let options = Options::read(args)?;
    if args.target.url.len() > 1 || args.for_each.is_some() {
        return many::run(args, &options).await;
    }
    let target = match Target::open(&args.target, Purpose::of_run(args.dry_run)).await {
        Ok(target) => target,
        Err(error) => return explain(error),
    };
    let mut account = Account::new();
    let done = apply(&target, &options, &mut account).await;
    target.close(&done).await;
    if let Err(error) = &done
        && let Some(outcome) = explain_interruption("apply", error)
    {
        return Ok(outcome);
    }
    let done = match done {
        Ok(done) => done,
        Err(CliError::Runtime(Error::Migrate(MigrateError::Statement(failed)))) => {
            return Ok(Outcome::failed(tell_failure(&failed, args)));
        }
        Err(error) => return Err(error),
    };
    let data = if done.applied.files.is_empty() { "No migration files to execute" } else { "" };
    Ok(Outcome { notes: done.note, ..Outcome::data(data) })
}

/// The arguments as they are meant.
#[derive(Clone)]
struct Options {
    amount: Option<usize>,
    tx_mode: TxMode,
    order: Order,
    lock_timeout: Duration,
    baseline: Option<String>,
    dry_run: bool,
    allow_dirty: bool,
    adopt: bool,
    in_doubt: InDoubt,
}

impl Options {
    fn read(args: &MigrateApply) -> Result<Self, CliError> {
        Ok(Self {
            amount: amount(args.amount.as_deref(), "apply")?,
            tx_mode: tx_mode(&args.tx_mode)?,
            order: order(&args.exec_order)?,
            lock_timeout: duration(&args.lock_timeout)?,
            baseline: args.baseline.clone(),
            dry_run: args.dry_run,
            allow_dirty: args.allow_dirty,
            adopt: args.adopt,
            in_doubt: in_doubt(&args.in_doubt)?,
        })
    }
}

/// What was done with one database.
struct Done {
    applied: Applied,
    /// What to tell beside the account.
    note: String,
}

/// Applies what is pending to one database; the account is whole, whatever comes of it.
async fn apply(target: &Target, options: &Options, account: &mut Account) -> Result<Done, CliError> {
    let mut note = String::new();
    if options.adopt
        && let Some(adopted) = target.migrator().adopt().await?
    {
        let last = adopted.versions.last().map_or("nothing", String::as_str);
        let (count, plural) = (adopted.versions.len(), if adopted.versions.len() == 1 { "" } else { "s" });
        note = format!(
            "Adopted {count} version{plural} from the table {} of {}; the last is {last}",
            adopted.table, adopted.tool
        );
    }
    let outcome = {
        let mut apply = target
            .migrator()
            .apply()
            .tx_mode(options.tx_mode)
            .order(options.order)
            .dry_run(options.dry_run)
            .allow_dirty(options.allow_dirty)
            .in_doubt(options.in_doubt)
            .lock_timeout(options.lock_timeout)
            .stop_when(interrupt::stop())
            .on_event(|event| account.tell(event));
        if let Some(amount) = options.amount {
            apply = apply.amount(amount);
        }
        if let Some(version) = &options.baseline {
            apply = apply.baseline(version.clone());
        }
        in_good_order(apply).await
    };
    if !matches!(outcome, Err(CliError::Interrupted)) {
        account.end();
    }
    Ok(Done { applied: outcome?, note })
}

/// What PostgreSQL's `active_sql_transaction` is numbered, in whatever language its words are.
const IN_TRANSACTION: &str = "25001";

/// Whether the server refused a statement because it was in a transaction. A `SET TRANSACTION` that comes too late has the same
/// number, and is of no use without one.
fn is_for_no_transaction(failed: &FailedStatement) -> bool {
    let is_set = failed.sql.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("SET"));
    failed.code().as_deref() == Some(IN_TRANSACTION) && !is_set
}

/// What SQLite numbers whatever is wrong with a statement.
const WRONG: &str = "1";

/// Whether a file begins a transaction within the one that it runs in, which only SQLite refuses.
fn begins_itself(failed: &FailedStatement) -> bool {
    let is_begin = failed.sql.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("BEGIN"));
    is_begin && failed.code().as_deref() == Some(WRONG)
}

/// The layout of the directory, which was read before.
fn layout(args: &MigrateApply) -> Format {
    let dir = url::dir(&args.target.dir).and_then(|dir| Ok(dir.read()?));
    dir.map_or_else(|_| Format::default(), |dir| dir.format)
}

/// What failed, and how to go on.
fn tell_failure(failed: &FailedStatement, args: &MigrateApply) -> String {
    let mut text = explain_failure(failed);
    let dir = &args.target.dir.dir;
    let next = match failed.applied {
        _ if is_for_no_transaction(failed) => format!(
            "put {} (then `ent migrate hash --dir {dir}`), best with this statement alone in it; or run `ent migrate apply \
             --tx-mode none`",
            layout(args).outside_transaction(&failed.file)
        ),
        _ if begins_itself(failed) => format!(
            "take BEGIN and COMMIT out, as the file runs in a transaction anyway; or put {} (then `ent migrate hash --dir \
             {dir}`)",
            layout(args).outside_transaction(&failed.file)
        ),
        _ if failed.is_denied() => allowed("apply"),
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
