//! The parser as data: every `tests/parse/*.rs` is read as a source file, and what it declares is
//! held against the `.txt` beside it. `ENT_BLESS=1 cargo test -p ent-schema` writes those anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use ent_schema::parse::{FileDeclarations, parse_file};
use ent_schema::{Declaration, Diagnostic, wire};

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parse");
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    cases.sort();
    assert!(cases.len() > 5, "the cases are there");
    let mut wrong = Vec::new();
    for case in cases {
        let source = fs::read_to_string(&case).expect("a case");
        let found = match parse_file(&source, "schema.rs") {
            Ok(found) => listing(&found),
            Err(diagnostics) => problems(&diagnostics),
        };
        let expected = case.with_extension("txt");
        if std::env::var_os("ENT_BLESS").is_some() {
            fs::write(&expected, &found).expect("the expectation");
        } else if fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push(format!("{}:\n{found}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "not as expected:\n{}", wrong.join("\n"));
}

/// The declarations and modules of a file, each text form checked to come back as it was.
fn listing(found: &FileDeclarations) -> String {
    let mut out = String::new();
    for declaration in &found.declarations {
        let text = wire::to_text(&declaration.declaration);
        let back: Declaration = wire::from_text(&text).expect("the text form");
        assert_eq!(back, declaration.declaration);
        assert_eq!(wire::to_text(&back), text);
        let path = declaration.module.iter().map(|name| format!("{name}::")).collect::<String>();
        let (kind, visibility) = (declaration.kind.as_str(), &declaration.visibility);
        _ = writeln!(
            out,
            "{path}{} {kind} {visibility:?}\n{}",
            declaration.declaration.name(),
            indented(&text)
        );
    }
    for module in &found.modules {
        let path = module.module.iter().map(|name| format!("{name}::")).collect::<String>();
        _ = writeln!(
            out,
            "mod {path}{} path {:?} cfg {:?} {:?}",
            module.name, module.path, module.cfg, module.visibility
        );
    }
    out
}

/// The problems, sorted by their text: the order of places is known only where the feature
/// `positions` is on, which other crates of the workspace may turn on for this one.
fn problems(diagnostics: &[Diagnostic]) -> String {
    let mut problems: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| match &diagnostic.help {
            Some(help) => format!("error: {}\n help: {help}\n", diagnostic.message),
            None => format!("error: {}\n", diagnostic.message),
        })
        .collect();
    problems.sort();
    problems.concat()
}

/// JSON with a line for each member of the outer levels.
fn indented(text: &str) -> String {
    let mut out = String::new();
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for c in text.chars() {
        let was_quoted = quoted;
        if c == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = quoted && c == '\\' && !escaped;
        if was_quoted || quoted {
            out.push(c);
            continue;
        }
        match c {
            '{' | '[' => {
                out.push(c);
                depth += 1;
                line(&mut out, depth);
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(c);
                line(&mut out, depth);
            }
            c => out.push(c),
        }
    }
    out
}

fn line(out: &mut String, depth: usize) {
    if depth <= 4 {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    }
}
