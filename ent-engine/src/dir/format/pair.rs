use super::{Layout, Rendering, text};
use crate::dir::{DirError, File, Migration, Script};

const UP: &str = ".up.sql";
const DOWN: &str = ".down.sql";

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
            let mark = if self.also_simple { "-- no-transaction\n" } else { "-- atlas:txmode none\n\n" };
            up.insert_str(0, mark);
            down.insert_str(0, mark);
        }
        vec![File::new(format!("{stem}{UP}"), up), File::new(format!("{stem}{DOWN}"), down)]
    }

    fn read(&self, sources: &[&File], others: &[&File]) -> Result<Vec<Migration>, DirError> {
        let migration = |file: &&File| {
            let stem = file.name.strip_suffix(UP).or_else(|| file.name.strip_suffix(".sql"));
            let stem = stem.unwrap_or(&file.name);
            let (version, description) = text::split_stem(stem, "_");
            let down = others.iter().find(|other| other.name.strip_suffix(DOWN) == Some(stem));
            Ok(Migration {
                version,
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
