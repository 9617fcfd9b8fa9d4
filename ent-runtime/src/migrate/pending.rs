use ent_engine::dir::{Format, Migration};

use super::{MigrateError, Revision, RevisionKind};

/// What to do about files that sort before the last applied version and are not applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// An error.
    #[default]
    Linear,
    /// Leave them out.
    LinearSkip,
    /// Apply them first.
    NonLinear,
}

/// A migration with what its own directives say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    pub(super) migration: &'a Migration,
    /// Whether the file holds the whole schema up to here, for databases that are new.
    pub(super) is_checkpoint: bool,
}

/// The migrations to run, given those of the directory and what the database says is applied, by
/// version (Atlas' rules). `baseline` counts where nothing is applied.
pub(super) fn pending<'a>(
    all: &[Known<'a>],
    revisions: &[Revision],
    baseline: Option<&str>,
    order: Order,
    format: Format,
) -> Result<Vec<&'a Migration>, MigrateError> {
    let plain: Vec<&Migration> =
        all.iter().filter(|known| !known.is_checkpoint).map(|known| known.migration).collect();
    let key = |migration: &'a Migration| format.version_key(&migration.version);
    let Some(last) = revisions.last() else {
        return match baseline {
            Some(version) => match plain.iter().position(|migration| migration.version == version) {
                Some(at) => Ok(plain[at + 1..].to_vec()),
                None => Err(MigrateError::NoBaseline(version.to_owned())),
            },
            None => Ok(from_last_checkpoint(all)),
        };
    };
    let checkpoint = all
        .iter()
        .find(|known| known.is_checkpoint && known.migration.version == last.version && last.is_partial());
    if let Some(checkpoint) = checkpoint {
        let after = plain.into_iter().filter(|migration| key(migration) > format.version_key(&last.version));
        return Ok(std::iter::once(checkpoint.migration).chain(after).collect());
    }
    let start = if last.is_partial() {
        plain
            .iter()
            .position(|migration| migration.version == last.version)
            .ok_or_else(|| MigrateError::MissingFile { version: last.version.clone() })?
    } else {
        plain
            .iter()
            .rposition(|migration| key(migration) <= format.version_key(&last.version))
            .map_or(0, |at| at + 1)
    };
    let first = format.version_key(revisions.first().map_or("", |revision| revision.version.as_str()));
    let skipped: Vec<&Migration> = plain[..start]
        .iter()
        .filter(|migration| key(migration) >= first)
        .filter(|migration| !revisions.iter().any(|revision| revision.version == migration.version))
        .copied()
        .collect();
    let rest = plain[start..].iter().copied();
    match order {
        Order::Linear if !skipped.is_empty() => Err(MigrateError::OutOfOrder {
            files: skipped.iter().map(|migration| migration.up.file.clone()).collect(),
            last: last.version.clone(),
        }),
        Order::Linear | Order::LinearSkip => Ok(rest.collect()),
        Order::NonLinear => Ok(skipped.into_iter().chain(rest).collect()),
    }
}

/// The last checkpoint and what follows it, or everything.
fn from_last_checkpoint<'a>(all: &[Known<'a>]) -> Vec<&'a Migration> {
    let start = all.iter().rposition(|known| known.is_checkpoint).unwrap_or(0);
    all[start..].iter().map(|known| known.migration).collect()
}

/// The migrations that `earlier` revisions stand for; those up to a baseline have no rows of their own.
pub(super) fn applied_before(
    migrations: &[Migration],
    earlier: &[Revision],
    format: Format,
) -> Vec<Migration> {
    let baseline = earlier.iter().find(|revision| revision.kind == RevisionKind::BASELINE);
    let is_applied = |migration: &&Migration| {
        baseline.is_some_and(|baseline| {
            format.version_key(&migration.version) <= format.version_key(&baseline.version)
        }) || earlier.iter().any(|revision| revision.version == migration.version)
    };
    migrations.iter().filter(is_applied).cloned().collect()
}

#[cfg(test)]
mod tests {
    use ent_engine::dir::Script;

    use super::*;

    /// Runs `pending` over versions in words: `c` after a version marks a checkpoint in the
    /// directory, `1/2` an applied version in part.
    fn run(dir: &str, applied: &str, baseline: Option<&str>, order: Order) -> String {
        let migrations: Vec<(Migration, bool)> = dir
            .split_whitespace()
            .map(|word| {
                let version = word.trim_end_matches('c');
                let up = Script::new(format!("{version}.sql"), "");
                let migration =
                    Migration { version: version.to_owned(), description: String::new(), up, down: None };
                (migration, word.ends_with('c'))
            })
            .collect();
        let known: Vec<Known<'_>> = migrations
            .iter()
            .map(|(migration, is_checkpoint)| Known { migration, is_checkpoint: *is_checkpoint })
            .collect();
        let revisions: Vec<Revision> = applied
            .split_whitespace()
            .map(|word| {
                let version = word.trim_end_matches('*');
                let total = if word.ends_with('*') { 2 } else { 1 };
                Revision { version: version.to_owned(), applied: 1, total, ..Revision::default() }
            })
            .collect();
        match pending(&known, &revisions, baseline, order, Format::GolangMigrate) {
            Ok(list) => list.iter().map(|migration| migration.version.as_str()).collect::<Vec<_>>().join(" "),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn what_is_not_applied_is_pending() {
        let linear = Order::Linear;
        assert_eq!(run("1 2 3", "", None, linear), "1 2 3");
        assert_eq!(run("1 2 3", "1 2", None, linear), "3");
        assert_eq!(run("1 2 3", "1 2 3", None, linear), "");
        assert_eq!(run("", "1", None, linear), "");
        assert_eq!(run("2 3", "1", None, linear), "2 3");
        assert_eq!(run("1 2 3", "", Some("2"), linear), "3");
        assert_eq!(run("1 2", "", Some("9"), linear), "baseline version \"9\" not found in the directory");
    }

    #[test]
    fn what_is_applied_in_part_comes_first() {
        assert_eq!(run("1 2 3", "1 2*", None, Order::Linear), "2 3");
        assert_eq!(
            run("1 3", "1 2*", None, Order::Linear),
            "missing migration: version \"2\" is applied in part, but its file was not found"
        );
    }

    #[test]
    fn new_databases_start_from_the_last_checkpoint() {
        assert_eq!(run("1 2 3c 4", "", None, Order::Linear), "3 4");
        assert_eq!(run("1 2 3c 4", "1", None, Order::Linear), "2 4");
        assert_eq!(run("1 2 3c 4", "3*", None, Order::Linear), "3 4");
        assert_eq!(run("1 2 3c 4", "3", None, Order::Linear), "4");
    }

    #[test]
    fn the_order_says_what_becomes_of_late_files() {
        assert_eq!(
            run("1 2 3", "1 3", None, Order::Linear),
            "2.sql added out of order: 3 is applied already. Give the new ones later versions, or allow the order"
        );
        assert_eq!(run("1 2 3 4", "1 3", None, Order::LinearSkip), "4");
        assert_eq!(run("1 2 3 4", "1 3", None, Order::NonLinear), "2 4");
        // What came before the first revision was taken over with the database.
        assert_eq!(run("1 2 3", "2", None, Order::Linear), "3");
    }
}
