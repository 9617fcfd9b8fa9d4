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
        sources.sort_by_key(|file| (number(&file.name), file.name.clone()));
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

/// The version as the number by which refinery orders.
fn number(path: &str) -> u64 {
    let name = path.rsplit('/').next().unwrap_or(path);
    let digits: String = name.chars().skip(1).take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(u64::MAX)
}
