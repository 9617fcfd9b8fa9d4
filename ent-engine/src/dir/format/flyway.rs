use super::{Layout, Rendering, text};
use crate::dir::{DirError, File, Migration, Script};

/// Behind the name of a file: says how that is run.
pub(super) const CONFIGURATION: &str = ".sql.conf";

/// Flyway: versioned (`V`), undo (`U`), repeatable (`R`) and baseline (`B`) files, in any folder.
pub(super) struct Flyway;

impl Flyway {
    /// The letter that says what a file is, with the rest of its name, without the suffix.
    fn kind(path: &str) -> Option<(char, &str)> {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        if folders.split('/').any(|folder| folder.starts_with('.')) {
            return None;
        }
        let stem = name.strip_suffix(".sql")?;
        let letter = stem.chars().next().filter(|letter| matches!(letter, 'V' | 'U' | 'R' | 'B'))?;
        stem.contains("__").then(|| (letter, &stem[1..]))
    }

    /// The place of a file among others.
    fn order(path: &str) -> (u8, Vec<u128>, String) {
        let (letter, rest) = Self::kind(path).unwrap_or(('V', path));
        let rank = match letter {
            'B' => 0,
            'R' => 2,
            _ => 1,
        };
        let (version, description) = text::split_stem(rest, "__");
        // Repeatable files run in the order of their descriptions, whatever folders they are in.
        let described = if letter == 'R' { format!("{description}/{path}") } else { path.to_owned() };
        (rank, numbers(&version), described)
    }
}

/// `1.10` comes after `1.9`.
fn numbers(version: &str) -> Vec<u128> {
    version.split(['.', '_']).map(|part| part.parse().unwrap_or(0)).collect()
}

impl Layout for Flyway {
    fn is_source(&self, path: &str) -> bool {
        Self::kind(path).is_some_and(|(letter, _)| letter != 'U')
    }

    fn sort(&self, sources: &mut Vec<&File>) {
        sources.sort_by_key(|file| Self::order(&file.name));
        // Only the highest baseline counts, and it stands for every version up to its own.
        let is_baseline = |file: &&File| Self::order(&file.name).0 == 0;
        if let Some(last) = sources.iter().rposition(is_baseline) {
            let (_, baseline, _) = Self::order(&sources[last].name);
            sources.drain(..last);
            sources.retain(|file| match Self::order(&file.name) {
                (1, version, _) => version > baseline,
                _ => true,
            });
        }
    }

    fn version_numbers(&self, version: &str) -> Vec<u128> {
        // Repeatable files have no version and run last.
        if version.is_empty() { vec![u128::MAX] } else { numbers(version) }
    }

    fn render(&self, rendering: &Rendering<'_>) -> Vec<File> {
        let name = if rendering.name.is_empty() { "changes" } else { rendering.name };
        let stem = format!("{}__{name}.sql", rendering.version);
        vec![
            File::new(format!("V{stem}"), text::up(rendering.plan)),
            File::new(format!("U{stem}"), text::down(rendering.plan)),
        ]
    }

    fn read(&self, sources: &[&File], others: &[&File]) -> Result<Vec<Migration>, DirError> {
        let migration = |file: &&File| {
            let (letter, rest) = Self::kind(&file.name).unwrap_or(('V', &file.name));
            let (version, description) = text::split_stem(rest, "__");
            let undo = others.iter().find(|other| {
                Self::kind(&other.name)
                    .is_some_and(|(kind, rest)| kind == 'U' && text::split_stem(rest, "__").0 == version)
            });
            let script = |file: &File| {
                let settings = format!("{}.conf", file.name);
                let outside = text::is_set_to_false(others, &settings, "executeInTransaction");
                Ok::<_, DirError>(Script::new(&file.name, text::text(file)?).outside_transaction(outside))
            };
            Ok(Migration {
                version: if letter == 'R' { String::new() } else { version },
                description,
                up: script(file)?,
                down: undo.map(|file| script(file)).transpose()?,
            })
        };
        sources.iter().map(migration).collect()
    }
}
