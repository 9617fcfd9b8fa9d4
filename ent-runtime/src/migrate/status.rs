use ent_engine::dir::{Format, Migration};

use super::file::MigrationFile;
use super::pending::{Known, pending};
use super::{MigrateError, Order, Revision};
use crate::{Connection, Result};

/// What is applied of a migration directory, and what is pending.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Status {
    /// All versions of the directory.
    pub available: Vec<Migration>,
    /// Those that the next run would apply.
    pub pending: Vec<Migration>,
    /// Those that sort before what is applied, and are not.
    pub out_of_order: Vec<Migration>,
    /// What the database says.
    pub applied: Vec<Revision>,
    /// Whether the next file is a checkpoint for a new database.
    pub from_checkpoint: bool,
    /// Statements of the last revision's file that are still to come, if it was applied in part.
    pub left: usize,
}

impl Status {
    /// The version that the database is at.
    pub fn current(&self) -> Option<&Revision> {
        self.applied.last()
    }

    /// Whether the last file was applied in part.
    pub fn is_partial(&self) -> bool {
        self.current().is_some_and(Revision::is_partial)
    }

    /// The message of what is wrong with the order of files, if anything is.
    pub fn order_error(&self) -> Option<String> {
        let last = self.current()?.version.clone();
        let files: Vec<_> = self.out_of_order.iter().map(|migration| migration.up.file.clone()).collect();
        (!files.is_empty()).then(|| MigrateError::OutOfOrder { files, last }.to_string())
    }
}

pub(super) fn status(
    connection: &Connection,
    format: Format,
    available: Vec<Migration>,
    applied: Vec<Revision>,
) -> Result<Status> {
    let known: Vec<Known<'_>> = available
        .iter()
        .map(|migration| Known { migration, is_checkpoint: migration.is_checkpoint() })
        .collect();
    let skipping: Vec<&Migration> = pending(&known, &applied, None, Order::LinearSkip, format)?;
    let all: Vec<&Migration> = pending(&known, &applied, None, Order::NonLinear, format)?;
    let out_of_order = all
        .iter()
        .filter(|migration| !skipping.iter().any(|kept| kept.version == migration.version))
        .map(|migration| (*migration).clone())
        .collect();
    let from_checkpoint = applied.is_empty() && skipping.first().is_some_and(|first| first.is_checkpoint());
    let left = match (applied.last().filter(|revision| revision.is_partial()), skipping.first()) {
        (Some(revision), Some(first)) if first.version == revision.version => {
            let file = MigrationFile::read(&first.up, connection.dialect().syntax())?;
            file.statements.len().saturating_sub(revision.applied)
        }
        _ => 0,
    };
    let pending = skipping.into_iter().cloned().collect();
    Ok(Status { pending, out_of_order, applied, from_checkpoint, left, available })
}
