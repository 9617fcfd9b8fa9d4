//! What must hold for the text of the sources.

use std::fs;
use std::path::Path;

use super::Problem;

/// A file that grows past this many lines, its tests aside, holds more than one thing.
const LINE_LIMIT: usize = 500;

/// Left-overs of unfinished work. In pieces, so that this file does not contain them itself.
const LEFT_OVERS: [&str; 5] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("#[", "ignore"),
];

/// Where the core's shared code may look at a dialect's name, and why.
const MAY_LOOK_AT_NAMES: [(&str, &str); 1] =
    [("ent-engine/src/dialect.rs", "the one place that turns a name into a dialect")];

/// The type whose variants are the dialects.
const DIALECT_NAME: &str = "DialectName";

/// Checks every source file below `root`.
pub(crate) fn check(root: &Path) -> Result<Vec<Problem>, String> {
    let mut problems = Vec::new();
    walk(root, root, &mut |path, text| problems.extend(check_file(path, text)))?;
    Ok(problems)
}

/// Calls `visit` with the path from `root` on and the text of each source file and manifest.
fn walk(root: &Path, folder: &Path, visit: &mut dyn FnMut(&str, &str)) -> Result<(), String> {
    let because = |path: &Path, error| format!("{}: {error}", path.display());
    for entry in fs::read_dir(folder).map_err(|error| because(folder, error))? {
        let path = entry.map_err(|error| because(folder, error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') || name == "target" || path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, visit)?;
        } else if name.ends_with(".rs") || name.ends_with(".toml") {
            let text = fs::read_to_string(&path).map_err(|error| because(&path, error))?;
            let relative = path.strip_prefix(root).unwrap_or(&path).to_string_lossy();
            visit(&relative.replace('\\', "/"), &text);
        }
    }
    Ok(())
}

fn check_file(path: &str, text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        for word in LEFT_OVERS.into_iter().filter(|word| has_word(line, word)) {
            problems.push(Problem::at(path, number, format!("{word} is unfinished work")));
        }
    }
    if !path.ends_with(".rs") || is_test(path) {
        return problems;
    }
    let code: Vec<&str> = text.lines().take_while(|line| line.trim() != "#[cfg(test)]").collect();
    if code.len() > LINE_LIMIT {
        let message = format!("has {} lines without its tests, over {LINE_LIMIT}", code.len());
        problems.push(Problem::whole(path, message));
    }
    if is_shared_core(path) {
        for (number, line) in (1..).zip(&code) {
            if looks_at_dialect(line) {
                let message = "shared code looks at a dialect's name: put the difference in the \
                               Dialect trait";
                problems.push(Problem::at(path, number, message));
            }
        }
    }
    problems
}

/// Whether `line` has `word` with no letter, digit or underscore around it where `word` has one at
/// its end.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(is_part);
        let after = line[at + word.len()..].chars().next().is_some_and(is_part);
        let is_longer = (before && word.starts_with(is_part)) || (after && word.ends_with(is_part));
        !is_longer
    })
}

/// Whether a file holds tests only: an integration test of a crate, or a module of unit tests.
/// The crates in the workspace's own `tests` folder are not tests but code for them.
fn is_test(path: &str) -> bool {
    let inside = path.strip_prefix("tests/").and_then(|rest| rest.split_once('/'));
    let inside = inside.map_or(path, |(_, inside)| inside);
    let name = inside.rsplit('/').next().unwrap_or(inside);
    name == "tests.rs" || format!("/{inside}").contains("/tests/")
}

fn is_shared_core(path: &str) -> bool {
    path.starts_with("ent-engine/src/")
        && !path.starts_with("ent-engine/src/dialect/")
        && !MAY_LOOK_AT_NAMES.iter().any(|(allowed, _)| path == *allowed)
}

/// Whether a line of code names a variant of the dialects' names, comments aside. To name the type
/// is fine: a name may be passed along and printed.
fn looks_at_dialect(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or(line);
    code.match_indices(DIALECT_NAME).any(|(at, _)| {
        let rest = &code[at + DIALECT_NAME.len()..];
        let variant = rest.strip_prefix("::").and_then(|variant| variant.chars().next());
        variant.is_some_and(|c| c.is_ascii_uppercase() || c == '{' || c == '*') && !rest.starts_with("::ALL")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str) -> Vec<String> {
        check_file(path, text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn unfinished_work_is_found_in_code_and_tests() {
        let text = ["fn a() {", &format!("    {}it)", LEFT_OVERS[2]), "}"].join("\n");
        let expected = format!("a/src/b.rs:2: {} is unfinished work", LEFT_OVERS[2]);
        assert_eq!(check("a/src/b.rs", &text), [expected]);
        assert_eq!(check("a/tests/b.rs", &text).len(), 1);
        assert_eq!(check("a/src/b.rs", &format!("{}] fn a() {{}}", LEFT_OVERS[4])).len(), 1);
        assert_eq!(check("a/src/b.rs", &format!("{}(later)", LEFT_OVERS[0])).len(), 1);
        assert!(check("a/src/b.rs", &format!("let {}S = 1; struct Todo;", LEFT_OVERS[0])).is_empty());
    }

    #[test]
    fn long_files_are_counted_up_to_their_tests() {
        let lines = |count: usize| "x\n".repeat(count);
        assert!(check("a/src/b.rs", &lines(500)).is_empty());
        let with_tests = format!("{}#[cfg(test)]\n{}", lines(500), lines(300));
        assert!(check("a/src/b.rs", &with_tests).is_empty());
        let expected = "a/src/b.rs: has 501 lines without its tests, over 500";
        assert_eq!(check("a/src/b.rs", &lines(501)), [expected]);
        assert_eq!(check("tests/x/src/b.rs", &lines(501)).len(), 1);
        for test in ["a/tests/b.rs", "a/src/b/tests.rs", "tests/tools/tests/c.rs"] {
            assert!(check(test, &lines(501)).is_empty(), "{test}");
        }
    }

    #[test]
    fn shared_code_asks_the_dialect_and_not_its_name() {
        let arm = "    DialectName::Postgres => 1,";
        let place = "ent-engine/src/diff/tables.rs";
        assert_eq!(check(place, arm).len(), 1);
        assert_eq!(check(place, "use DialectName::{Postgres, Sqlite};").len(), 1);
        assert_eq!(check(place, "if name == DialectName::Mysql {").len(), 1);
        let fine = "// DialectName::Postgres\nfn a(name: DialectName) {}\nDialectName::parse(x)\n\
                    for name in DialectName::ALL {}\n#[cfg(test)]\n    DialectName::Postgres => 1,";
        assert!(check(place, fine).is_empty());
        for allowed in ["ent-engine/src/dialect/mysql.rs", "ent-engine/src/dialect.rs", "ent-cli/src/a.rs"] {
            assert!(check(allowed, arm).is_empty(), "{allowed}");
        }
    }
}
