//! The page `docs/replay.md`, held to the code: every row is replayed, and its verdict must be the one that the page
//! prints. `ENT_BLESS=1 cargo test -p ent-engine --test replay_page` writes the verdicts anew, to be read before they
//! are committed.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use ent_engine::dialect;
use ent_engine::model::Realm;
use ent_engine::replay::{Problem, Replay, ReplayError, ReplayOptions};

/// A server that doesn't have the statement.
const NOT_THERE: &str = "–";

/// What the page says where a statement leaves the schema as it is.
const UNCHANGED: [&str; 2] = ["passed over", "followed"];

/// What becomes of a statement, in the words of the page.
fn verdict(flavor: &str, prelude: &str, statement: &str, page: &str) -> (String, Option<ReplayError>) {
    let flavor = flavor.parse().unwrap();
    let dialect = dialect::of(flavor);
    let mut replay = Replay::new(dialect.as_ref(), &ReplayOptions::default());
    replay.run("prelude", prelude).unwrap();
    let before = replay.realm().clone();
    match replay.run("statement", statement) {
        Err(error) => ("refused".to_owned(), Some(error)),
        Ok(()) => {
            let after = replay.realm();
            let word = if before == *after {
                if UNCHANGED.contains(&page) { page } else { UNCHANGED[0] }
            } else if without_carried(&before) == without_carried(after) {
                "carried"
            } else {
                "modelled"
            };
            (word.to_owned(), None)
        }
    }
}

fn without_carried(realm: &Realm) -> Realm {
    let mut realm = realm.clone();
    realm.objects.clear();
    realm.schemas.iter_mut().for_each(|schema| schema.objects.clear());
    realm
}

/// Refused because it can't be known, not because the example is wrong.
fn is_honest(error: &ReplayError) -> bool {
    matches!(*error.problem, Problem::Unknowable(_) | Problem::Unknown(_))
}

fn cells(row: &str) -> Vec<&str> {
    row.trim().trim_matches('|').split(" | ").map(str::trim).collect()
}

#[test]
fn every_row_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/replay.md");
    let page = fs::read_to_string(&path).unwrap();
    let bless = env::var_os("ENT_BLESS").is_some();
    let (mut written, mut failures, mut count) = (String::new(), Vec::new(), 0);
    let (mut flavors, mut prelude, mut in_code) = (Vec::new(), String::new(), false);
    for line in page.lines() {
        let mut line = line.to_owned();
        if line.starts_with("```") {
            in_code = !in_code;
            if in_code {
                prelude.clear();
            }
        } else if in_code {
            writeln!(prelude, "{line}").unwrap();
        } else if line.starts_with("| statement |") {
            flavors = cells(&line)[1..].iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        } else if line.starts_with("| `") && !flavors.is_empty() {
            let found = cells(&line);
            assert_eq!(found.len(), flavors.len() + 1, "{line}");
            let statement = found[0].trim_matches('`').replace("\\|", "|");
            let mut row = format!("| {} |", found[0]);
            for (flavor, &cell) in flavors.iter().zip(&found[1..]) {
                if cell == NOT_THERE {
                    write!(row, " {NOT_THERE} |").unwrap();
                    continue;
                }
                count += 1;
                let (word, error) = verdict(flavor, &prelude, &statement, cell);
                if let Some(error) = error.as_ref().filter(|error| !is_honest(error)) {
                    failures.push(format!("{flavor}: the example is wrong: {statement}\n  {error}"));
                } else if word != cell && !bless {
                    let why = error.map(|error| format!(": {error}")).unwrap_or_default();
                    failures.push(format!("{flavor}: {statement}\n  {word}, not {cell}{why}"));
                }
                write!(row, " {word} |").unwrap();
            }
            line = row;
        } else if !line.starts_with('|') && !line.is_empty() {
            flavors.clear();
        }
        writeln!(written, "{line}").unwrap();
    }
    if bless {
        fs::write(&path, written).unwrap();
    }
    assert!(count > 250, "only {count} verdicts found");
    assert!(failures.is_empty(), "{} of {count} verdicts\n{}", failures.len(), failures.join("\n"));
}
