//! Replay, held to cases in files.
//!
//! `tests/replay/<flavour>/<case>.sql` is replayed; `<case>.txt` beside it is the state that comes of it, or the error.
//! Where the SQL is a directory that the tests with servers run too, it stands there only.
//! `ENT_BLESS=1 cargo test -p ent-engine --test replay` writes the second from the first, to be read before it is
//! committed.

#[path = "replay/dump.rs"]
mod dump;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ent_engine::dialect;
use ent_engine::replay::{Replay, ReplayOptions};

/// What a file comes to.
fn outcome(flavor: &str, file: &str, text: &str) -> String {
    let flavor = flavor.parse().unwrap();
    let dialect = dialect::of(flavor);
    let mut replay = Replay::new(dialect.as_ref(), &ReplayOptions::default());
    match replay.run(file, text) {
        Ok(()) => dump::dump(replay.realm()),
        Err(error) => format!("{error}\n"),
    }
}

/// The SQL of a case: beside what is expected, or a written case or the one file of a directory that servers run.
fn sql(golden: &Path, flavor: &str, case: &str) -> String {
    let own = golden.with_extension("sql");
    if own.exists() {
        return fs::read_to_string(own).unwrap();
    }
    // A case that servers run too, where there is one: `change_of_` two states, one after the other here.
    let written = format!("../tests/ddl/cases/{}/change_of_{case}.sql", flavor.split(':').next().unwrap());
    if let Ok(text) = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(written)) {
        return text;
    }
    let shared = format!("../tests/runtime/tests/directories/{flavor}/{case}");
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join(shared);
    let file = fs::read_dir(shared).unwrap().map(|entry| entry.unwrap().path()).next();
    fs::read_to_string(file.unwrap()).unwrap()
}

#[test]
fn cases() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/replay");
    let bless = std::env::var_os("ENT_BLESS").is_some();
    let (mut count, mut failures) = (0, Vec::new());
    for flavor in ["sqlite", "postgres", "postgres:18", "mysql", "mariadb"] {
        let files =
            fs::read_dir(root.join(flavor.replace(':', "_"))).unwrap().map(|entry| entry.unwrap().path());
        let cases: BTreeSet<_> = files.map(|path| path.with_extension("txt")).collect();
        for golden in cases {
            let case = golden.file_stem().unwrap().to_str().unwrap().to_owned();
            let name = format!("{case}.sql");
            let found = outcome(flavor, &name, &sql(&golden, flavor, &case));
            count += 1;
            if bless {
                fs::write(&golden, &found).unwrap();
                continue;
            }
            let expected = fs::read_to_string(&golden).unwrap_or_default();
            if found != expected {
                failures.push(format!("{flavor}/{name}:\n--- expected\n{expected}--- found\n{found}"));
            }
        }
    }
    assert!(count > 20, "only {count} cases found");
    assert!(failures.is_empty(), "{} of {count} cases differ\n{}", failures.len(), failures.join("\n"));
}
