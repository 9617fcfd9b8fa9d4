use std::fmt::Write as _;

use ent_runtime::{Error, FailedStatement, MigrateError};

use super::Outcome;
use super::account::Account;
use super::migrator::{
    Purpose, Target, allowed, amount, duration, explain, explain_failure, explain_interruption, in_doubt,
    in_good_order,
};
use crate::args::MigrateDown;
use crate::error::CliError;
use crate::interrupt;

/// `ent migrate down`: back over what was applied, with Atlas' account of it.
pub async fn run(args: &MigrateDown) -> Result<Outcome, CliError> {
    let amount = amount(args.amount.as_deref(), "revert")?;
    let in_doubt = in_doubt(&args.in_doubt)?;
    let target = match Target::open(&args.target, Purpose::of_run(args.dry_run)).await {
        Ok(target) => target,
        Err(error) => return explain(error),
    };
    let mut account = Account::new();
    let outcome = {
        let mut down = target
            .migrator()
            .down()
            .dry_run(args.dry_run)
            .allow_loss(args.allow_data_loss)
            .in_doubt(in_doubt)
            .lock_timeout(duration(&args.lock_timeout)?)
            .stop_when(interrupt::stop())
            .on_event(|event| account.tell(event));
        if let Some(amount) = amount {
            down = down.amount(amount);
        }
        if let Some(version) = &args.to_version {
            down = down.to(version.clone());
        }
        in_good_order(down).await
    };
    target.close(&outcome).await;
    if !matches!(outcome, Err(CliError::Interrupted)) {
        account.end();
    }
    if let Err(error) = &outcome
        && let Some(outcome) = explain_interruption("down", error)
    {
        return Ok(outcome);
    }
    match outcome {
        Ok(reverted) if reverted.versions.is_empty() => Ok(Outcome::data("No migration files to revert")),
        Ok(_) => Ok(Outcome::default()),
        Err(CliError::Runtime(Error::Migrate(MigrateError::Statement(failed)))) => {
            Ok(Outcome::failed(tell_failure(&failed)))
        }
        Err(CliError::Runtime(Error::Migrate(error @ MigrateError::WouldLose { .. }))) => {
            Ok(Outcome::failed(format!(
                "Error: {error}\nNothing of that version was changed\nhelp: if the data may go, run it with --allow-data-loss"
            )))
        }
        Err(error) => Err(error),
    }
}

/// What failed, and how to go on.
fn tell_failure(failed: &FailedStatement) -> String {
    let mut text = explain_failure(failed);
    let allowed = allowed("down");
    let next = match failed.applied {
        _ if failed.is_denied() => &*allowed,
        0 => {
            "the version stays applied; remove what the server complains of and run `ent migrate down` again"
        }
        _ => {
            "remove what the server complains of and run `ent migrate down` again: it goes on after the statements that \
              hold; or complete it by hand and run `ent migrate set` with the version before it"
        }
    };
    let _ = write!(text, "\nhelp: {next}");
    text
}
