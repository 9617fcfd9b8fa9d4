//! What the manifests must say, and the page with a reason for each dependency.

use std::fs;
use std::path::Path;

use super::Problem;
use super::crates::Member;

/// The page with a reason for each dependency, from the workspace's root on.
const REASONS: &str = "docs/dependencies.md";

pub(crate) fn check(root: &Path, members: &[Member]) -> Result<Vec<Problem>, String> {
    let read = |path: &Path| {
        fs::read_to_string(root.join(path)).map_err(|error| format!("{}: {error}", path.display()))
    };
    let workspace = read(Path::new("Cargo.toml"))?;
    let mut problems = check_lints(&workspace);
    for member in members {
        let path = member.folder.join("Cargo.toml");
        problems.extend(check_member(&path.display().to_string(), &read(&path)?));
    }
    // Until the page is there it has nothing to say.
    if let Ok(reasons) = read(Path::new(REASONS)) {
        problems.extend(check_reasons(&workspace, &reasons));
    }
    Ok(problems)
}

/// The workspace asks for documentation of what is public, in one place for all.
fn check_lints(workspace: &str) -> Vec<Problem> {
    let lints = section(workspace, "workspace.lints.rust");
    let is_asked = lints
        .iter()
        .any(|(key, value)| *key == "missing_docs" && ["\"warn\"", "\"deny\"", "\"forbid\""].contains(value));
    match is_asked {
        true => Vec::new(),
        false => vec![Problem::whole("Cargo.toml", "workspace.lints.rust lacks missing_docs")],
    }
}

fn check_member(path: &str, manifest: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let package = section(manifest, "package");
    let description = package.iter().find(|(key, _)| *key == "description");
    if description.is_none_or(|(_, value)| value.trim_matches('"').trim().is_empty()) {
        problems.push(Problem::whole(path, "has no description"));
    }
    if !section(manifest, "lints").contains(&("workspace", "true")) {
        problems.push(Problem::whole(path, "does not take the workspace's lints"));
    }
    problems
}

/// Each outside dependency of the workspace is named in the page of reasons, as code.
fn check_reasons(workspace: &str, reasons: &str) -> Vec<Problem> {
    let outside = section(workspace, "workspace.dependencies")
        .into_iter()
        .filter(|(_, value)| !value.contains("path ="))
        .filter(|(name, _)| !reasons.contains(&format!("`{name}`")));
    outside.map(|(name, _)| Problem::whole(REASONS, format!("gives no reason for `{name}`"))).collect()
}

/// The keys and values of one table of a manifest, of which each stands on a line of its own.
fn section<'a>(manifest: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    let mut inside = false;
    let mut entries = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if let Some(header) = line.strip_prefix('[') {
            inside = header.strip_suffix(']').is_some_and(|header| header.trim() == name);
        } else if inside
            && !line.starts_with('#')
            && let Some((key, value)) = line.split_once('=')
        {
            entries.push((key.trim(), value.trim()));
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(problems: Vec<Problem>) -> Vec<String> {
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_crate_has_a_description_and_the_common_lints() {
        let good = "[package]\nname = \"a\"\ndescription = \"Does a\"\n\n[lints]\nworkspace = true\n";
        assert!(check_member("a/Cargo.toml", good).is_empty());
        let bad = "[package]\nname = \"a\"\ndescription = \"\"\n[dependencies]\nworkspace = true\n";
        assert_eq!(
            printed(check_member("a/Cargo.toml", bad)),
            ["a/Cargo.toml: has no description", "a/Cargo.toml: does not take the workspace's lints",]
        );
    }

    #[test]
    fn documentation_is_asked_for_in_the_workspace() {
        assert!(check_lints("[workspace.lints.rust]\nmissing_docs = \"warn\"\n").is_empty());
        assert_eq!(check_lints("[workspace.lints.rust]\nmissing_docs = \"allow\"\n").len(), 1);
        assert_eq!(check_lints("").len(), 1);
    }

    #[test]
    fn every_outside_dependency_has_a_reason() {
        let workspace = "[workspace.dependencies]\nent-schema = { path = \"ent-schema\" }\n\
                         # why\nserde = \"1\"\nserde_json = { version = \"1\" }\n[profile.dev]\nx = 1\n";
        let reasons = "| `serde` | reads and writes |\n";
        let expected = "docs/dependencies.md: gives no reason for `serde_json`";
        assert_eq!(printed(check_reasons(workspace, reasons)), [expected]);
    }
}
