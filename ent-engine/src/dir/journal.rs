//! Writes that are whole or not at all, whatever happens in between.
//!
//! New files are first written beside their place under names that every tool overlooks; then a
//! journal appears that lists what is left to do: moves and removals, each of which may be done
//! twice. Whoever finds a journal completes it; whoever finds left-over files and no journal
//! removes them.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::DirError;

/// Name of the journal.
const JOURNAL: &str = ".ent-journal";
/// How the names of files begin that are not in their place yet.
const TEMPORARY: &str = ".ent-tmp-";

/// One step of a write. Each leaves the directory in a state that [`recover`] understands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Write a new file beside its place.
    Prepare {
        /// Name beside the place.
        temporary: String,
        /// Content.
        content: Vec<u8>,
    },
    /// Write the journal: from here on the write will be completed.
    Commit {
        /// Content of the journal.
        journal: String,
    },
    /// Move a file to its place.
    Move {
        /// Name beside the place.
        temporary: String,
        /// Path below the directory.
        name: String,
    },
    /// Remove a file.
    Remove {
        /// Path below the directory.
        name: String,
    },
    /// Remove the journal.
    Finish,
}

/// The steps that write `add` in order and remove `remove`; the last file of `add` comes last.
pub fn steps(add: &[(&str, &[u8])], remove: &[&str]) -> Vec<Step> {
    let temporary = |i: usize| format!("{TEMPORARY}{i}");
    let mut steps = Vec::new();
    for (i, (_, content)) in add.iter().enumerate() {
        steps.push(Step::Prepare { temporary: temporary(i), content: content.to_vec() });
    }
    let mut tail = Vec::new();
    for (i, (name, _)) in add.iter().enumerate() {
        // Removals come before the last file, which is the sum.
        if i + 1 == add.len() {
            tail.extend(remove.iter().map(|name| Step::Remove { name: (*name).to_owned() }));
        }
        tail.push(Step::Move { temporary: temporary(i), name: (*name).to_owned() });
    }
    steps.push(Step::Commit { journal: journal_text(&tail) });
    steps.extend(tail);
    steps.push(Step::Finish);
    steps
}

/// Runs `steps` in `root`.
///
/// # Errors
/// What the file system refuses. The directory is left as it was, or [`recover`] completes it.
pub fn run(root: &Path, steps: &[Step]) -> Result<(), DirError> {
    for step in steps {
        run_step(root, step)?;
    }
    sync_dir(root);
    Ok(())
}

/// Completes or takes back what a run that was cut off has left in `root`.
///
/// # Errors
/// What the file system refuses.
pub fn recover(root: &Path) -> Result<(), DirError> {
    let path = root.join(JOURNAL);
    match fs::read_to_string(&path) {
        Ok(text) => {
            run(root, &journal_steps(&text))?;
            run_step(root, &Step::Finish)
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => remove_temporaries(root),
        Err(error) => Err(DirError::io("read", path, error)),
    }
}

fn run_step(root: &Path, step: &Step) -> Result<(), DirError> {
    match step {
        Step::Prepare { temporary, content } => write_synced(&root.join(temporary), content),
        Step::Commit { journal } => {
            let temporary = root.join(format!("{TEMPORARY}journal"));
            write_synced(&temporary, journal.as_bytes())?;
            rename(&temporary, &root.join(JOURNAL))?;
            sync_dir(root);
            Ok(())
        }
        Step::Move { temporary, name } => {
            let (from, to) = (root.join(temporary), root.join(name));
            if !from.exists() {
                return Ok(());
            }
            if let Some(parent) = to.parent() {
                fs::create_dir_all(parent).map_err(|error| DirError::io("create", parent, error))?;
            }
            rename(&from, &to)
        }
        Step::Remove { name } => {
            let path = root.join(name);
            remove_if_there(&path)?;
            // A folder of Diesel's goes with its last file.
            if let Some(parent) = path.parent().filter(|parent| *parent != root) {
                let _ = fs::remove_dir(parent);
            }
            Ok(())
        }
        Step::Finish => {
            sync_dir(root);
            remove_if_there(&root.join(JOURNAL))
        }
    }
}

fn journal_text(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps {
        match step {
            Step::Move { temporary, name } => text.push_str(&format!("move {temporary} {name}\n")),
            Step::Remove { name } => text.push_str(&format!("remove {name}\n")),
            _ => {}
        }
    }
    text
}

fn journal_steps(text: &str) -> Vec<Step> {
    text.lines()
        .filter_map(|line| match line.split_once(' ')? {
            ("move", rest) => {
                let (temporary, name) = rest.split_once(' ')?;
                Some(Step::Move { temporary: temporary.to_owned(), name: name.to_owned() })
            }
            ("remove", name) => Some(Step::Remove { name: name.to_owned() }),
            _ => None,
        })
        .collect()
}

fn remove_temporaries(root: &Path) -> Result<(), DirError> {
    let entries = match fs::read_dir(root) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(DirError::io("list", root, error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| DirError::io("list", root, error))?;
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            remove_if_there(&entry.path())?;
        }
    }
    Ok(())
}

fn write_synced(path: &Path, content: &[u8]) -> Result<(), DirError> {
    let write = || {
        let mut file = fs::File::create(path)?;
        file.write_all(content)?;
        file.sync_all()
    };
    write().map_err(|error| DirError::io("write", path, error))
}

fn rename(from: &Path, to: &Path) -> Result<(), DirError> {
    fs::rename(from, to).map_err(|error| DirError::io("write", to, error))
}

fn remove_if_there(path: &PathBuf) -> Result<(), DirError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(DirError::io("remove", path, error))
        }
        _ => Ok(()),
    }
}

/// Has the file system keep the names in a directory. Not every system can; then the names are as
/// safe as it makes them.
fn sync_dir(root: &Path) {
    if let Ok(dir) = fs::File::open(root) {
        let _ = dir.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files of a directory, hidden ones too.
    fn list(root: &Path) -> Vec<(String, String)> {
        let mut files: Vec<_> = fs::read_dir(root)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| {
                (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())
            })
            .collect();
        files.sort();
        files
    }

    #[test]
    fn a_write_cut_off_anywhere_is_completed_or_taken_back() {
        let add: [(&str, &[u8]); 3] = [("2.up.sql", b"up"), ("2.down.sql", b"down"), ("atlas.sum", b"sum 2")];
        let steps = steps(&add, &["1.up.sql"]);
        let before = [("1.up.sql", "one"), ("atlas.sum", "sum 1")];
        let after = [("2.down.sql", "down"), ("2.up.sql", "up"), ("atlas.sum", "sum 2")];
        let owned = |files: &[(&str, &str)]| {
            files.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect::<Vec<_>>()
        };
        for done in 0..=steps.len() {
            let root = tempfile::tempdir().unwrap();
            for (name, text) in before {
                fs::write(root.path().join(name), text).unwrap();
            }
            run(root.path(), &steps[..done]).unwrap();
            recover(root.path()).unwrap();
            let committed = steps[..done].iter().any(|step| matches!(step, Step::Commit { .. }));
            let expected = if committed { owned(&after) } else { owned(&before) };
            assert_eq!(list(root.path()), expected, "after {done} steps");
            // Recovering twice changes nothing.
            recover(root.path()).unwrap();
            assert_eq!(list(root.path()), expected);
        }
    }

    #[test]
    fn a_recovery_cut_off_anywhere_is_completed_by_the_next() {
        let add: [(&str, &[u8]); 2] = [("2.up.sql", b"up"), ("atlas.sum", b"sum 2")];
        let steps = steps(&add, &["1.up.sql"]);
        let commit = steps.iter().position(|step| matches!(step, Step::Commit { .. })).unwrap();
        for done in commit + 1..steps.len() {
            let root = tempfile::tempdir().unwrap();
            fs::write(root.path().join("1.up.sql"), "one").unwrap();
            run(root.path(), &steps[..commit + 1]).unwrap();
            // The first recovery gets so far.
            run(root.path(), &steps[commit + 1..done]).unwrap();
            recover(root.path()).unwrap();
            let names: Vec<String> = list(root.path()).into_iter().map(|(name, _)| name).collect();
            assert_eq!(names, ["2.up.sql", "atlas.sum"]);
        }
    }
}
