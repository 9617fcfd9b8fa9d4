use std::cell::RefCell;
use std::time::Duration;

use ent_engine::dialect::{self, Dialect, DialectName, Flavor};
use ent_engine::dir::Script;
use ent_engine::replay::{Replay, ReplayOptions};
use ent_runtime::DatabaseUrl;

use super::dev::{Dev, DevUrl};
use super::{Breadth, State};
use crate::error::CliError;

/// What files are worked out on: a database of a kind and version in memory, or a dev database.
#[derive(Default)]
pub struct Ground {
    flavor: Option<Flavor>,
    breadth: Option<Breadth>,
    /// What statements call the schema of the connection, where that is not the server's own word.
    alias: Option<String>,
    dev: Option<Dev>,
    /// What to tell on the standard error.
    notes: RefCell<String>,
}

impl Ground {
    /// The ground that `--dialect` and `--dev-url` name. Without a dev database, or where it wants a container and nothing
    /// on this machine runs one, files are replayed in memory.
    ///
    /// # Errors
    /// A name that is no database's, a URL that can't be read, and a database that can't be started or reached.
    pub async fn open(dialect: Option<&str>, dev_url: Option<&str>) -> Result<Self, CliError> {
        let asked = dialect.map(str::parse::<Flavor>).transpose()?;
        let Some(text) = dev_url else { return Ok(Self { flavor: asked, ..Self::default() }) };
        let url = DevUrl::parse(text)?;
        let breadth = Some(url.breadth());
        let Some(dev) = Dev::open(&url).await? else {
            let flavor = asked.map_or_else(|| url.flavor(), Ok)?;
            let note = format!(
                "note: neither docker nor podman is at work here: {} is worked out in memory, as {flavor}\n",
                DatabaseUrl::masked(text)
            );
            return Ok(Self { flavor: Some(flavor), breadth, notes: RefCell::new(note), ..Self::default() });
        };
        if let Some(asked) = asked.filter(|asked| !is_kin(*asked, dev.flavor())) {
            let url = DatabaseUrl::masked(text);
            return Err(CliError::Other(format!("{url} is {}, and the files are for {asked}", dev.flavor())));
        }
        Ok(Self { flavor: Some(dev.flavor()), breadth, dev: Some(dev), ..Self::default() })
    }

    /// Sets how long to wait for another run that has the dev database.
    pub fn wait_for_others(&mut self, patience: Duration) {
        if let Some(dev) = &mut self.dev {
            dev.wait_for_others(patience);
        }
    }

    /// The database that files and entities are for, as far as it was said.
    pub fn flavor(&self) -> Option<Flavor> {
        self.flavor
    }

    /// How files name their objects.
    pub fn breadth(&self) -> Breadth {
        self.breadth.unwrap_or(Breadth::Schema)
    }

    /// Whether there is a dev database.
    pub fn has_dev(&self) -> bool {
        self.dev.is_some()
    }

    /// Takes what was not said from a state that files are compared with.
    pub fn take_from(&mut self, state: &State) {
        self.flavor = self.flavor.or(Some(state.flavor));
        if self.dev.is_none() {
            self.breadth = Some(state.breadth);
        }
    }

    /// Takes `name` for the schema of the connection where statements write it.
    pub fn call_schema(&mut self, name: &str) {
        self.alias = Some(name.to_owned()).filter(|name| !name.is_empty());
    }

    /// Tells something on the standard error in the end.
    pub fn note(&self, text: &str) {
        self.notes.borrow_mut().push_str(&format!("note: {text}\n"));
    }

    /// What to tell on the standard error.
    pub fn notes(&self) -> String {
        self.notes.borrow().clone()
    }

    /// What `scripts`, which may state what they are for, make of an empty database. `None` where nobody says which.
    ///
    /// # Errors
    /// When a statement is refused.
    pub async fn state(
        &self,
        scripts: &[Script],
        stated: Option<Flavor>,
        run_by: RunBy,
    ) -> Result<Option<State>, CliError> {
        let breadth = self.breadth();
        if let Some(dev) = &self.dev {
            let (realm, flavor) = (dev.state(scripts).await?, dev.flavor());
            return Ok(Some(State { realm, flavor, breadth: dev.breadth() }));
        }
        let Some(flavor) = stated.or(self.flavor) else { return Ok(None) };
        let dialect = dialect::of(flavor);
        let mut replay = Replay::new(dialect.as_ref(), &self.options(dialect.as_ref(), breadth));
        let by_tool: &[Script] = if run_by == RunBy::Tool { scripts } else { &[] };
        let by_client: &[Script] = if run_by == RunBy::Client { scripts } else { &[] };
        let files = by_tool.iter().map(|script| (script.file.as_str(), script.text.as_str()));
        replay.run_all(files).map_err(|error| CliError::Replay(Box::new(error)))?;
        for Script { file, text, .. } in by_client {
            let taken_back = replay.run_session(file, text);
            if taken_back.map_err(|error| CliError::Replay(Box::new(error)))? {
                let note = "leaves a transaction open, which the database's own client takes back at its end: what is \
                            done since it began is left out";
                self.note(&format!("{file} {note}"));
            }
        }
        Ok(Some(State { realm: replay.into_realm(), flavor, breadth }))
    }

    /// The schema that unqualified names mean has a name only where all have.
    fn options(&self, dialect: &dyn Dialect, breadth: Breadth) -> ReplayOptions {
        let (schema, schema_alias) = match breadth {
            Breadth::Schema => ("", self.alias.clone()),
            Breadth::Server => (dialect.naming().own_schema, None),
        };
        ReplayOptions { schema: schema.to_owned(), schema_alias, ..ReplayOptions::default() }
    }

    /// Ends what was started.
    pub async fn close(self) {
        if let Some(dev) = self.dev {
            dev.close().await;
        }
    }
}

/// Who runs scripts, which matters where one leaves a transaction open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunBy {
    /// The database's own client, in whose session it is taken back.
    Client,
    /// A tool, which commits it.
    Tool,
}

/// Whether files for `stated` may be meant where `asked` was said: another version of the same, or MariaDB for its
/// ancestor.
pub fn is_kin(asked: Flavor, stated: Flavor) -> bool {
    asked.name == stated.name || (asked.name, stated.name) == (DialectName::Mysql, DialectName::Mariadb)
}
