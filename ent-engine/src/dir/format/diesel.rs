use super::{Layout, Rendering, text};
use crate::dir::{DirError, File, Migration, Script};

/// Diesel: a folder for each version, with `up.sql`, `down.sql` and, where a statement refuses to
/// run in a transaction, `metadata.toml`.
pub(super) struct Diesel;

impl Layout for Diesel {
    fn is_source(&self, path: &str) -> bool {
        path.strip_suffix("/up.sql").is_some_and(|folder| !folder.is_empty() && !folder.contains('/'))
    }

    fn sort(&self, sources: &mut Vec<&File>) {
        // Diesel orders by the version, which it reads without the dashes.
        let version = |file: &&File| text::split_stem(&file.name, "_").0.replace('-', "");
        sources.sort_by(|a, b| version(a).cmp(&version(b)).then_with(|| a.name.cmp(&b.name)));
    }

    fn render(&self, rendering: &Rendering<'_>) -> Vec<File> {
        let folder = text::stem(&rendering.version.dashed(), "_", rendering.name);
        let mut files = vec![
            File::new(format!("{folder}/up.sql"), text::up(rendering.plan)),
            File::new(format!("{folder}/down.sql"), text::down(rendering.plan)),
        ];
        if text::leaves_transaction(rendering.plan) {
            files.push(File::new(format!("{folder}/metadata.toml"), "run_in_transaction = false\n"));
        }
        files
    }

    fn read(&self, sources: &[&File], others: &[&File]) -> Result<Vec<Migration>, DirError> {
        let migration = |file: &&File| {
            let folder = file.name.strip_suffix("/up.sql").unwrap_or(&file.name);
            let (version, description) = text::split_stem(folder, "_");
            let down = others.iter().find(|other| other.name.strip_suffix("/down.sql") == Some(folder));
            Ok(Migration {
                // Diesel orders and records versions without the dashes.
                version: version.replace('-', ""),
                description,
                up: Script::new(&file.name, text::text(file)?),
                down: down
                    .map(|file| Ok::<_, DirError>(Script::new(&file.name, text::text(file)?)))
                    .transpose()?,
            })
        };
        sources.iter().map(migration).collect()
    }
}
