//! Cases of the statement splitter: `split/<dialect>/<name>.sql` and what it splits into, `<name>.golden`.
//!
//! `UPDATE_GOLDEN=1 cargo test -p ent-engine --test split` writes the goldens anew.

#[path = "split/properties.rs"]
mod properties;
#[path = "split/values.rs"]
mod values;

use std::{fmt::Write as _, fs, path::Path};

use ent_engine::sql::{Splitter, Statement, StatementKind, Syntax};

fn cases(dialect: &str, syntax: Syntax) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/split").join(dialect);
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "sql"));
    files.sort();
    assert!(!files.is_empty(), "no cases in {}", folder.display());
    let mut failures = String::new();
    for file in files {
        let text = String::from_utf8(fs::read(&file).unwrap()).unwrap();
        let actual = listing(&text, syntax);
        let golden = file.with_extension("golden");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&golden, &actual).unwrap();
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        if actual != expected {
            writeln!(failures, "== {}\n-- expected\n{expected}-- actual\n{actual}", file.display()).unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

fn listing(text: &str, syntax: Syntax) -> String {
    let mut listing = String::new();
    for statement in Splitter::new(text, syntax) {
        match statement {
            Ok(statement) => {
                assert_eq!(statement.text, &text[statement.span.clone()]);
                assert_eq!(statement.start.offset, statement.span.start);
                list(&mut listing, &statement);
            }
            Err(error) => writeln!(listing, "error: {error}").unwrap(),
        }
    }
    listing
}

fn list(listing: &mut String, statement: &Statement) {
    let kind = match statement.kind {
        StatementKind::Sql => "sql",
        StatementKind::CopyData => "copy",
        StatementKind::ClientCommand => "client",
    };
    writeln!(listing, "{} {kind} {:?}", statement.start, statement.span).unwrap();
    for comment in &statement.comments {
        writeln!(listing, "  above: {}", visible(comment)).unwrap();
    }
    if let Some(comment) = statement.trailing {
        writeln!(listing, "  trailing: {}", visible(comment)).unwrap();
    }
    for line in statement.text.split('\n') {
        writeln!(listing, "  | {}", visible(line)).unwrap();
    }
}

/// A text with control characters spelt out.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() })
        .collect()
}

#[test]
fn sqlite() {
    cases("sqlite", Syntax::sqlite());
}

#[test]
fn postgres() {
    cases("postgres", Syntax::postgres());
}

#[test]
fn mysql() {
    cases("mysql", Syntax::mysql());
}

#[test]
fn mariadb() {
    cases("mariadb", Syntax::mariadb());
}

#[test]
fn generic() {
    cases("generic", Syntax::generic());
}
