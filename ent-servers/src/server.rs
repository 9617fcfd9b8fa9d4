use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::account::{self, Account};
use crate::address::{Address, Listen};
use crate::binaries::Binaries;
use crate::guard::Guard;
use crate::mysql_tree::MySqlTree;
use crate::recipe::{Place, Recipe};
use crate::{Durability, Install, Options, ServerKind, Unavailable, Version, apt, folder, probe};

/// How long a server may take to make its data folder and to answer: some seconds, but a machine
/// may be busy with a build.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running server, ended with its data when this is dropped.
#[derive(Debug)]
pub struct Server {
    kind: ServerKind,
    address: Address,
    version: Version,
    recipe: Recipe,
    guard: Guard,
}

impl Server {
    /// The kind of server.
    pub fn kind(&self) -> ServerKind {
        self.kind
    }

    /// The URL to connect to, as the administrator and without a password.
    pub fn url(&self) -> String {
        self.address.url(self.kind)
    }

    /// The version that the server itself told when it was asked.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// The temporary folder with the server's data and its log.
    pub fn folder(&self) -> &Path {
        self.guard.folder()
    }

    /// The end of the server's log if it does not answer any more, which no test should bring about.
    pub fn last_words(&self) -> Option<String> {
        probe::version(self.kind, &self.address).is_err().then(|| self.guard.log_tail())
    }

    /// Finds a server's programs, installing them if that is allowed.
    pub(crate) fn find(kind: ServerKind, options: &Options) -> Result<Binaries, Unavailable> {
        if let Some(binaries) = Binaries::find(kind) {
            return Ok(binaries);
        }
        let missing = |reason: &str| Unavailable::new(kind, reason);
        if kind == ServerKind::MySql {
            let tree = match options.install {
                Install::Allowed => MySqlTree::cached_or_made(options.report),
                Install::Never => {
                    MySqlTree::cached().ok_or("it is neither on PATH nor in the cache".to_owned())
                }
            };
            return tree.map(|tree| Binaries::MySqlTree { tree }).map_err(|why| missing(&why));
        }
        if options.install == Install::Never {
            return Err(missing("it is not on PATH"));
        }
        if !account::is_root() {
            return Err(missing(&format!("it is not on PATH, and {}", apt::advice(kind))));
        }
        (options.report)(&format!("installing {kind}"));
        apt::install(kind).map_err(|why| missing(&why))?;
        Binaries::find(kind).ok_or_else(|| missing("the installed package has no server"))
    }

    /// A server of this kind for ourselves, from programs that are on the machine already.
    ///
    /// # Errors
    /// When there are none, or the server does not start.
    pub fn on_socket(kind: ServerKind) -> Result<Self, Unavailable> {
        let options = Options { install: Install::Never, ..Options::default() };
        Self::start(kind, &Self::find(kind, &options)?, Listen::Socket, options.durability)
    }

    /// Starts a server and waits until it answers.
    pub(crate) fn start(
        kind: ServerKind,
        binaries: &Binaries,
        listen: Listen,
        durability: Durability,
    ) -> Result<Self, Unavailable> {
        let account = Account::for_server(kind).map_err(|why| Unavailable::new(kind, why))?;
        // Between choosing a port and listening on it somebody else may take it.
        let mut last = String::new();
        for _ in 0..3 {
            match Self::start_once(kind, binaries, account, listen, durability) {
                Ok(server) => return Ok(server),
                Err(reason) if is_port_taken(&reason) => last = reason,
                Err(reason) => return Err(Unavailable::new(kind, reason)),
            }
        }
        Err(Unavailable::new(kind, last))
    }

    fn start_once(
        kind: ServerKind,
        binaries: &Binaries,
        account: Option<Account>,
        listen: Listen,
        durability: Durability,
    ) -> Result<Self, String> {
        let folder = folder::create(kind, account, durability)
            .map_err(|error| format!("cannot make a temporary folder: {error}"))?;
        let address =
            Address::free(listen, &folder).map_err(|error| format!("there is no free port: {error}"))?;
        let recipe = Recipe::new(binaries, Place { folder: &folder, address: &address, durability });
        let mut guard =
            Guard::start(&recipe, folder, account).map_err(|error| format!("cannot run sh: {error}"))?;
        let version = answer(kind, &address, &mut guard)?;
        Ok(Self { kind, address, version, recipe, guard })
    }

    /// Ends the server as a crash would, in the middle of whatever it does. Its data stays.
    ///
    /// # Errors
    /// When it can't be killed.
    pub fn kill(&mut self) -> Result<(), Unavailable> {
        self.guard.kill().map_err(|error| Unavailable::new(self.kind, format!("cannot kill it: {error}")))
    }

    /// Starts the server again after a [`kill`](Self::kill), and waits until it has put its data in order and answers.
    ///
    /// # Errors
    /// When it does not start.
    pub fn revive(&mut self) -> Result<(), Unavailable> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let revived = self.guard.revive(&self.recipe).map_err(|error| format!("cannot run sh: {error}"));
            let answered = revived.and_then(|()| answer(self.kind, &self.address, &mut self.guard));
            match answered {
                Ok(_) => return Ok(()),
                // Children of the one that was killed may take a moment to see it, and hold its memory until then.
                Err(_) if Instant::now() < deadline => {
                    thread::sleep(Duration::from_millis(100));
                    self.kill()?;
                }
                Err(why) => return Err(Unavailable::new(self.kind, why)),
            }
        }
    }
}

/// Waits until the server answers, and asks for its version.
fn answer(kind: ServerKind, address: &Address, guard: &mut Guard) -> Result<Version, String> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match probe::version(kind, address) {
            Ok(version) => return Ok(version),
            Err(_) if guard.has_ended() => {
                return Err(format!("it ended while starting: {}", guard.log_tail()));
            }
            Err(error) if Instant::now() > deadline => {
                let (seconds, said) = (PATIENCE.as_secs(), guard.log_tail());
                return Err(format!("it did not answer in {seconds} s ({error}): {said}"));
            }
            Err(_) => thread::sleep(Duration::from_millis(25)),
        }
    }
}

fn is_port_taken(reason: &str) -> bool {
    let reason = reason.to_ascii_lowercase();
    reason.contains("address already in use") || reason.contains("could not bind")
}
