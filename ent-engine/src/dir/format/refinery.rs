use super::{Layout, Rendering, text};
use crate::dir::{DirError, File, Migration, Script};

/// refinery: `V<version>__<name>.sql`, and `U<version>__<name>.sql` for versions that may come out
/// of order. It has no way down.
pub(super) struct Refinery;

impl Layout for Refinery {
    fn is_source(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.starts_with(['V', 'U']) && name.ends_with(".sql") && name.contains("__")
    }

    fn sort(&self, sources: &mut Vec<&File>) {
        sources.sort_by_cached_key(|file| (text::number(version(&file.name)), file.name.clone()));
    }

    fn version_numbers(&self, version: &str) -> Vec<u128> {
        text::number(version)
    }

    fn render(&self, rendering: &Rendering<'_>) -> Vec<File> {
        // The name must not be empty: refinery reads `V1__name.sql` only.
        let name = if rendering.name.is_empty() { "changes" } else { rendering.name };
        vec![File::new(format!("V{}__{name}.sql", rendering.version), text::up(rendering.plan))]
    }

    fn read(&self, sources: &[&File], _: &[&File]) -> Result<Vec<Migration>, DirError> {
        let migration = |file: &&File| {
            let name = file.name.rsplit('/').next().unwrap_or(&file.name);
            let stem = name.strip_suffix(".sql").unwrap_or(name);
            let (version, description) = text::split_stem(stem, "__");
            Ok(Migration {
                version: version.trim_start_matches(['V', 'U']).to_owned(),
                description,
                up: Script::new(&file.name, text::text(file)?),
                down: None,
            })
        };
        sources.iter().map(migration).collect()
    }
}

/// What follows the letter in the name of a file.
fn version(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path).trim_start_matches(['V', 'U'])
}
