//! Cases of diff and plan as data: one file a case under `tests/plan/<database>/`, with the state
//! before and after in a small notation (`plan/notation.rs`), and what must come out.
//!
//! `ENT_BLESS=1` writes what comes out into the files; read the difference before you commit.

#[path = "plan/case.rs"]
mod case;
#[path = "plan/notation.rs"]
mod notation;

use std::fs;
use std::path::{Path, PathBuf};

use ent_engine::dialect::{self, DialectName, Flavor};

fn run(folder: &str, name: DialectName) {
    let dialect = dialect::of(Flavor::new(name));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plan").join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(&root)
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "case"));
    paths.sort();
    assert!(paths.len() >= 40, "only {} cases in {}", paths.len(), root.display());
    let mut failures = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("a readable case");
        let case = case::Case::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let outcome = case.run(&*dialect);
        if std::env::var_os("ENT_BLESS").is_some() {
            fs::write(&path, case.print(&outcome)).expect("a writable case");
        } else if case.expected != outcome.sections {
            failures.push(format!("{}\n{}", path.display(), case.print(&outcome)));
        }
        failures.extend(outcome.broken.iter().map(|what| format!("{}: {what}", path.display())));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn sqlite() {
    run("sqlite", DialectName::Sqlite);
}

#[test]
fn postgres() {
    run("postgres", DialectName::Postgres);
}

#[test]
fn mysql() {
    run("mysql", DialectName::Mysql);
}

#[test]
fn mariadb() {
    run("mariadb", DialectName::Mariadb);
}
