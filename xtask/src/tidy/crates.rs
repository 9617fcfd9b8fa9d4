//! Which crate may depend on which, and how large the trees of dependencies are.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Problem;

/// A crate of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) name: String,
    /// Its folder from the workspace's root on.
    pub(crate) folder: PathBuf,
    /// The crates of the workspace that it is built on.
    uses: BTreeSet<String>,
}

/// What the design allows a crate to be built on, tests aside.
struct Rule {
    name: &'static str,
    may_use: &'static [&'static str],
}

const RULES: [Rule; 9] = [
    Rule { name: "ent-schema", may_use: &[] },
    Rule { name: "ent-engine", may_use: &["ent-schema"] },
    Rule { name: "ent-derive", may_use: &["ent-schema"] },
    Rule { name: "ent-build", may_use: &["ent-schema", "ent-engine"] },
    Rule { name: "ent-runtime", may_use: &["ent-schema", "ent-engine", "ent-derive"] },
    Rule {
        name: "ent-cli",
        may_use: &["ent-schema", "ent-engine", "ent-derive", "ent-build", "ent-runtime", "ent-servers"],
    },
    Rule { name: "ent-benches", may_use: &["ent-build"] },
    Rule { name: "ent-servers", may_use: &[] },
    Rule { name: "xtask", may_use: &["ent-servers"] },
];

/// What a user's own crate needs; an example that needs more is no example.
const EXAMPLES_MAY_USE: [&str; 2] = ["ent-runtime", "ent-build"];

/// The crates that are built before or without a database: no async and no driver below them.
const PURE: [&str; 4] = ["ent-schema", "ent-engine", "ent-derive", "ent-build"];

/// Names, or with a hyphen at the end beginnings of names, of crates that are async or talk to a
/// database, and of what comes with them.
const IMPURE: [&str; 19] = [
    "tokio",
    "tokio-",
    "async-",
    "futures",
    "futures-",
    "smol",
    "mio",
    "polling",
    "hyper",
    "reqwest",
    "sqlx",
    "sqlx-",
    "rusqlite",
    "libsqlite3-sys",
    "postgres",
    "postgres-",
    "mysql",
    "rustls",
    "openssl",
];

/// Everything that `ent-derive` may be built from: it is in every build of every user.
const DERIVE_TREE: [&str; 6] = ["ent-derive", "ent-schema", "proc-macro2", "quote", "syn", "unicode-ident"];

/// How many crates `ent-build`'s tree may have, itself included, for the same reason.
const BUILD_TREE_LIMIT: usize = 36;

/// The crates of the workspace, as cargo tells them.
pub(crate) fn members(root: &Path) -> Result<Vec<Member>, String> {
    let text = cargo_tree(root, &["--workspace", "--depth", "1", "--prefix", "depth"])?;
    Ok(parse_members(&text, root))
}

pub(crate) fn check(root: &Path, members: &[Member]) -> Result<Vec<Problem>, String> {
    let mut problems: Vec<Problem> = members.iter().flat_map(check_uses).collect();
    for name in PURE {
        if members.iter().any(|member| member.name == name) {
            let text = cargo_tree(root, &["--package", name, "--prefix", "none"])?;
            problems.extend(check_tree(name, &parse_tree(&text)));
        }
    }
    Ok(problems)
}

fn check_uses(member: &Member) -> Vec<Problem> {
    let may_use = match RULES.iter().find(|rule| rule.name == member.name) {
        Some(rule) => rule.may_use,
        None if member.folder.starts_with("examples") => &EXAMPLES_MAY_USE,
        // What crosses crates may use them all.
        None if member.folder.starts_with("tests") => return Vec::new(),
        None => {
            let message = "is not in tidy's table of crates: say there what it may depend on";
            return vec![Problem::whole(&member.name, message)];
        }
    };
    let forbidden = member.uses.iter().filter(|used| !may_use.contains(&used.as_str()));
    forbidden.map(|used| Problem::whole(&member.name, format!("must not depend on {used}"))).collect()
}

/// `tree` has names with versions.
fn check_tree(name: &str, tree: &BTreeSet<(String, String)>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (dependency, _) in tree {
        let is_impure = IMPURE
            .iter()
            .any(|impure| dependency == impure || (impure.ends_with('-') && dependency.starts_with(impure)));
        if is_impure {
            problems.push(Problem::whole(name, format!("has {dependency} in its tree")));
        }
        if name == "ent-derive" && !DERIVE_TREE.contains(&dependency.as_str()) {
            let message = format!("has {dependency} in its tree, which every user would build");
            problems.push(Problem::whole(name, message));
        }
    }
    if name == "ent-build" && tree.len() > BUILD_TREE_LIMIT {
        let message = format!("has {} crates in its tree, over {BUILD_TREE_LIMIT}", tree.len());
        problems.push(Problem::whole(name, message));
    }
    problems
}

/// Runs `cargo tree` over what is built for a user, tests aside, with all features.
fn cargo_tree(root: &Path, arguments: &[&str]) -> Result<String, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root).args(["tree", "--all-features", "--no-dedupe", "--quiet"]);
    command.args(["--edges", "normal,build", "--format", "{p}"]).args(arguments);
    let output = command.output().map_err(|error| format!("cannot run cargo tree: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(format!("cargo tree failed: {}", said.trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Reads lines such as `0ent-build v0.1.0 (/root/ent-build)` and, below it, `1serde v1.0.229`.
fn parse_members(text: &str, root: &Path) -> Vec<Member> {
    let folder = |line: &str| {
        let (_, rest) = line.rsplit_once('(')?;
        let folder = Path::new(rest.strip_suffix(')')?).strip_prefix(root).ok()?;
        Some(folder.to_owned())
    };
    let mut members: Vec<Member> = Vec::new();
    for line in text.lines() {
        let digits = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
        let (depth, line) = line.split_at(digits);
        let (Some(name), Some(folder)) = (line.split_whitespace().next(), folder(line)) else {
            continue;
        };
        if depth == "0" {
            members.push(Member { name: name.to_owned(), folder, uses: BTreeSet::new() });
        } else if let Some(member) = members.last_mut() {
            member.uses.insert(name.to_owned());
        }
    }
    members
}

/// Reads lines such as `syn v3.0.9 (proc-macro)` as names with versions, each once.
fn parse_tree(text: &str) -> BTreeSet<(String, String)> {
    let names = text.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        Some((words.next()?.to_owned(), words.next()?.to_owned()))
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "0ent-schema v0.1.0 (/w/ent-schema)\n1syn v3.0.9\n\n\
                        0ent-derive v0.1.0 (proc-macro) (/w/ent-derive)\n\
                        1ent-engine v0.1.0 (/w/ent-engine)\n1ent-schema v0.1.0 (/w/ent-schema)\n\n\
                        0shop v0.1.0 (/w/examples/shop)\n1ent-engine v0.1.0 (/w/ent-engine)\n\n\
                        0ent-tools v0.1.0 (/w/tests/tools)\n1ent-cli v0.1.0 (/w/ent-cli)\n\n\
                        0extra v0.1.0 (/w/extra)\n";

    #[test]
    fn members_are_read_with_the_crates_of_the_workspace_that_they_use() {
        let members = parse_members(TREE, Path::new("/w"));
        let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, ["ent-schema", "ent-derive", "shop", "ent-tools", "extra"]);
        assert_eq!(members[2].folder, Path::new("examples/shop"));
        assert!(members[0].uses.is_empty());
    }

    #[test]
    fn a_dependency_that_the_design_does_not_allow_is_a_problem() {
        let members = parse_members(TREE, Path::new("/w"));
        let problems: Vec<String> =
            members.iter().flat_map(check_uses).map(|problem| problem.to_string()).collect();
        assert_eq!(
            problems,
            [
                "ent-derive: must not depend on ent-engine",
                "shop: must not depend on ent-engine",
                "extra: is not in tidy's table of crates: say there what it may depend on",
            ]
        );
    }

    #[test]
    fn drivers_and_growth_are_found_in_trees() {
        let check = |name, text| {
            let problems = check_tree(name, &parse_tree(text));
            problems.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let engine = "ent-engine v0.1.0 (/w/ent-engine)\nsqlx-core v0.9.0\nsqlparser v0.63.0\n";
        assert_eq!(check("ent-engine", engine), ["ent-engine: has sqlx-core in its tree"]);
        let derive = "ent-derive v0.1.0 (proc-macro) (/w)\nsyn v3.0.9\nheck v0.5.0\n";
        let expected = "ent-derive: has heck in its tree, which every user would build";
        assert_eq!(check("ent-derive", derive), [expected]);
        let build = |count| (0..count).map(|n| format!("a{n} v1.0.0\na{n} v1.0.0\n")).collect();
        let (fits, over): (String, String) = (build(36), build(37));
        assert!(check("ent-build", &fits).is_empty());
        assert_eq!(check("ent-build", &over), ["ent-build: has 37 crates in its tree, over 36"]);
    }
}
