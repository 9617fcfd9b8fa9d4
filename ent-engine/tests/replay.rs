//! Replay, held to cases in files.
//!
//! `tests/replay/<flavour>/<case>.sql` is replayed; `<case>.txt` beside it is the state that comes of it, or the error.
//! `ENT_BLESS=1 cargo test -p ent-engine --test replay` writes the second from the first, to be read before it is
//! committed.

#[path = "replay/dump.rs"]
mod dump;

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

#[test]
fn cases() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/replay");
    let bless = std::env::var_os("ENT_BLESS").is_some();
    let (mut count, mut failures) = (0, Vec::new());
    for flavor in ["sqlite", "postgres", "mysql", "mariadb"] {
        let mut cases: Vec<_> =
            fs::read_dir(root.join(flavor)).unwrap().map(|entry| entry.unwrap().path()).collect();
        cases.retain(|path| path.extension().is_some_and(|extension| extension == "sql"));
        cases.sort();
        for path in cases {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let found = outcome(flavor, &name, &fs::read_to_string(&path).unwrap());
            let golden = path.with_extension("txt");
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
