use std::time::Duration;

use ent_engine::dir::{Dir, Migration, Sum};

use super::adopt::adoptable;
use super::changed::sum_of_applied;
use super::transaction::Transaction;
use super::{
    Adopted, Apply, Down, LOCK, Lock, MigrateError, MigrationSource, Revision, RevisionKind, Revisions,
    Status, operator, status,
};
use crate::{Connection, Pool, Result};

/// A migration directory and the database that it is for: what `ent migrate apply`, `status` and
/// `set` work with.
///
/// ```no_run
/// # async fn example() -> ent_runtime::Result<()> {
/// use ent_runtime::{Dir, Migrator, Pool};
///
/// let pool = Pool::connect("sqlite://app.db").await?;
/// let dir = Dir::local("migrations");
/// let migrator = Migrator::new(&pool, &dir);
/// migrator.apply().await?;
/// assert!(migrator.status().await?.pending.is_empty());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Migrator<'a> {
    pool: &'a Pool,
    source: &'a dyn MigrationSource,
    revisions_schema: Option<String>,
}

/// How long to wait for another run.
const PATIENCE: Duration = Duration::from_secs(10);

/// What [`Migrator::set`] changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetVersion {
    /// Versions that count as applied now, with their descriptions.
    pub set: Vec<(String, String)>,
    /// Versions that no longer count as applied, with their descriptions.
    pub removed: Vec<(String, String)>,
    /// The version that the database is at now.
    pub version: Option<String>,
}

impl<'a> Migrator<'a> {
    /// The directory of `source` for the database of `pool`.
    pub fn new(pool: &'a Pool, source: &'a dyn MigrationSource) -> Self {
        Self { pool, source, revisions_schema: None }
    }

    /// The schema of the revisions table; by default that of the connection, or one of the table's
    /// own name where the connection has none.
    #[must_use]
    pub fn revisions_schema(mut self, schema: impl Into<String>) -> Self {
        self.revisions_schema = Some(schema.into());
        self
    }

    /// Applies what is pending.
    pub fn apply(&self) -> Apply<'a> {
        let apply = Apply::new(self.pool, self.source);
        match &self.revisions_schema {
            Some(schema) => apply.revisions_schema(schema.clone()),
            None => apply,
        }
    }

    /// Goes back over what was applied, one version unless told otherwise.
    pub fn down(&self) -> Down<'a> {
        Down::new(self.pool, self.source, self.revisions_schema.clone())
    }

    /// What is applied and what is pending. Nothing is written.
    ///
    /// # Errors
    /// When the directory is not intact, or the database can't be read.
    pub async fn status(&self) -> Result<Status> {
        let (dir, migrations) = self.load()?;
        let mut connection = self.pool.acquire().await?;
        let table = Revisions::find(&mut connection, self.revisions_schema.as_deref(), dir.format).await?;
        let revisions = table.read(&mut connection).await?;
        status::status(&connection, dir.format, migrations, revisions)
    }

    /// Takes the database to be at `version`, whatever it is: versions up to it that have no
    /// revision count as applied, later ones as not. Without a version, the last of the directory.
    /// No statement of a migration runs.
    ///
    /// # Errors
    /// When the directory has no such version, or another run is going on.
    pub async fn set(&self, version: Option<&str>) -> Result<SetVersion> {
        let (dir, migrations) = self.load()?;
        if let Some(version) = version
            && !migrations.iter().any(|migration| migration.version == version)
        {
            return Err(MigrateError::UnknownVersion(version.to_owned()).into());
        }
        let target = version.or(migrations.last().map(|migration| migration.version.as_str()));
        let mut connection = self.pool.acquire().await?;
        let lock = Lock::take(&mut connection, LOCK, PATIENCE).await?;
        let outcome = self.set_locked(&mut connection, &dir, &migrations, target).await;
        let released = lock.release(&mut connection).await;
        let set = outcome?;
        released?;
        Ok(set)
    }

    /// Takes over what golang-migrate, sqlx, refinery, Diesel, goose, Flyway or dbmate applied to the database: each
    /// version in the table of that tool counts as applied here. The tool's own table stays as it is. `None` where the
    /// database has revisions already.
    ///
    /// # Errors
    /// When no such table is there, when the last run of the tool failed, or when it applied a version that the
    /// directory doesn't have.
    pub async fn adopt(&self) -> Result<Option<Adopted>> {
        let (dir, migrations) = self.load()?;
        let mut connection = self.pool.acquire().await?;
        let lock = Lock::take(&mut connection, LOCK, PATIENCE).await?;
        let outcome = self.adopt_locked(&mut connection, &dir, &migrations).await;
        let released = lock.release(&mut connection).await;
        let adopted = outcome?;
        released?;
        Ok(adopted)
    }

    async fn adopt_locked(
        &self,
        connection: &mut Connection,
        dir: &Dir,
        migrations: &[Migration],
    ) -> Result<Option<Adopted>> {
        let mut table = Revisions::find(connection, self.revisions_schema.as_deref(), dir.format).await?;
        if !table.read(connection).await?.is_empty() {
            return Ok(None);
        }
        let adopted = adoptable(connection, migrations).await?;
        table.ensure(connection).await?;
        let mut transaction = Transaction::begin(connection).await?;
        let is_adopted = |migration: &&Migration| adopted.versions.contains(&migration.version);
        for migration in migrations.iter().filter(is_adopted) {
            let written = table.write(transaction.connection(), &resolved(migration, &dir.sum())).await;
            if let Err(error) = written {
                transaction.rollback().await?;
                return Err(error);
            }
        }
        transaction.commit().await?;
        Ok(Some(adopted))
    }

    async fn set_locked(
        &self,
        connection: &mut Connection,
        dir: &Dir,
        migrations: &[Migration],
        target: Option<&str>,
    ) -> Result<SetVersion> {
        let mut table = Revisions::find(connection, self.revisions_schema.as_deref(), dir.format).await?;
        table.ensure(connection).await?;
        let revisions = table.read(connection).await?;
        let mut transaction = Transaction::begin(connection).await?;
        let outcome = set_rows(transaction.connection(), &table, dir, migrations, &revisions, target).await;
        match outcome {
            Ok(set) => transaction.commit().await.map(|()| set),
            Err(error) => {
                transaction.rollback().await?;
                Err(error)
            }
        }
    }

    /// The directory, intact.
    fn load(&self) -> Result<(Dir, Vec<Migration>)> {
        intact(self.source)
    }
}

/// The directory that `source` gives, with the migrations in it.
///
/// # Errors
/// When the directory can't be read, its sum does not fit, or its files are laid out in another way than it says.
pub(super) fn intact(source: &dyn MigrationSource) -> Result<(Dir, Vec<Migration>)> {
    let dir = source.load().map_err(MigrateError::Dir)?;
    if let Some((file, format)) = dir.passed_over() {
        let (file, taken_for) = (file.to_owned(), dir.format);
        return Err(MigrateError::OtherLayout { file, taken_for, format }.into());
    }
    dir.check_sum().map_err(|error| MigrateError::Dir(error.into()))?;
    let migrations = dir.migrations().map_err(MigrateError::Dir)?;
    Ok((dir, migrations))
}

/// Brings the rows of the table to `target`, by Atlas' rules.
async fn set_rows(
    connection: &mut Connection,
    table: &Revisions,
    dir: &Dir,
    migrations: &[Migration],
    revisions: &[Revision],
    target: Option<&str>,
) -> Result<SetVersion> {
    let sum = dir.sum();
    let applied = sum_of_applied(revisions, dir, migrations);
    let key = |version| dir.format.version_key(version);
    let target_key = target.map(key);
    let mut changed = SetVersion { version: target.map(str::to_owned), ..SetVersion::default() };
    let named = |revision: &Revision| (revision.version.clone(), revision.description.clone());
    for revision in revisions {
        let version = Some(key(&revision.version));
        if version > target_key {
            table.remove(connection, &revision.version).await?;
            changed.removed.push(named(revision));
        } else if version == target_key && (revision.error.is_some() || revision.is_partial()) {
            let resolved = Revision {
                kind: RevisionKind(revision.kind.0 | RevisionKind::RESOLVED.0),
                applied: revision.total,
                hash: hash_of(&sum, migrations, &revision.version),
                error: None,
                error_statement: None,
                partial_hashes: Vec::new(),
                operator: operator(),
                ..revision.clone()
            };
            table.write(connection, &resolved).await?;
            changed.set.push(named(revision));
        } else if let Some(hash) = applied.hash(file_of(migrations, &revision.version))
            && !revision.is_partial()
            && !revision.hash.is_empty()
            && revision.hash != hash
        {
            // The file was edited, and somebody says that the database is as it has it now.
            let hash = hash.to_owned();
            table.write(connection, &Revision { hash, operator: operator(), ..revision.clone() }).await?;
            changed.set.push(named(revision));
        }
    }
    let last = revisions
        .iter()
        .map(|revision| Some(key(&revision.version)))
        .filter(|version| *version <= target_key)
        .max()
        .flatten();
    for migration in migrations {
        let version = Some(key(&migration.version));
        if version > last && version <= target_key {
            let revision = resolved(migration, &sum);
            table.write(connection, &revision).await?;
            changed.set.push(named(&revision));
        }
    }
    Ok(changed)
}

/// The hash that the file of a version has now.
fn hash_of(sum: &Sum, migrations: &[Migration], version: &str) -> String {
    sum.hash(file_of(migrations, version)).unwrap_or_default().to_owned()
}

/// The file of a version; empty where the directory has none.
fn file_of<'a>(migrations: &'a [Migration], version: &str) -> &'a str {
    let migration = migrations.iter().find(|migration| migration.version == version);
    migration.map_or("", |migration| &migration.up.file)
}

/// The revision of a version of which somebody says that it is applied.
fn resolved(migration: &Migration, sum: &Sum) -> Revision {
    Revision {
        version: migration.version.clone(),
        description: migration.description.clone(),
        kind: RevisionKind::RESOLVED,
        hash: sum.hash(&migration.up.file).unwrap_or_default().to_owned(),
        operator: operator(),
        ..Revision::default()
    }
}
