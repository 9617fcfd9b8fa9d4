//! A schema with a file for each object, held to cases in files, and to the schema that the files make again.
//!
//! `tests/split_files/<flavour>/<case>.sql` is replayed and split; `<case>.txt` beside it are the files, each below a
//! line with its path. `ENT_BLESS=1` writes the second from the first, to be read before it is committed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ent_engine::dialect::{self, Dialect};
use ent_engine::diff::{DiffOptions, diff};
use ent_engine::model::Realm;
use ent_engine::plan::{MAIN_FILE, PlanOptions, SqlFile, split};
use ent_engine::replay::{Replay, ReplayOptions};

fn replayed<'t>(dialect: &dyn Dialect, texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Realm {
    let mut replay = Replay::new(dialect, &ReplayOptions::default());
    for (file, text) in texts {
        replay.run(file, text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    }
    replay.into_realm()
}

fn text_of<'f>(files: &'f [SqlFile], path: &str) -> &'f str {
    &files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no file {path}")).text
}

/// The files that one takes in, by their paths from the folder.
fn imports(file: &SqlFile) -> Vec<PathBuf> {
    let folder = Path::new(&file.path).parent().unwrap();
    let lines = file.text.lines().filter_map(|line| line.strip_prefix("-- atlas:import "));
    let resolved = |import: &str| {
        let mut path = folder.to_path_buf();
        for part in import.split('/') {
            if part == ".." { assert!(path.pop()) } else { path.push(part) }
        }
        path
    };
    lines.map(resolved).collect()
}

#[test]
fn cases() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/split_files");
    let bless = std::env::var_os("ENT_BLESS").is_some();
    let (mut count, mut failures) = (0, Vec::new());
    for flavor in ["sqlite", "postgres", "mysql"] {
        let dialect = dialect::of(flavor.parse().unwrap());
        let files = fs::read_dir(root.join(flavor)).unwrap().map(|entry| entry.unwrap().path());
        for path in files.map(|path| path.with_extension("sql")).collect::<BTreeSet<_>>() {
            count += 1;
            let realm =
                replayed(dialect.as_ref(), [("case.sql", fs::read_to_string(&path).unwrap().as_str())]);
            let printed = dialect.print(&realm, &PlanOptions::default()).unwrap();
            let files = split(dialect.as_ref(), &printed);
            let main = files.iter().find(|file| file.path == MAIN_FILE).unwrap();
            let order = imports(main);

            // Each file comes after those that it takes in.
            for (at, path) in order.iter().enumerate() {
                let file = files.iter().find(|file| Path::new(&file.path) == path).unwrap();
                for need in imports(file) {
                    assert!(order[..at].contains(&need), "{path:?} comes before {need:?}");
                }
            }
            assert_eq!(order.len() + 1, files.len());

            let texts = order.iter().map(|path| path.to_str().unwrap()).chain([MAIN_FILE]);
            let again = replayed(dialect.as_ref(), texts.map(|path| (path, text_of(&files, path))));
            for (from, to) in [(&realm, &again), (&again, &realm)] {
                let left = diff(dialect.as_ref(), from, to, &DiffOptions::default());
                assert_eq!(left.changes, [], "{}", path.display());
            }

            let found: String =
                files.iter().map(|file| format!("-- {} --\n{}", file.path, file.text)).collect();
            let golden = path.with_extension("txt");
            if bless {
                fs::write(&golden, &found).unwrap();
            } else if fs::read_to_string(&golden).unwrap_or_default() != found {
                failures.push(format!("{}\n{found}", golden.display()));
            }
        }
    }
    assert!(count >= 5, "only {count} cases found");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
