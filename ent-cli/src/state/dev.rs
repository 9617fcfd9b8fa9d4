//! Dev databases: where a real database says what files amount to, if `--dev-url` names one.
//!
//! ```text
//! sqlite://, postgres://, mysql://, mariadb:// ── is there ──┐
//! docker://postgres/16/dev ───────────────────── Container ──┼─> Scratch ─> Realm
//! local://postgres ───────────────────────────── Server ─────┘
//! ```

mod container;
mod local;
mod url;

use std::path::PathBuf;
use std::time::Duration;

use ent_engine::dialect::{self, Flavor};
use ent_engine::dir::Script;
use ent_engine::model::{Realm, Schema};
use ent_engine::replay::{Replay, ReplayOptions};
use ent_runtime::{Extent, Pool, Scratch};

use super::Breadth;
use crate::error::CliError;
use crate::interrupt;
use container::Container;
pub use url::DevUrl;

/// A database in which files are tried out.
pub struct Dev {
    pool: Pool,
    flavor: Flavor,
    breadth: Breadth,
    /// The one schema that it is.
    home: Option<String>,
    /// How long to wait for another run that tries out files in it.
    patience: Duration,
    /// Ends what was started for it.
    _host: Host,
}

/// Where a dev database is.
enum Host {
    /// On a server that was there before us, or in memory.
    There,
    /// In a file that we made.
    File(PathBuf),
    /// In a container that we started.
    Container(#[expect(dead_code, reason = "held until it is dropped")] Container),
    /// On a server that we started.
    Local(#[expect(dead_code, reason = "held until it is dropped")] ent_servers::Server),
}

impl Drop for Host {
    fn drop(&mut self) {
        if let Self::File(path) = self {
            // It was empty before we made it, and is now.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// How long to wait by default for another run that tries out files in the same database.
const PATIENCE: Duration = Duration::from_secs(30);

/// What MySQL's `ER_NO_DB_ERROR` is numbered, in whatever language its words are.
const NO_DATABASE: &str = "3D000";

impl Dev {
    /// Opens the database at `url`, starting what needs to be started. `None` where `url` wants a container, and there is
    /// no program that could run one.
    ///
    /// # Errors
    /// When it can't be started or reached.
    pub async fn open(url: &DevUrl) -> Result<Option<Self>, CliError> {
        let (url, host) = match url {
            DevUrl::Database(url) => {
                ((**url).clone(), super::database::new_file(url).map_or(Host::There, Host::File))
            }
            DevUrl::Image(image) => match Container::start(image).await? {
                Some(container) => (container.url().clone(), Host::Container(container)),
                None => return Ok(None),
            },
            DevUrl::Local(wanted) => {
                let (url, server) = local::start(wanted).await?;
                (url, Host::Local(server))
            }
        };
        let breadth = super::database::breadth(&url);
        let home = super::database::bound(&url).map(str::to_owned);
        let pool = Pool::connect_to(&url).await?;
        let mut connection = pool.acquire().await?;
        let flavor = connection.flavor();
        if let (Host::Container(_) | Host::Local(_), Some(schema)) = (&host, url.parameter("search_path")) {
            let sql = format!("CREATE SCHEMA IF NOT EXISTS \"{}\"", schema.replace('"', "\"\""));
            let made = connection.execute(&sql).await;
            made.map_err(|error| CliError::Other(format!("cannot make the schema {schema:?}: {error}")))?;
        }
        drop(connection);
        Ok(Some(Self { pool, flavor, breadth, home, patience: PATIENCE, _host: host }))
    }

    /// Sets how long to wait for another run that tries out files in it.
    pub fn wait_for_others(&mut self, patience: Duration) {
        self.patience = patience;
    }

    /// The database and its version.
    pub fn flavor(&self) -> Flavor {
        self.flavor
    }

    /// Whether it is one schema.
    pub fn breadth(&self) -> Breadth {
        self.breadth
    }

    /// What `scripts` make of it; it is empty again afterwards, also after Ctrl-C.
    ///
    /// # Errors
    /// When it is not empty to begin with, or refuses a statement.
    pub async fn state(&self, scripts: &[Script]) -> Result<Realm, CliError> {
        let extent = match self.breadth {
            Breadth::Schema => Extent::Schema,
            Breadth::Server => Extent::Server,
        };
        self.check_reach(scripts)?;
        let mut scratch = Scratch::borrow_within(&self.pool, extent, self.patience).await?;
        // Whoever interrupts a second time leaves things as they are: the next loan clears up.
        let _heeding = interrupt::heed();
        let outcome = tokio::select! {
            outcome = scratch.state(scripts) => outcome.map_err(|error| self.explain(error)),
            () = interrupt::stop().wanted() => Err(CliError::Interrupted),
        };
        let given_back = scratch.give_back().await;
        let realm = outcome?;
        given_back?;
        Ok(realm)
    }

    /// Refuses scripts that make things in other schemas than the one that is lent, as far as replay can tell: these would be
    /// missing from what comes of it, and stay behind.
    fn check_reach(&self, scripts: &[Script]) -> Result<(), CliError> {
        let Some(home) = self.home.as_ref().filter(|_| self.breadth == Breadth::Schema) else {
            return Ok(());
        };
        let dialect = dialect::of(self.flavor);
        let schema_alias = Some(home.clone());
        let options = ReplayOptions { schema: String::new(), schema_alias, ..ReplayOptions::default() };
        let mut replay = Replay::new(dialect.as_ref(), &options);
        // What replay refuses is the database's to say.
        let _ = replay.run_all(scripts.iter().map(|script| (script.file.as_str(), script.text.as_str())));
        let realm = replay.into_realm();
        // The schema that every database comes with is there, and empty, unless something is put into it.
        let is_elsewhere = |schema: &&Schema| {
            !schema.name.is_empty() && **schema != Schema::new(dialect.naming().own_schema)
        };
        match realm.schemas.iter().find(is_elsewhere) {
            Some(schema) => Err(CliError::Other(format!(
                "the files make things in the schema {:?}, and the dev URL is of the schema {home:?} alone: they would stay \
                 behind in the dev database\nhelp: name a server or a database without a schema, for all its schemas",
                schema.name
            ))),
            None => Ok(()),
        }
    }

    /// An error with what to do where a whole server of MySQL or MariaDB was asked to try names without a schema.
    fn explain(&self, error: ent_runtime::Error) -> CliError {
        match self.breadth == Breadth::Server && error.code().as_deref() == Some(NO_DATABASE) {
            true => CliError::Other(format!(
                "{error}\nhelp: name a database at the end of the dev URL, for schemas without names: `local://mysql/dev`"
            )),
            false => error.into(),
        }
    }

    /// Closes the connections, and ends what was started.
    pub async fn close(self) {
        self.pool.close().await;
    }
}
