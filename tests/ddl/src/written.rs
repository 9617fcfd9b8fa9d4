use std::fs;
use std::path::{Path, PathBuf};

use ent_engine::dialect::DialectName;

use crate::TURN;

/// What a case says of which a live inspection can't see all.
const HIDDEN: &str = "-- The server does not show all of it";

/// What a case says that is of older servers only, before the last major version of them.
const UNTIL: &str = "-- until version ";

/// What a case says that is of newer servers only, before the first major version of them.
const SINCE: &str = "-- since version ";

/// A sequence that is written down: `cases/<name of the database>/<case>.sql`, a statement a paragraph; those of
/// `cases/mysql_family` are for MySQL and for MariaDB. A paragraph may be [`TURN`]. What a live inspection finds has to be
/// the same, unless a comment says that the server does not show all of it. `-- until version 17` says of a case that newer
/// servers refuse a statement of it, `-- since version 18` that older ones do.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its file.
    pub name: String,
    /// Its statements.
    pub statements: Vec<String>,
    /// Whether a live inspection finds what replay does.
    pub is_shown: bool,
    /// The first major version of the server that takes its statements, if older ones don't.
    pub since: Option<u32>,
    /// The last major version of the server that takes its statements, if newer ones don't.
    pub until: Option<u32>,
}

impl Written {
    /// Whether a server of this major version takes its statements.
    pub fn is_for(&self, major: u32) -> bool {
        self.since.is_none_or(|since| major >= since) && self.until.is_none_or(|until| major <= until)
    }
}

/// The major version that `text` tells after `words`.
fn version_after(text: &str, words: &str) -> Option<u32> {
    let (_, rest) = text.split_once(words)?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some(digits.parse().expect("a major version"))
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

fn folder(database: DialectName) -> PathBuf {
    cases().join(format!("{database:?}").to_lowercase())
}

/// Writes a sequence down.
///
/// # Panics
/// When it can't be written.
pub fn record(database: DialectName, name: &str, statements: &[String]) {
    let text: String = statements
        .iter()
        .map(|sql| if sql == TURN { format!("{sql}\n\n") } else { format!("{sql};\n\n") })
        .collect();
    let folder = folder(database);
    fs::create_dir_all(&folder).expect("a folder for cases");
    fs::write(folder.join(format!("{name}.sql")), text).expect("a case");
}

/// The written sequences for a database.
///
/// # Panics
/// When they can't be read.
pub fn written(database: DialectName) -> Vec<Written> {
    let has_family = matches!(database, DialectName::Mysql | DialectName::Mariadb);
    let family = has_family.then(|| cases().join("mysql_family"));
    let files = |folder: PathBuf| {
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        entries.map(|entry| entry.expect("a case").path())
    };
    let mut paths: Vec<_> = family.into_iter().chain([folder(database)]).flat_map(files).collect();
    paths.sort();
    let read = |path: &Path| {
        let text = fs::read_to_string(path).expect("a case");
        let paragraphs = text.split("\n\n").map(|text| {
            if text.trim() == TURN {
                return TURN.to_owned();
            }
            let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("--")).collect();
            lines.join("\n").trim().trim_end_matches(';').to_owned()
        });
        Written {
            name: path.display().to_string(),
            is_shown: !text.contains(HIDDEN),
            since: version_after(&text, SINCE),
            until: version_after(&text, UNTIL),
            statements: paragraphs.filter(|text| !text.is_empty()).collect(),
        }
    };
    paths.iter().map(|path| read(path)).collect()
}
