//! What the history of a directory amounts to, kept from one run to the next: the longer a history, the less of it
//! changes.

use std::fs;
use std::path::{Path, PathBuf};

use ent_engine::author::{self, AuthorError};
use ent_engine::dialect::Dialect;
use ent_engine::dir::Migration;
use ent_engine::replay::Replay;

use crate::cache::{hash_of, program};

/// The replay of a history, kept in a file of its own. One that is missing, cut off or of other files than those at
/// hand is made anew.
pub(crate) struct Replayed {
    path: Option<PathBuf>,
}

impl Replayed {
    /// Kept in the folder `out_dir` for the migration directory `dir`; nowhere without a folder.
    pub fn new(out_dir: Option<&Path>, dir: &Path) -> Self {
        Self { path: out_dir.map(|folder| folder.join(format!("ent-build.{:016x}.replay", hash_of(&dir)))) }
    }

    /// The replay of `history`.
    pub fn replay<'d>(
        &self,
        dialect: &'d dyn Dialect,
        history: &[Migration],
    ) -> Result<Replay<'d>, AuthorError> {
        let Some(path) = &self.path else { return author::replay(dialect, history) };
        let texts: Vec<_> =
            history.iter().map(|migration| (&migration.up.file, &migration.up.text)).collect();
        let key = hash_of(&(program(), dialect.flavor().to_string(), texts)).to_le_bytes();
        if let Some(replay) = fs::read(path).ok().and_then(|kept| resume(dialect, key, &kept)) {
            return Ok(replay);
        }
        let replay = author::replay(dialect, history)?;
        // Not being able to keep it costs the next run its time and nothing else.
        let _ = keep(path, key, &replay.snapshot());
        Ok(replay)
    }
}

/// The file holds the key, a hash of what follows, and the snapshot.
fn keep(path: &Path, key: [u8; 8], snapshot: &[u8]) -> std::io::Result<()> {
    let next = path.with_extension(format!("{}.tmp", std::process::id()));
    fs::write(&next, [&key[..], &hash_of(&snapshot).to_le_bytes(), snapshot].concat())?;
    fs::rename(next, path)
}

fn resume<'d>(dialect: &'d dyn Dialect, key: [u8; 8], kept: &[u8]) -> Option<Replay<'d>> {
    let (head, snapshot) = kept.split_at_checked(16)?;
    let is_whole = head == [key, hash_of(&snapshot).to_le_bytes()].concat();
    is_whole.then(|| Replay::resume(dialect, snapshot)).flatten()
}

#[cfg(test)]
mod tests {
    use ent_engine::dialect;
    use ent_engine::dir::Script;

    use super::*;

    fn history(table: &str) -> Vec<Migration> {
        let up = Script::new("1_a.up.sql", format!("CREATE TABLE {table} (id serial PRIMARY KEY);"));
        vec![Migration { version: "1".to_owned(), description: String::new(), up, down: None }]
    }

    #[test]
    fn only_what_is_whole_and_of_these_files_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let dialect = dialect::of("postgres".parse().unwrap());
        let replayed = Replayed::new(Some(folder.path()), Path::new("migrations"));
        let path = replayed.path.clone().unwrap();
        let table = |history: &[Migration]| {
            let realm = replayed.replay(&*dialect, history).unwrap().into_realm();
            realm.tables().map(|(_, table)| table.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(table(&history("a")), ["a"]);
        let kept = fs::read(&path).unwrap();
        assert_eq!(table(&history("a")), ["a"]);
        assert_eq!(table(&history("b")), ["b"], "other files");
        for length in 0..kept.len() {
            fs::write(&path, &kept[..length]).unwrap();
            assert_eq!(table(&history("a")), ["a"], "cut off after {length} bytes");
        }
        let mut torn = kept.clone();
        let last = torn.len() - 1;
        torn[last] ^= 1;
        fs::write(&path, &torn).unwrap();
        assert_eq!(table(&history("a")), ["a"]);
        assert_eq!(fs::read(&path).unwrap(), kept, "made anew");
    }
}
