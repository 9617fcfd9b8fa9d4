//! SQL files that take in others: `-- atlas:import tables/users.sql`, at the top of a file, below it an empty line.
//!
//! The path is read from the folder of the file that says it; a folder stands for the SQL files in it and in its
//! folders. What is taken in comes before the file, and each file once, wherever it is asked for first.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use ent_engine::dir::Script;
use ent_engine::model::Realm;
use ent_engine::plan::MAIN_FILE;
use ent_engine::sql::{Directive, DirectiveOwner, file_directives};

use crate::error::CliError;

/// The texts of a file or a folder, in the order in which they run.
///
/// Of a folder these are the files in it, by name; where its `main.sql` takes in others, that one alone, with those.
pub(super) fn load(path: &Path) -> Result<Vec<Script>, CliError> {
    let mut loading = Loading::default();
    if path.is_dir() {
        for file in entries_of(path)? {
            loading.add(&file)?;
        }
    } else {
        loading.add(path)?;
    }
    Ok(loading.scripts)
}

/// Whether a folder has a file that takes in the others.
pub(super) fn has_main(folder: &Path) -> bool {
    fs::read(folder.join(MAIN_FILE))
        .is_ok_and(|bytes| imports(&String::from_utf8_lossy(&bytes)).next().is_some())
}

/// The files that a folder's state begins with.
fn entries_of(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    if has_main(folder) {
        return Ok(vec![folder.join(MAIN_FILE)]);
    }
    let mut files = Vec::new();
    list(folder, false, &mut files)?;
    if files.is_empty() {
        let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
        return Err(CliError::Other(format!("{name:?} contains no SQL files")));
    }
    Ok(files)
}

/// The SQL files of a folder, by name; with those of its folders too.
fn list(folder: &Path, deep: bool, files: &mut Vec<PathBuf>) -> Result<(), CliError> {
    let entries = fs::read_dir(folder).map_err(|source| open(folder, source))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|source| open(folder, source))?.path());
    }
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if deep {
                list(&path, deep, files)?;
            }
        } else if path.extension().is_some_and(|end| end == "sql") {
            files.push(path);
        }
    }
    Ok(())
}

#[derive(Default)]
struct Loading {
    scripts: Vec<Script>,
    /// Files that are there, or on the way, by their real paths.
    seen: BTreeSet<PathBuf>,
    /// Files that wait for those that they take in.
    waiting: Vec<(PathBuf, String)>,
}

impl Loading {
    /// Adds a file, after those that it takes in.
    fn add(&mut self, path: &Path) -> Result<(), CliError> {
        let real = fs::canonicalize(path).map_err(|source| open(path, source))?;
        if let Some(at) = self.waiting.iter().position(|(waiting, _)| *waiting == real) {
            let names = self.waiting.iter().skip(at).map(|(_, name)| name.as_str());
            let names: Vec<&str> = names.chain([self.waiting[at].1.as_str()]).collect();
            return Err(CliError::Other(format!("import cycle: {}", names.join(" -> "))));
        }
        if !self.seen.insert(real.clone()) {
            return Ok(());
        }
        let script = read(path)?;
        let directives: Vec<String> = imports(&script.text).map(str::to_owned).collect();
        if let Some(line) = misplaced(&script.text, directives.len()) {
            return Err(CliError::Other(format!(
                "{}:{line}: `atlas:import` counts only at the top of a file, with an empty line between it and the \
                 first statement",
                script.file
            )));
        }
        self.waiting.push((real, script.file.clone()));
        let folder = path.parent().unwrap_or(Path::new("."));
        for import in directives {
            let to = plain(&folder.join(&import));
            if !to.exists() {
                return Err(CliError::Other(format!(
                    "{} imports {import}, and there is no {}",
                    script.file,
                    to.display()
                )));
            }
            let mut files = Vec::new();
            if to.is_dir() {
                list(&to, true, &mut files)?;
            } else {
                files.push(to);
            }
            for file in files {
                self.add(&file)?;
            }
        }
        self.waiting.pop();
        self.scripts.push(script);
        Ok(())
    }
}

/// `path` without `..` where a name comes before it.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        let is_up = part == Component::ParentDir;
        if !(is_up && matches!(plain.components().next_back(), Some(Component::Normal(_))) && plain.pop()) {
            plain.push(part);
        }
    }
    plain
}

fn imports(text: &str) -> impl Iterator<Item = &str> {
    file_directives(text).into_iter().filter(is_import).map(|import| import.args)
}

fn is_import(directive: &Directive<'_>) -> bool {
    directive.owner == DirectiveOwner::Atlas
        && directive.name == "import"
        && directive.prefix.starts_with("--")
}

/// The line of the first import that is not among the `read` ones at the top.
fn misplaced(text: &str, read: usize) -> Option<usize> {
    let lines = text.lines().enumerate().filter(|(_, line)| {
        line.starts_with("--") && Directive::on_line(line).is_some_and(|found| is_import(&found))
    });
    lines.map(|(at, _)| at + 1).nth(read)
}

fn read(path: &Path) -> Result<Script, CliError> {
    let bytes = fs::read(path).map_err(|source| open(path, source))?;
    // Data in another encoding must not keep the schema from being read.
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Script::new(path.display().to_string(), text))
}

/// Refuses a schema that has something of a file in it which is not UTF-8: rows and comments in another encoding do no
/// harm, a name or a default would be another.
///
/// # Errors
/// The file and the line of the first such byte.
pub(super) fn check_legible(scripts: &[Script], realm: &Realm) -> Result<(), CliError> {
    let odd = |script: &&Script| script.text.contains(char::REPLACEMENT_CHARACTER);
    let Some(script) = scripts.iter().find(odd) else { return Ok(()) };
    let stated = serde_json::to_string(realm).map_err(|error| CliError::Other(error.to_string()))?;
    if !stated.contains(char::REPLACEMENT_CHARACTER) {
        return Ok(());
    }
    let line = script.text.lines().take_while(|line| !line.contains(char::REPLACEMENT_CHARACTER)).count() + 1;
    Err(CliError::Other(format!(
        "{}:{line}: not UTF-8 text, and the schema would have it in a name or a value; convert the file to UTF-8",
        script.file
    )))
}

fn open(path: &Path, source: std::io::Error) -> CliError {
    CliError::Io { action: "open", path: path.to_owned(), source }
}
