use std::path::Path;

use ent_engine::dialect::Flavor;
use ent_engine::dir::{Format, LocalDir, SUM_FILE, Script, from_checkpoint};
use ent_engine::sql::stated_dialect;

use super::ground::is_kin;
use super::imports;
use super::url::FileUrl;
use crate::error::CliError;

/// The SQL of a file, of a folder of files, or of a migration directory, in the order in which it runs, and the database
/// that it states to be for, if it does. A file that is no migration may take in others.
///
/// A folder counts as a migration directory when the URL says its format or a version, when it is
/// called `migrations`, when `atlas.sum` is in it, as for Atlas, or when its files tell that another tool runs them.
/// Only where there is a sum file the files are held to it.
pub fn scripts(url: &FileUrl, asked: Option<Flavor>) -> Result<(Vec<Script>, Option<Flavor>), CliError> {
    let metadata = std::fs::metadata(&url.path).map_err(|source| open(&url.path, source))?;
    let scripts = match metadata.is_dir() {
        true if is_migrations(url)? => migrations(url, asked)?,
        _ => imports::load(&url.path)?,
    };
    let stated = stated(&scripts, asked)?;
    Ok((scripts, stated))
}

/// The database that the files are for: the one that the first file states (`-- ent:dialect mariadb:10.6`), if it is
/// the one that was asked for in another version.
fn stated(scripts: &[Script], asked: Option<Flavor>) -> Result<Option<Flavor>, CliError> {
    let Some((script, name)) =
        scripts.iter().find_map(|script| Some((script, stated_dialect(&script.text)?)))
    else {
        return Ok(None);
    };
    let stated: Flavor =
        name.parse().map_err(|error| CliError::Other(format!("{}: `ent:dialect`: {error}", script.file)))?;
    match asked.filter(|asked| !is_kin(*asked, stated)) {
        Some(asked) => Err(CliError::Other(format!("{} is for {stated}, not for {asked}", script.file))),
        None => Ok(Some(stated)),
    }
}

fn is_migrations(url: &FileUrl) -> Result<bool, CliError> {
    let said = url.format.is_some()
        || url.version.is_some()
        || url.path.file_name().is_some_and(|name| name == "migrations")
        || url.path.join("atlas.sum").exists();
    Ok(said
        || !imports::has_main(&url.path) && {
            let files = LocalDir::new(&url.path, Format::Atlas).read()?.files;
            // Single files without a mark may as well be a schema in parts.
            Format::detect(&files).is_some_and(|format| format != Format::Atlas)
        })
}

/// The ways up of a migration directory, to the version that the URL names.
fn migrations(url: &FileUrl, flavor: Option<Flavor>) -> Result<Vec<Script>, CliError> {
    let format = match &url.format {
        Some(name) => name.parse()?,
        None => crate::command::detected_format(&url.path)?,
    };
    let dir = LocalDir::new(&url.path, format).read()?;
    dir.check_kept_sum().map_err(ent_engine::dir::DirError::from)?;
    let dir = match flavor {
        Some(flavor) => dir.for_database(flavor.name),
        None => dir,
    };
    // Without a sum file Atlas' layout is that of any tool with single files, most of which number them.
    let dir = match dir.format {
        Format::Atlas if dir.file(SUM_FILE).is_none() => dir.laid_out(Format::Sqlx),
        _ => dir,
    };
    let migrations = dir.migrations()?;
    let wanted = match &url.version {
        None => migrations.len(),
        Some(version) => {
            let at = migrations.iter().position(|migration| migration.version == *version);
            at.ok_or_else(|| CliError::Other(format!("migration file with version {version:?} not found")))?
                + 1
        }
    };
    let needed = from_checkpoint(migrations.get(..wanted).unwrap_or(&migrations));
    Ok(needed.iter().map(|migration| migration.up.clone()).collect())
}

fn open(path: &Path, source: std::io::Error) -> CliError {
    CliError::Io { action: "open", path: path.to_owned(), source }
}
