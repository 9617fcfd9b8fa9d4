use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, process};

use crate::apt::{self, Distribution};
use crate::binaries::is_mysql;
use crate::shell;

/// A folder laid out like the root of a system, with a `mysqld` and the libraries that it needs.
///
/// Debian's stable suite has no MySQL, and MariaDB's packages keep MySQL's out where a suite has
/// both. So MySQL's packages are unpacked, not installed, and `mysqld` is started through the
/// unpacked loader with the unpacked libraries; that needs no root and no `chroot`. A folder made
/// by `debootstrap --include=mysql-server` serves as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MySqlTree {
    root: PathBuf,
    loader: PathBuf,
    libraries: PathBuf,
}

/// How to call `mysqld` in a tree that is open as file 9.
pub(crate) struct LoaderCommand {
    /// The loader and what it loads.
    pub(crate) words: Vec<String>,
    /// Where `mysqld` finds the rest of its package.
    pub(crate) settings: Vec<String>,
}

/// Written last, so a tree without it was not finished.
const MARKER: &str = ".ent-complete";

/// `/proc/self/fd` needs no right to walk the folders above the tree, which is in somebody's home.
const TREE: &str = "/proc/self/fd/9";

impl LoaderCommand {
    pub(crate) fn new(tree: &MySqlTree) -> Self {
        let libraries = format!("{TREE}/{}", tree.libraries.display());
        let words = vec![
            format!("{TREE}/{}", tree.loader.display()),
            "--library-path".to_owned(),
            format!("{libraries}:{TREE}/usr/lib/mysql/private"),
            format!("{TREE}/usr/sbin/mysqld"),
        ];
        let settings = vec![
            format!("--basedir={TREE}/usr"),
            format!("--lc-messages-dir={TREE}/usr/share/mysql"),
            format!("--plugin-dir={TREE}/usr/lib/mysql/plugin"),
            "--secure-file-priv=".to_owned(),
        ];
        Self { words, settings }
    }
}

impl MySqlTree {
    /// The root of the tree.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The finished tree in the user's cache, if there is one.
    pub(crate) fn cached() -> Option<Self> {
        let root = cache_folder()?.join("mysql-sid");
        if root.join(MARKER).is_file() {
            return Self::open(&root);
        }
        // debootstrap keeps this folder until it is through.
        let adoptable = !root.join("debootstrap").exists();
        let tree = Self::open(&root).filter(|tree| adoptable && tree.works())?;
        File::create(root.join(MARKER)).ok()?;
        Some(tree)
    }

    /// The tree in the user's cache, made if there is none.
    ///
    /// # Errors
    /// A clause that tells why there can be none.
    pub(crate) fn cached_or_made(report: fn(&str)) -> Result<Self, String> {
        if let Some(tree) = Self::cached() {
            return Ok(tree);
        }
        if !cfg!(target_os = "linux") {
            return Err("there is no mysqld on PATH".to_owned());
        }
        let distribution = Distribution::of_this_machine()?;
        let cache = cache_folder().ok_or("neither XDG_CACHE_HOME nor HOME is set")?;
        let because = |error| format!("cannot write to {}: {error}", cache.display());
        fs::create_dir_all(&cache).map_err(because)?;
        let lock = File::create(cache.join("mysql-sid.lock")).map_err(because)?;
        lock.lock().map_err(because)?;
        // Somebody else may have made it while we waited.
        if let Some(tree) = Self::cached() {
            return Ok(tree);
        }
        let root = cache.join("mysql-sid");
        report(&format!("unpacking MySQL into {} (about 60 MB to fetch)", root.display()));
        let next = cache.join(format!("mysql-sid.{}", process::id()));
        let made = Self::make(&next, &distribution).and_then(|()| {
            remove(&root)?;
            fs::rename(&next, &root).map_err(because)
        });
        if let Err(reason) = made {
            // What is wrong is said; that the rest could not be cleared away as well is not.
            let _ = remove(&next);
            return Err(reason);
        }
        Self::open(&root).ok_or_else(|| format!("{} has no mysqld", root.display()))
    }

    /// Makes a tree in `root`, which must not be there.
    fn make(root: &Path, distribution: &Distribution) -> Result<(), String> {
        remove(root)?;
        let packages = root.join("packages");
        apt::fetch_mysql(distribution, &packages)?;
        for file in apt::fetched(&packages)? {
            shell::run(Command::new("dpkg-deb").arg("-x").arg(file).arg(root))?;
        }
        remove(&packages)?;
        let tree = Self::open(root).ok_or("the unpacked packages have no mysqld")?;
        if !tree.works() {
            return Err("the unpacked mysqld does not start on this machine".to_owned());
        }
        File::create(root.join(MARKER)).map_err(|error| error.to_string())?;
        Ok(())
    }

    /// The tree in `root` if it has the files that count.
    fn open(root: &Path) -> Option<Self> {
        let libraries = fs::read_dir(root.join("usr/lib")).ok()?;
        let libraries = libraries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.ends_with("-linux-gnu"))
            .find(|name| root.join("usr/lib").join(name).join("libc.so.6").exists())?;
        let libraries = Path::new("usr/lib").join(libraries);
        let loader = fs::read_dir(root.join(&libraries)).ok()?;
        let loader = loader
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .find(|name| is_loader(name))?;
        let tree = Self { root: root.to_owned(), loader: libraries.join(loader), libraries };
        root.join("usr/sbin/mysqld").is_file().then_some(tree)
    }

    /// Whether the tree's `mysqld` starts far enough to tell its version.
    fn works(&self) -> bool {
        let libraries = self.root.join(&self.libraries);
        let mut command = Command::new(self.root.join(&self.loader));
        command.arg("--library-path").arg(libraries).arg(self.root.join("usr/sbin/mysqld"));
        shell::output(command.arg("--version")).is_some_and(|banner| is_mysql(&banner))
    }
}

/// Whether a file of the C library's folder is the dynamic loader: `ld-linux-x86-64.so.2`,
/// `ld-linux-aarch64.so.1`.
fn is_loader(name: &str) -> bool {
    name.starts_with("ld-linux") && name.contains(".so.")
}

fn cache_folder() -> Option<PathBuf> {
    let xdg = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || env::var_os("HOME").map(|home| Path::new(&home).join(".cache"));
    Some(xdg.or_else(home)?.join("ent-test-servers"))
}

/// Removes a tree, stopping at mounted file systems: an unfinished chroot may have `proc` in it.
fn remove(folder: &Path) -> Result<(), String> {
    shell::run(Command::new("rm").args(["-rf", "--one-file-system", "--"]).arg(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_needs_a_loader_a_c_library_and_a_mysqld() {
        let root = env::temp_dir().join(format!("ent-tree-{}", process::id()));
        let libraries = root.join("usr/lib/x86_64-linux-gnu");
        fs::create_dir_all(&libraries).expect("a folder");
        fs::create_dir_all(root.join("usr/sbin")).expect("a folder");
        let add = |path: &str| File::create(root.join(path)).map(drop).expect("a file");
        add("usr/lib/x86_64-linux-gnu/libc.so.6");
        assert_eq!(MySqlTree::open(&root), None);
        add("usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2");
        assert_eq!(MySqlTree::open(&root), None);
        add("usr/sbin/mysqld");
        let tree = MySqlTree::open(&root).expect("a tree");
        assert_eq!(
            LoaderCommand::new(&tree).words.join(" "),
            "/proc/self/fd/9/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 --library-path \
             /proc/self/fd/9/usr/lib/x86_64-linux-gnu:/proc/self/fd/9/usr/lib/mysql/private \
             /proc/self/fd/9/usr/sbin/mysqld"
        );
        // An empty file is no program.
        assert!(!tree.works());
        remove(&root).expect("removed");
        assert!(!root.exists());
    }
}
