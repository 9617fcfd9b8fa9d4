use std::fs;
use std::path::{Path, PathBuf};

use ent_engine::dialect::DialectName;

/// A sequence that is written down: `cases/<name of the database>/<case>.sql`, a statement a paragraph.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its file.
    pub name: String,
    /// Its statements.
    pub statements: Vec<String>,
}

fn folder(database: DialectName) -> PathBuf {
    let folder = format!("{database:?}").to_lowercase();
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases").join(folder)
}

/// Writes a sequence down.
///
/// # Panics
/// When it can't be written.
pub fn record(database: DialectName, name: &str, statements: &[String]) {
    let text: String = statements.iter().map(|sql| format!("{sql};\n\n")).collect();
    let folder = folder(database);
    fs::create_dir_all(&folder).expect("a folder for cases");
    fs::write(folder.join(format!("{name}.sql")), text).expect("a case");
}

/// The written sequences for a database.
///
/// # Panics
/// When they can't be read.
pub fn written(database: DialectName) -> Vec<Written> {
    let folder = folder(database);
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a case").path())
        .collect();
    paths.sort();
    let read = |path: &Path| {
        let text = fs::read_to_string(path).expect("a case");
        let paragraphs = text.split("\n\n").map(|text| {
            let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("--")).collect();
            lines.join("\n").trim().trim_end_matches(';').to_owned()
        });
        Written {
            name: path.display().to_string(),
            statements: paragraphs.filter(|text| !text.is_empty()).collect(),
        }
    };
    paths.iter().map(|path| read(path)).collect()
}
