use super::{Layout, Rendering, text};
use crate::dir::{DirError, File, Migration, Script};

/// One file for each version, up only: Atlas.
pub(super) struct Single;

impl Layout for Single {
    fn is_source(&self, path: &str) -> bool {
        text::is_top_level(path) && path.ends_with(".sql")
    }

    fn render(&self, rendering: &Rendering<'_>) -> Vec<File> {
        let stem = text::stem(&rendering.version.to_string(), "_", rendering.name);
        let mut up = text::up_capitalised(rendering.plan);
        if text::leaves_transaction(rendering.plan) {
            up.insert_str(0, "-- atlas:txmode none\n\n");
        }
        vec![File::new(format!("{stem}.sql"), up)]
    }

    fn read(&self, sources: &[&File], _: &[&File]) -> Result<Vec<Migration>, DirError> {
        let migration = |file: &&File| {
            let stem = file.name.strip_suffix(".sql").unwrap_or(&file.name);
            let (version, description) = text::split_stem(stem, "_");
            Ok(Migration { version, description, up: Script::new(&file.name, text::text(file)?), down: None })
        };
        sources.iter().map(migration).collect()
    }
}
