use crate::ServerKind;

/// Whether servers that are not on the machine may be brought to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Install {
    /// Packages may be installed (as root, with apt) and MySQL may be unpacked into the cache folder.
    Allowed,
    /// Only what is there is used.
    Never,
}

/// What to start and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// The kinds wanted.
    pub kinds: Vec<ServerKind>,
    /// Whether a missing server may be installed.
    pub install: Install,
    /// Told of each slow step before it is taken, in one line without a line end.
    pub report: fn(&str),
}

impl Default for Options {
    /// Every kind, installing what is missing, in silence.
    fn default() -> Self {
        Self { kinds: ServerKind::ALL.to_vec(), install: Install::Allowed, report: |_| {} }
    }
}
