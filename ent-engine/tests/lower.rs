//! Declarations in, tables out: each folder of `tests/lower` holds a `schema.rs` and, per database,
//! the text of what it is lowered to; each file of `tests/lower_errors` holds cases that are wrong,
//! beside a text of what is said about them. `ENT_BLESS=1` writes the texts anew.

#[path = "lower_support/mod.rs"]
mod support;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use ent_engine::dialect::{self, Flavor};
use ent_engine::graph::{Diagnostic, Graph};
use ent_engine::lower::lower;
use support::{Directives, declarations, dump_graph, dump_realm};

const DATABASES: [&str; 4] = ["sqlite", "postgres", "mysql", "mariadb"];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// Files or folders of a folder, by name.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}

/// Compares `actual` with the file, or writes it; the difference, if there is one.
fn compare(file: &Path, actual: &str) -> Option<String> {
    if std::env::var_os("ENT_BLESS").is_some() {
        std::fs::write(file, actual).expect("a file that can be written");
        return None;
    }
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    (expected != actual)
        .then(|| format!("{}\n--- expected\n{expected}\n--- actual\n{actual}", file.display()))
}

fn told(problems: &[Diagnostic]) -> String {
    problems.iter().fold(String::new(), |mut text, problem| {
        let _ = writeln!(text, "error: {problem}");
        text
    })
}

fn lowered(graph: &Graph, flavor: Flavor, directives: &Directives) -> String {
    match lower(graph, dialect::of(flavor).as_ref(), &directives.options(flavor)) {
        Ok(realm) => dump_realm(&realm),
        Err(problems) => told(&problems),
    }
}

#[test]
fn declarations_become_tables() {
    let mut failures = Vec::new();
    let folders = entries(&folder("lower"));
    assert!(folders.len() > 10, "the cases are missing");
    for case in folders {
        let source = std::fs::read_to_string(case.join("schema.rs")).expect("a schema.rs");
        let directives = Directives::read(&source);
        let graph = match declarations("schema.rs", &source).and_then(|found| Graph::compile(&found)) {
            Ok(graph) => graph,
            Err(problems) => {
                failures.push(format!("{}\n{}", case.display(), told(&problems)));
                continue;
            }
        };
        failures.extend(compare(&case.join("graph.txt"), &dump_graph(&graph)));
        for database in DATABASES {
            for flavor in directives.flavors(database) {
                let actual = lowered(&graph, flavor, &directives);
                let file = match flavor == Flavor::new(flavor.name) {
                    true => format!("{database}.txt"),
                    false => format!("{database}-{}.txt", flavor.version),
                };
                failures.extend(compare(&case.join(file), &actual));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn the_order_of_files_does_not_matter() {
    for case in entries(&folder("lower")) {
        let source = std::fs::read_to_string(case.join("schema.rs")).expect("a schema.rs");
        let mut declarations = declarations("schema.rs", &source).expect("declarations");
        let graph = Graph::compile(&declarations).expect("a graph");
        declarations.reverse();
        assert_eq!(graph, Graph::compile(&declarations).expect("a graph"), "{}", case.display());
    }
}

#[test]
fn what_is_wrong_is_told() {
    let mut failures = Vec::new();
    let files: Vec<PathBuf> = entries(&folder("lower_errors"))
        .into_iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    assert!(files.len() > 3, "the cases are missing");
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a file of cases");
        let mut actual = String::new();
        for case in text.split("// case: ").skip(1) {
            let (name, source) = case.split_once('\n').expect("a case with a source");
            let directives = Directives::read(source);
            let declarations = match declarations("schema.rs", source) {
                Ok(declarations) => declarations,
                Err(problems) => {
                    failures.push(format!("{}: `{name}` is not read\n{}", file.display(), told(&problems)));
                    continue;
                }
            };
            let told = match Graph::compile(&declarations) {
                Err(problems) => told(&problems),
                Ok(graph) => DATABASES
                    .iter()
                    .flat_map(|database| directives.flavors(database))
                    .map(|flavor| {
                        (flavor, lower(&graph, dialect::of(flavor).as_ref(), &directives.options(flavor)))
                    })
                    .filter_map(|(flavor, result)| Some((flavor, result.err()?)))
                    .map(|(flavor, problems)| format!("{flavor}\n{}", told(&problems)))
                    .collect(),
            };
            assert!(!told.is_empty(), "{}: nothing is wrong with `{name}`", file.display());
            let _ = write!(actual, "== {name}\n{told}\n");
        }
        failures.extend(compare(&file.with_extension("txt"), &actual));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
