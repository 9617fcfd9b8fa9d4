use super::{Layout, Rendering, text};
use crate::dir::{DirError, File, Migration, Script};

const UP: &str = ".up.sql";
const DOWN: &str = ".down.sql";
/// sqlx: the first words of a file that must not run in a transaction.
const NO_TRANSACTION: &str = "-- no-transaction";

/// Two files for each version: golang-migrate, and sqlx, which also reads files with a way up only.
pub(super) struct Pair {
    /// Whether `<version>_<name>.sql` is a migration too.
    pub also_simple: bool,
}

impl Layout for Pair {
    fn is_source(&self, path: &str) -> bool {
        text::is_top_level(path)
            && (path.ends_with(UP) || self.also_simple && path.ends_with(".sql") && !path.ends_with(DOWN))
    }

    fn version_numbers(&self, version: &str) -> Vec<u128> {
        text::number(version)
    }

    fn render(&self, rendering: &Rendering<'_>) -> Vec<File> {
        let stem = text::stem(&rendering.version.to_string(), "_", rendering.name);
        let outside = text::leaves_transaction(rendering.plan);
        let (mut up, mut down) = (text::up(rendering.plan), text::down(rendering.plan));
        if outside {
            let mark = if self.also_simple { NO_TRANSACTION } else { "-- atlas:txmode none\n" };
            for text in [&mut up, &mut down] {
                text.insert_str(0, &format!("{mark}\n"));
            }
        }
        vec![File::new(format!("{stem}{UP}"), up), File::new(format!("{stem}{DOWN}"), down)]
    }

    fn read(&self, sources: &[&File], others: &[&File]) -> Result<Vec<Migration>, DirError> {
        let migration = |file: &&File| {
            let stem = file.name.strip_suffix(UP).or_else(|| file.name.strip_suffix(".sql"));
            let stem = stem.unwrap_or(&file.name);
            let (version, description) = text::split_stem(stem, "_");
            let down = others.iter().find(|other| other.name.strip_suffix(DOWN) == Some(stem));
            let script = |file: &File| {
                let text = text::text(file)?;
                let outside = self.also_simple && text.starts_with(NO_TRANSACTION);
                Ok::<_, DirError>(Script::new(&file.name, text).outside_transaction(outside))
            };
            Ok(Migration {
                version,
                description,
                up: script(file)?,
                down: down.map(|file| script(file)).transpose()?,
            })
        };
        sources.iter().map(migration).collect()
    }
}
