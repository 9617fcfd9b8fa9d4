use std::fs;
use std::process::Command;

use crate::{ServerKind, shell};

/// A user of this machine, as whom a server is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) uid: u32,
    pub(crate) gid: u32,
}

impl Account {
    /// The account to run a server of this kind as: `None` to stay who we are, which does for
    /// anybody but root. PostgreSQL refuses to run as root, the others should not.
    pub(crate) fn for_server(kind: ServerKind) -> Result<Option<Self>, String> {
        if !is_root() {
            return Ok(None);
        }
        let passwd = fs::read_to_string("/etc/passwd").map_err(|e| format!("/etc/passwd: {e}"))?;
        let own = match kind {
            ServerKind::Postgres => "postgres",
            ServerKind::MariaDb | ServerKind::MySql => "mysql",
        };
        Self::find(&passwd, &[own, "nobody"])
            .map(Some)
            .ok_or_else(|| format!("we are root, and there is no user {own} or nobody to run it"))
    }

    /// The first of `names` that the text of a passwd file has.
    fn find(passwd: &str, names: &[&str]) -> Option<Self> {
        names.iter().find_map(|name| {
            passwd.lines().find_map(|line| {
                let mut fields = line.split(':');
                if fields.next() != Some(*name) {
                    return None;
                }
                let uid = fields.nth(1)?.parse().ok()?;
                let gid = fields.next()?.parse().ok()?;
                Some(Self { uid, gid })
            })
        })
    }
}

/// Whether this process runs as root.
pub(crate) fn is_root() -> bool {
    shell::output(Command::new("id").arg("-u")).is_some_and(|uid| uid.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_named_user_wins() {
        let passwd = "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65533::/:/bin/false\n\
                      postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/sh\n";
        let postgres = Some(Account { uid: 101, gid: 104 });
        assert_eq!(Account::find(passwd, &["postgres", "nobody"]), postgres);
        let nobody = Some(Account { uid: 65534, gid: 65533 });
        assert_eq!(Account::find(passwd, &["mysql", "nobody"]), nobody);
        assert_eq!(Account::find(passwd, &["mysql"]), None);
    }
}
