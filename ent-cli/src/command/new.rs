use std::fs;
use std::path::{Path, PathBuf};

use super::Outcome;
use crate::args::New;
use crate::error::CliError;

/// `ent new`: a file for each entity, and the lines in the schema module that make it known.
pub fn run(args: &New) -> Result<Outcome, CliError> {
    for name in &args.names {
        check_name(name)?;
    }
    let root = root_file(&args.target);
    let mut root_text = match fs::read_to_string(&root) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(source) => return Err(CliError::Io { action: "read", path: root, source }),
    };
    let files: Vec<(PathBuf, &String)> =
        args.names.iter().map(|name| (args.target.join(format!("{}.rs", module(name))), name)).collect();
    if let Some((path, name)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(CliError::Other(format!("{} exists already, so `{name}` was not made", path.display())));
    }
    let mut data = String::new();
    for (path, name) in &files {
        write(path, &entity(name))?;
        data.push_str(&format!("{}\n", path.display()));
        for line in lines(name) {
            if !root_text.lines().any(|present| present.trim() == line) {
                if !root_text.is_empty() && !root_text.ends_with('\n') {
                    root_text.push('\n');
                }
                root_text.push_str(&line);
                root_text.push('\n');
            }
        }
    }
    write(&root, &root_text)?;
    data.push_str(&format!("{}\n", root.display()));
    Ok(Outcome { data, notes: next_steps(&args.target), failed: false })
}

/// The file of the schema module: the one that is there, else `schema.rs` beside the folder.
fn root_file(target: &Path) -> PathBuf {
    let inside = target.join("mod.rs");
    if inside.exists() { inside } else { target.with_extension("rs") }
}

/// Refuses what is not the name of a Rust type.
fn check_name(name: &str) -> Result<(), CliError> {
    let mut chars = name.chars();
    let starts_well = chars.next().is_some_and(|c| c.is_ascii_uppercase());
    if starts_well && chars.all(|c| c.is_ascii_alphanumeric()) {
        return Ok(());
    }
    Err(CliError::Other(format!(
        "`{name}` is not the name of an entity; write it as a Rust type: `UserGroup`"
    )))
}

/// The module of an entity: its name in snake case.
fn module(name: &str) -> String {
    let mut out = String::new();
    for (i, c) in name.chars().enumerate() {
        if c.is_ascii_uppercase() && i > 0 {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

fn lines(name: &str) -> [String; 2] {
    let module = module(name);
    [format!("pub mod {module};"), format!("pub use {module}::{name};")]
}

fn entity(name: &str) -> String {
    format!(
        "use ent_runtime::prelude::*;\n\n\
         /// Say what one is.\n\
         #[derive(EntSchema)]\n\
         pub struct {name} {{\n    pub name: String,\n}}\n"
    )
}

/// What a project needs that has none of it yet.
fn next_steps(target: &Path) -> String {
    let mut steps = String::new();
    if !Path::new("build.rs").exists() {
        steps.push_str("next: write build.rs:  fn main() { ent_build::run() }\n");
    }
    let schema = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    steps
        .push_str(&format!("next: `mod {schema};` in your crate, then `cargo build` writes the migration\n"));
    steps
}

fn write(path: &Path, text: &str) -> Result<(), CliError> {
    let result = match path.parent() {
        Some(parent) => fs::create_dir_all(parent).and_then(|()| fs::write(path, text)),
        None => fs::write(path, text),
    };
    result.map_err(|source| CliError::Io { action: "write", path: path.to_path_buf(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(module("UserGroup"), "user_group");
        for wrong in ["", "user", "User-Group", "../User", "1User"] {
            assert!(check_name(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn makes_entities_known_once() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("src/schema");
        let args = |names: &[&str]| New {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            target: target.clone(),
        };
        run(&args(&["User", "UserGroup"])).unwrap();
        run(&args(&["Pet"])).unwrap();
        let schema = fs::read_to_string(root.path().join("src/schema.rs")).unwrap();
        assert_eq!(
            schema,
            "pub mod user;\npub use user::User;\npub mod user_group;\npub use user_group::UserGroup;\n\
             pub mod pet;\npub use pet::Pet;\n"
        );
        assert!(fs::read_to_string(target.join("pet.rs")).unwrap().contains("pub struct Pet {"));
        let refused = run(&args(&["Pet"])).unwrap_err().to_string();
        assert!(refused.contains("exists already"), "{refused}");
    }
}
