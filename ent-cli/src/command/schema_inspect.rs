use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ent_engine::plan::SqlFile;

use super::{Outcome, on_ground};
use crate::args::SchemaInspect;
use crate::error::CliError;
use crate::format::{Format, Printed};
use crate::state;

/// `ent schema inspect`: what a URL amounts to.
pub async fn run(args: &SchemaInspect) -> Result<Outcome, CliError> {
    let format = args.format.as_deref().map(Format::parse).transpose()?.unwrap_or_default();
    let source = &args.source;
    let selection = source.selection();
    on_ground(source.dialect.as_deref(), source.dev_url.as_deref(), async |ground| {
        let state = state::load(&args.url, ground, &selection).await?;
        state::must_have(&selection, state.breadth, &[&state.realm])?;
        match format.realm(state.dialect().as_ref(), &state.realm)? {
            Printed::Text(text) => Ok(Outcome::data(text)),
            Printed::Files(folder, files) => write(&folder, &files),
        }
    })
    .await
}

/// Writes what is not there yet as it should be. A file that nothing takes in any more is named, and left to its owner.
fn write(folder: &Path, files: &[SqlFile]) -> Result<Outcome, CliError> {
    for file in files {
        let path = folder.join(&file.path);
        let io = |action| {
            let path = path.clone();
            move |source| CliError::Io { action, path, source }
        };
        if fs::read(&path).is_ok_and(|content| content == file.text.as_bytes()) {
            continue;
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(io("make the folder of"))?;
        }
        fs::write(&path, &file.text).map_err(io("write"))?;
    }
    let tops: BTreeSet<&str> = files.iter().filter_map(|file| Some(file.path.split_once('/')?.0)).collect();
    let mut others = Vec::new();
    tops.into_iter().for_each(|top| collect(&folder.join(top), &mut others));
    others.retain(|path| !files.iter().any(|file| folder.join(&file.path) == *path));
    others.sort();
    let note = |path: &PathBuf| format!("{} is not part of this schema\n", path.display());
    Ok(Outcome { notes: others.iter().map(note).collect(), ..Outcome::default() })
}

/// The SQL files of a folder and of those in it.
fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => collect(&path, found),
            Ok(kind) if kind.is_file() && path.extension().is_some_and(|end| end == "sql") => {
                found.push(path);
            }
            _ => {}
        }
    }
}
