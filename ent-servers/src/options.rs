use crate::ServerKind;

/// Whether servers that are not on the machine may be brought to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Install {
    /// Packages may be installed (as root, with apt) and MySQL may be unpacked into the cache folder.
    Allowed,
    /// Only what is there is used.
    Never,
}

/// Whether what a server writes is to outlive a crash of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Nothing is synced, and the data is in memory if there is enough: the quickest, for tests.
    ThrownAway,
    /// The data is on disk, and synced as the server does it by itself: to measure what users wait for.
    Synced,
}

/// What to start and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// The kinds wanted.
    pub kinds: Vec<ServerKind>,
    /// Whether a missing server may be installed.
    pub install: Install,
    /// Whether the data is synced.
    pub durability: Durability,
    /// Told of each slow step before it is taken, in one line without a line end.
    pub report: fn(&str),
}

impl Default for Options {
    /// Every kind, installing what is missing, in silence; the data is thrown away.
    fn default() -> Self {
        Self {
            kinds: ServerKind::ALL.to_vec(),
            install: Install::Allowed,
            durability: Durability::ThrownAway,
            report: |_| {},
        }
    }
}
