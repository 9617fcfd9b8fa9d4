use std::fmt::Write as _;

use ent_runtime::Status;

use super::Outcome;
use super::migrator::{Purpose, Target, explain};
use crate::args::MigrateStatus;
use crate::error::CliError;

/// `ent migrate status`: what is applied and what is pending, in Atlas' words.
pub async fn run(args: &MigrateStatus) -> Result<Outcome, CliError> {
    let target = match Target::open(&args.target, Purpose::Look).await {
        Ok(target) => target,
        Err(error) => return explain(error),
    };
    let status = target.migrator().status().await.map_err(CliError::from);
    target.close(&status).await;
    Ok(Outcome::data(tell(&status?)))
}

fn tell(status: &Status) -> String {
    let pending = status.pending.len() + status.out_of_order.len();
    let mut out = format!("Migration Status: {}\n", if pending == 0 { "OK" } else { "PENDING" });
    let partial = status.current().filter(|_| status.is_partial());
    let count = |statements: usize, word: &str| match partial {
        Some(_) => format!(" ({statements} statements {word})"),
        None => String::new(),
    };
    let current = match status.current() {
        Some(revision) => format!("{}{}", revision.version, count(revision.applied, "applied")),
        None => "No migration applied yet".to_owned(),
    };
    let next = match status.pending.first() {
        _ if !status.out_of_order.is_empty() => "UNKNOWN".to_owned(),
        Some(migration) if status.from_checkpoint => format!("{} (checkpoint)", migration.version),
        Some(migration) => format!("{}{}", migration.version, count(status.left, "left")),
        None => "Already at latest version".to_owned(),
    };
    let executed = match partial {
        Some(_) => format!("{} (last one partially)", status.applied.len()),
        None => status.applied.len().to_string(),
    };
    let pending = match (status.pending.len(), status.out_of_order.len()) {
        (pending, 0) => pending.to_string(),
        (0, late) => format!("{late} (out of order)"),
        (pending, late) => format!("{} ({late} out of order)", pending + late),
    };
    let _ = writeln!(out, "  -- Current Version: {current}");
    let _ = writeln!(out, "  -- Next Version:    {next}");
    let _ = writeln!(out, "  -- Executed Files:  {executed}");
    let _ = writeln!(out, "  -- Pending Files:   {pending}");
    if let Some(error) = status.order_error() {
        let _ = writeln!(out, "\n  ERROR: {error}");
    }
    if let Some(error) = status.current().and_then(|revision| revision.error.as_deref()) {
        let sql =
            status.current().and_then(|revision| revision.error_statement.as_deref()).unwrap_or_default();
        let sql = sql.replace('\n', "\n          ");
        let _ = write!(out, "\nLast migration attempt had errors:\n  -- SQL:   {sql}\n  -- ERROR: {error}\n");
    }
    out
}
