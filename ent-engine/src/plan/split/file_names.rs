//! Where the file of an object is.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::Subject;

/// The path of each object's file. No two differ in case alone, as some file systems don't tell them apart.
pub(super) fn file_names<'s>(subjects: impl Iterator<Item = &'s Subject>) -> BTreeMap<&'s Subject, String> {
    let subjects: BTreeSet<&Subject> = subjects.collect();
    let mut taken = BTreeSet::from([super::MAIN_FILE.to_owned()]);
    let mut names = BTreeMap::new();
    for subject in subjects {
        let stem = stem(subject);
        let name = |number: usize| match number {
            1 => format!("{stem}.sql"),
            number => format!("{stem}_{number}.sql"),
        };
        if let Some(name) = (1..).map(name).find(|name| taken.insert(name.to_lowercase())) {
            names.insert(subject, name);
        }
    }
    names
}

fn stem(subject: &Subject) -> String {
    // Overloads of a function differ in their signatures.
    let name = subject.name.split('(').next().unwrap_or_default();
    let (schema, name) = (file_name(&subject.schema), file_name(name));
    match (folder(subject.kind), schema.as_str()) {
        ("schemas", _) => format!("schemas/{name}/{name}"),
        (folder, "") => format!("{folder}/{name}"),
        (folder, schema) => format!("schemas/{schema}/{folder}/{name}"),
    }
}

/// The folder for objects of a kind, as Atlas calls it.
fn folder(kind: &str) -> &str {
    match kind {
        "schema" => "schemas",
        "table" => "tables",
        "view" => "views",
        "sequence" => "sequences",
        "function" => "functions",
        "procedure" => "procedures",
        "aggregate" => "aggregates",
        "package" | "package_body" => "packages",
        "enum" | "domain" | "composite" | "range" | "base_type" => "types",
        "extension" => "extensions",
        "trigger" => "triggers",
        "event_trigger" => "event_triggers",
        "event" => "events",
        _ => "objects",
    }
}

/// `name` as every file system takes it.
fn file_name(name: &str) -> String {
    let is_wrong = |letter: char| letter.is_control() || "/\\:*?\"<>|".contains(letter);
    let plain: String =
        name.chars().map(|letter| if is_wrong(letter) || letter == ' ' { '_' } else { letter }).collect();
    // A file that starts with a dot is hidden, one that ends with it can't be on Windows.
    let trimmed = plain.trim_matches('.');
    if trimmed.len() == plain.len() { plain } else { format!("_{trimmed}") }
}
