use std::fs::DirBuilder;
use std::os::unix::fs::{DirBuilderExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, io, process};

use crate::account::Account;
use crate::{Durability, ServerKind, shell};

/// Memory worth using: three servers with their data and a full test run stay below this.
const ENOUGH_KIB: u64 = 2 * 1024 * 1024;

static NEXT: AtomicU32 = AtomicU32::new(0);

/// Makes an empty folder of our own for a server. Data that is thrown away is in memory if there is enough, else in the
/// temporary folder. Its name is short because a socket's path has to be.
pub(crate) fn create(
    kind: ServerKind,
    account: Option<Account>,
    durability: Durability,
) -> io::Result<PathBuf> {
    let shm = Path::new("/dev/shm");
    let base = match (durability, free_kib(shm)) {
        // The temporary folder may be in memory; this one outlives a restart ("/var/tmp" in the Filesystem Hierarchy Standard).
        (Durability::Synced, _) => PathBuf::from("/var/tmp"),
        (Durability::ThrownAway, Some(free)) if free >= ENOUGH_KIB => shm.to_owned(),
        (Durability::ThrownAway, _) => env::temp_dir(),
    };
    let folder = loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = base.join(format!("ent-test-{}-{}-{number}", kind.slug(), process::id()));
        match DirBuilder::new().mode(0o700).create(&folder) {
            Ok(()) => break folder,
            // Of an earlier process with our number, or one in another container.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 1000 => {}
            Err(error) => return Err(error),
        }
    };
    if let Some(account) = account {
        chown(&folder, Some(account.uid), Some(account.gid))?;
    }
    Ok(folder)
}

/// The free space of the file system that holds `folder`, in KiB; `None` if there is no such folder.
fn free_kib(folder: &Path) -> Option<u64> {
    parse_df(&shell::output(Command::new("df").arg("-Pk").arg(folder))?)
}

/// The fourth field of the second line of what `df -Pk` prints.
fn parse_df(text: &str) -> Option<u64> {
    text.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_free_space_is_read_from_df() {
        let text = "Filesystem     1024-blocks  Used Available Capacity Mounted on\n\
                    tmpfs             24684092     4  24684088       1% /dev/shm\n";
        assert_eq!(parse_df(text), Some(24_684_088));
        assert_eq!(parse_df(""), None);
    }
}
