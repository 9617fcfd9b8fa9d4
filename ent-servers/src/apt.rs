use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{ServerKind, Version, shell};

/// A distribution with apt, as `/etc/os-release` tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Distribution {
    /// Debian: MySQL is in the unstable suite only.
    Debian { codename: String },
    /// Ubuntu: MySQL is in every suite.
    Ubuntu { codename: String },
}

/// Named in what we leave on the machine while apt works, so that we find it after a crash.
const OURS: &str = "# ent-servers: no service is started while its package is installed";

/// A service that a package would start is not what we want: each server here is started by us. The
/// file that forbids it is there only as long as apt works.
const INSTALL: &str = r#"
policy=/usr/sbin/policy-rc.d
if [ -e "$policy" ] && ! grep -qxF "$1" "$policy"; then
    policy=
else
    trap 'rm -f "$policy"' EXIT
    trap 'exit 1' HUP INT TERM
    printf '#!/bin/sh\n%s\nexit 101\n' "$1" >"$policy" && chmod 755 "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
options="-o DPkg::Lock::Timeout=600 -o Acquire::http::Timeout=60 -o Acquire::Retries=3"
# A source of somebody else's that does not answer is no reason to stop: the next command tells.
apt-get $options -q update </dev/null
# Another server that is there stays: MySQL's and MariaDB's packages would put each other out.
apt-get $options -q -y --no-remove --no-install-recommends install "$2" </dev/null
"#;

impl Distribution {
    /// The distribution that we run on.
    ///
    /// # Errors
    /// A clause if it is none that we can take packages from.
    pub(crate) fn of_this_machine() -> Result<Self, String> {
        let text = fs::read_to_string("/etc/os-release").unwrap_or_default();
        Self::parse(&text)
            .ok_or_else(|| "it is not on PATH, and packages are taken on Debian and Ubuntu only".to_owned())
    }

    fn parse(os_release: &str) -> Option<Self> {
        let field = |name: &str| {
            let value = os_release.lines().find_map(|line| line.strip_prefix(name))?;
            Some(value.strip_prefix('=')?.trim_matches('"').to_owned())
        };
        let codename = field("VERSION_CODENAME");
        match field("ID")?.as_str() {
            // Unstable itself has no code name in this file.
            "debian" => Some(Self::Debian { codename: codename.unwrap_or("sid".to_owned()) }),
            "ubuntu" => Some(Self::Ubuntu { codename: codename? }),
            _ => None,
        }
    }

    /// Whether a source's suite is the distribution itself, by its code name or its role.
    fn has_suite(&self, suite: &str) -> bool {
        let roles: &[&str] = match self {
            Self::Debian { .. } => &["stable", "testing", "unstable", "sid"],
            Self::Ubuntu { .. } => &[],
        };
        suite == self.codename() || roles.contains(&suite)
    }

    fn codename(&self) -> &str {
        let (Self::Debian { codename } | Self::Ubuntu { codename }) = self;
        codename
    }
}

/// The package with a server of this kind; none for MySQL, which is unpacked.
fn package(kind: ServerKind) -> Option<&'static str> {
    match kind {
        ServerKind::Postgres => Some("postgresql"),
        ServerKind::MariaDb => Some("mariadb-server"),
        ServerKind::MySql => None,
    }
}

/// What somebody who is not root can do to have a server of this kind.
pub(crate) fn advice(kind: ServerKind) -> String {
    match (package(kind), Distribution::of_this_machine()) {
        (Some(package), Ok(_)) => format!(
            "only root can install packages: `sudo apt-get install --no-install-recommends {package}`"
        ),
        _ => "only root can install packages".to_owned(),
    }
}

/// Installs the package with a server of this kind, as root.
///
/// # Errors
/// A clause that tells why it could not be done.
pub(crate) fn install(kind: ServerKind) -> Result<(), String> {
    Distribution::of_this_machine()?;
    let package = package(kind).ok_or("MySQL is unpacked, not installed")?;
    shell::run(Command::new("sh").args(["-c", INSTALL, "install", OURS, package]))
}

/// Fetches the packages of MySQL's server and of all that it needs down to the C library, into the
/// folder `packages`. apt does it with lists and a state of its own: nothing on the machine changes,
/// and anybody may do it. The mirror is the one that the machine itself uses.
pub(crate) fn fetch_mysql(distribution: &Distribution, packages: &Path) -> Result<(), String> {
    let because = |error| format!("cannot write to {}: {error}", packages.display());
    for folder in ["lists/partial", "archives/partial"] {
        fs::create_dir_all(packages.join(folder)).map_err(because)?;
    }
    fs::write(packages.join("status"), "").map_err(because)?;
    let targets = shell::output(Command::new("apt-get").args([
        "indextargets",
        "--format",
        "$(REPO_URI) $(RELEASE) $(COMPONENT)",
        "Created-By: Packages",
    ]));
    let sources = sources(distribution, &targets.unwrap_or_default())?;
    fs::write(packages.join("sources.list"), sources).map_err(because)?;
    shell::run(apt(packages, "apt-get").args(["-q", "update"]))?;
    let search = ["search", "--names-only", "^mysql-server-core"];
    let names = shell::output(apt(packages, "apt-cache").args(search)).unwrap_or_default();
    let name = newest_package(&names).ok_or("the distribution has no package mysql-server-core")?;
    shell::run(apt(packages, "apt-get").args(["-q", "-y", "--download-only", "install", &name]))
}

/// The package files that [`fetch_mysql`] brought.
pub(crate) fn fetched(packages: &Path) -> Result<Vec<PathBuf>, String> {
    let archives = packages.join("archives");
    let entries = fs::read_dir(&archives).map_err(|e| format!("{}: {e}", archives.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .collect();
    files.sort();
    Ok(files)
}

/// A program of apt's that keeps everything below `folder`.
fn apt(folder: &Path, program: &str) -> Command {
    let mut command = Command::new(program);
    let own = [
        ("Dir::Etc::sourcelist", "sources.list"),
        ("Dir::State::lists", "lists"),
        ("Dir::State::status", "status"),
        ("Dir::State::extended_states", "extended_states"),
        ("Dir::Cache", ""),
        ("Dir::Cache::archives", "archives"),
    ];
    for (option, path) in own {
        command.arg("-o").arg(format!("{option}={}", folder.join(path).display()));
    }
    let settings = [
        "Dir::Etc::sourceparts=/dev/null",
        "Dir::Etc::preferences=/dev/null",
        "Dir::Etc::preferencesparts=/dev/null",
        "APT::Default-Release=",
        "APT::Install-Recommends=false",
        // The folder is in somebody's home, where apt's own user does not get.
        "APT::Sandbox::User=",
        "Acquire::Languages=none",
        // A mirror may be kept as it was on some day. Its signature is checked as ever.
        "Acquire::Check-Valid-Until=false",
        "Acquire::http::Timeout=60",
        "Acquire::Retries=3",
    ];
    for setting in settings {
        command.args(["-o", setting]);
    }
    command
}

/// The sources to take MySQL from, given the machine's own as lines of mirror, suite and component.
fn sources(distribution: &Distribution, targets: &str) -> Result<String, String> {
    let own = |line: &str| {
        let mut fields = line.split_whitespace();
        let (mirror, suite, component) = (fields.next()?, fields.next()?, fields.next()?);
        // Security and third-party sources have the suite's name only as a part of theirs.
        distribution.has_suite(suite).then(|| (mirror.to_owned(), component.to_owned()))
    };
    let own: Vec<(String, String)> = targets.lines().filter_map(own).collect();
    let lines: Vec<String> = match distribution {
        Distribution::Debian { .. } => {
            let main = own.iter().filter(|(_, component)| component == "main").take(1);
            main.map(|(mirror, _)| format!("deb [signed-by={DEBIAN_KEYRING}] {mirror} sid main\n")).collect()
        }
        Distribution::Ubuntu { codename } => own
            .iter()
            .map(|(mirror, component)| {
                format!("deb [signed-by={UBUNTU_KEYRING}] {mirror} {codename} {component}\n")
            })
            .collect(),
    };
    if lines.is_empty() {
        return Err(format!("apt names no mirror of the suite {}", distribution.codename()));
    }
    Ok(lines.concat())
}

const DEBIAN_KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";
const UBUNTU_KEYRING: &str = "/usr/share/keyrings/ubuntu-archive-keyring.gpg";

/// The package with the highest version in its name, or the one without a version.
fn newest_package(search: &str) -> Option<String> {
    let names = search.lines().filter_map(|line| line.split_whitespace().next());
    let names = names.filter_map(|name| {
        let version = name.strip_prefix("mysql-server-core")?;
        match version.strip_prefix('-') {
            None if version.is_empty() => Some((vec![u32::MAX], name)),
            Some(version) if version.chars().all(|c| c.is_ascii_digit() || c == '.') => {
                Some((Version::parse(version)?.numbers, name))
            }
            _ => None,
        }
    });
    names.max().map(|(_, name)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn debian() -> Distribution {
        Distribution::Debian { codename: "bookworm".to_owned() }
    }

    #[test]
    fn distributions_are_told_by_os_release() {
        let text = "PRETTY_NAME=\"Debian\"\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\nID=debian\n";
        assert_eq!(Distribution::parse(text), Some(debian()));
        let text = "ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=\"noble\"\n";
        let ubuntu = Distribution::Ubuntu { codename: "noble".to_owned() };
        assert_eq!(Distribution::parse(text), Some(ubuntu));
        assert_eq!(Distribution::parse("ID=fedora\n"), None);
        assert_eq!(Distribution::parse(""), None);
    }

    #[test]
    fn mirrors_are_the_machines_own() {
        let targets = "http://tools.test/apt cloud-bookworm main\n\
                       http://mirror.test/security bookworm-security main\n\
                       http://mirror.test/debian bookworm contrib\n\
                       http://mirror.test/debian bookworm main\n\
                       http://mirror.test/debian bookworm-updates main\n";
        let expected = "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] \
                        http://mirror.test/debian sid main\n";
        assert_eq!(sources(&debian(), targets).as_deref(), Ok(expected));
        let role = targets.replace("bookworm ", "unstable ");
        assert_eq!(sources(&debian(), &role).as_deref(), Ok(expected));
        assert!(sources(&debian(), "").is_err());
        let ubuntu = Distribution::Ubuntu { codename: "noble".to_owned() };
        let targets = "http://mirror.test/u noble main\nhttp://mirror.test/u noble universe\n";
        let lines = sources(&ubuntu, targets).unwrap_or_default();
        assert_eq!(lines.lines().count(), 2);
        assert!(lines.ends_with(" http://mirror.test/u noble universe\n"));
    }

    #[test]
    fn the_newest_server_package_is_taken() {
        let search = "mysql-server-core-8.0 - MySQL database server binaries\n\
                      mysql-server-core-8.4 - MySQL database server binaries\n\
                      mysql-server-core-8.4-dbgsym - symbols\n";
        assert_eq!(newest_package(search).as_deref(), Some("mysql-server-core-8.4"));
        let plain = "mysql-server-core - MySQL database server binaries\n";
        assert_eq!(newest_package(&[search, plain].concat()).as_deref(), Some("mysql-server-core"));
        assert_eq!(newest_package(""), None);
    }
}
