use std::thread;

use crate::{Listen, Options, Server, ServerKind, Unavailable};

/// The servers that were wanted: each running, or not to be had for a reason.
#[derive(Debug)]
pub struct Servers {
    outcomes: Vec<(ServerKind, Result<Server, Unavailable>)>,
}

impl Servers {
    /// Finds and starts the servers; returns when each has answered or failed.
    pub fn start(options: &Options) -> Self {
        // One after the other: apt works for one at a time.
        let found: Vec<_> = options.kinds.iter().map(|kind| (*kind, Server::find(*kind, options))).collect();
        let outcomes = thread::scope(|scope| {
            let starting: Vec<_> = found
                .into_iter()
                .map(|(kind, found)| {
                    let start = move || Server::start(kind, &found?, Listen::Port, options.durability);
                    (kind, scope.spawn(start))
                })
                .collect();
            let ended = starting.into_iter().map(|(kind, thread)| {
                let panicked = |_| Err(Unavailable::new(kind, "starting it panicked"));
                (kind, thread.join().unwrap_or_else(panicked))
            });
            ended.collect()
        });
        Self { outcomes }
    }

    /// Every kind that was wanted, with its server or the reason why there is none.
    pub fn iter(&self) -> impl Iterator<Item = (ServerKind, Result<&Server, &Unavailable>)> {
        self.outcomes.iter().map(|(kind, outcome)| (*kind, outcome.as_ref()))
    }

    /// The server of this kind.
    ///
    /// # Errors
    /// If it could not be had, or was not wanted.
    pub fn get(&self, kind: ServerKind) -> Result<&Server, Unavailable> {
        match self.iter().find(|(other, _)| *other == kind) {
            Some((_, outcome)) => outcome.map_err(Clone::clone),
            None => Err(Unavailable::new(kind, "it was not asked for")),
        }
    }

    /// PostgreSQL, see [`Servers::get`].
    ///
    /// # Errors
    /// As [`Servers::get`].
    pub fn postgres(&self) -> Result<&Server, Unavailable> {
        self.get(ServerKind::Postgres)
    }

    /// MariaDB, see [`Servers::get`].
    ///
    /// # Errors
    /// As [`Servers::get`].
    pub fn mariadb(&self) -> Result<&Server, Unavailable> {
        self.get(ServerKind::MariaDb)
    }

    /// MySQL, see [`Servers::get`].
    ///
    /// # Errors
    /// As [`Servers::get`].
    pub fn mysql(&self) -> Result<&Server, Unavailable> {
        self.get(ServerKind::MySql)
    }

    /// The environment variables by which tests find the running servers.
    pub fn variables(&self) -> impl Iterator<Item = (&'static str, String)> {
        self.iter().filter_map(|(kind, outcome)| Some((kind.variable(), outcome.ok()?.url())))
    }
}
