use std::fmt::Write as _;

use ent_runtime::{Error, FailedStatement, MigrateError, Order, TxMode};

use super::Outcome;
use super::account::Account;
use super::migrator::{Target, amount, duration, explain, explain_failure};
use crate::args::MigrateApply;
use crate::error::CliError;

/// `ent migrate apply`: the pending files, with Atlas' account of them while they run.
pub async fn run(args: &MigrateApply) -> Result<Outcome, CliError> {
    let amount = amount(args.amount.as_deref(), "apply")?;
    let target = match Target::open(&args.target).await {
        Ok(target) => target,
        Err(error) => return explain(error),
    };
    let mut notes = String::new();
    if args.adopt
        && let Some(adopted) = target.migrator().adopt().await?
    {
        let last = adopted.versions.last().map_or("nothing", String::as_str);
        let (count, plural) = (adopted.versions.len(), if adopted.versions.len() == 1 { "" } else { "s" });
        notes = format!(
            "Adopted {count} version{plural} from the table {} of {}; the last is {last}",
            adopted.table, adopted.tool
        );
    }
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
        Ok(applied) if applied.files.is_empty() => {
            Ok(Outcome { notes, ..Outcome::data("No migration files to execute") })
        }
        Ok(_) => Ok(Outcome { notes, ..Outcome::default() }),
        Err(Error::Migrate(MigrateError::Statement(failed))) => {
            Ok(Outcome::failed(tell_failure(&failed, args)))
        }
        Err(error) => Err(error.into()),
    }
}

/// What failed, and how to go on.
fn tell_failure(failed: &FailedStatement, args: &MigrateApply) -> String {
    let mut text = explain_failure(failed);
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
