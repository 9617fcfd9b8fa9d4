use super::{Layout, Rendering, text};
use crate::dir::{DirError, File, Migration, Script};

/// Says how the files of its folder are run.
pub(super) const METADATA: &str = "/metadata.toml";
const IN_TRANSACTION: &str = "run_in_transaction";

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
            files.push(File::new(format!("{folder}{METADATA}"), format!("{IN_TRANSACTION} = false\n")));
        }
        files
    }

    fn read(&self, sources: &[&File], others: &[&File]) -> Result<Vec<Migration>, DirError> {
        let migration = |file: &&File| {
            let folder = file.name.strip_suffix("/up.sql").unwrap_or(&file.name);
            let (version, description) = text::split_stem(folder, "_");
            let down = others.iter().find(|other| other.name.strip_suffix("/down.sql") == Some(folder));
            let outside = text::is_set_to_false(others, &format!("{folder}{METADATA}"), IN_TRANSACTION);
            let script = |file: &File| {
                Ok::<_, DirError>(Script::new(&file.name, text::text(file)?).outside_transaction(outside))
            };
            Ok(Migration {
                // Diesel orders and records versions without the dashes.
                version: version.replace('-', ""),
                description,
                up: script(file)?,
                down: down.map(|file| script(file)).transpose()?,
            })
        };
        sources.iter().map(migration).collect()
    }
}
