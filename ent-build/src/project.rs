use std::path::{Path, PathBuf};

use ent_engine::graph::{Graph, schema_root};
use ent_schema::source::{self, Source};

use crate::cache::{self, Cache};
use crate::config::{self, Config, Target};
use crate::error::BuildError;
use crate::mode::Mode;
use crate::paths;
use crate::report::{Message, Report};
use crate::target::{self, Folders, Request};

/// A crate with a schema module and migration directories: what the build script and the command
/// both work on.
#[derive(Clone, Debug)]
pub struct Project {
    /// Folder of the crate.
    pub(crate) manifest_dir: PathBuf,
    /// Options, complete.
    pub(crate) config: Config,
    /// Databases that ent-runtime was built for, where that is known.
    pub(crate) drivers: Vec<String>,
}

impl Project {
    /// The project in the folder `manifest_dir`, with `config` over the options of its `ent.toml`.
    ///
    /// # Errors
    /// The text of what is wrong with `ent.toml`.
    pub fn open(manifest_dir: impl Into<PathBuf>, config: Config) -> Result<Self, String> {
        Self::open_with(manifest_dir.into(), config, Vec::new()).map_err(|error| error.to_string())
    }

    pub(crate) fn open_with(
        manifest_dir: PathBuf,
        config: Config,
        drivers: Vec<String>,
    ) -> Result<Self, BuildError> {
        let config = config.over(config::read_file(&manifest_dir.join(Self::OPTIONS))?);
        Ok(Self { manifest_dir, config, drivers })
    }

    /// Name of the file with the options.
    pub(crate) const OPTIONS: &str = "ent.toml";

    /// Brings the migration directories up to date as `mode` says, calling what it writes `name`.
    /// Whatever is written is history at once, not a draft.
    ///
    /// # Errors
    /// The text of what is wrong with the options or the declarations, or keeps a migration from
    /// being written.
    pub fn update(&self, mode: Mode, name: Option<&str>) -> Result<Vec<Message>, String> {
        let mut report = Report::default();
        let mut update = || {
            let request = Request { mode, name, drafts: false };
            let load = || {
                let source = self.load(&mut Cache::default())?;
                Graph::from_source(&source).map(Some).map_err(BuildError::Declarations)
            };
            let folders = Folders { manifest_dir: &self.manifest_dir, out_dir: None };
            target::update(&self.targets()?, folders, &request, load, &mut report)
        };
        update().map_err(|error: BuildError| error.to_string())?;
        Ok(report.into_messages())
    }

    /// The targets, complete.
    pub(crate) fn targets(&self) -> Result<Vec<Target>, BuildError> {
        self.config.targets(&self.drivers)
    }

    /// Reads the schema module; what is wrong in its files is among the diagnostics.
    pub(crate) fn load(&self, seen: &mut Cache) -> Result<Source, BuildError> {
        let root = self.schema_root()?;
        let mut read = |path: &Path| {
            let text = std::fs::read_to_string(path)?;
            if !seen.files.iter().any(|(file, _)| file == path) {
                seen.files.push((path.to_path_buf(), cache::hash_of(&text.as_bytes())));
            }
            Ok(text)
        };
        Ok(source::load(&root, &mut read, &|path| paths::shown(path, &self.manifest_dir)))
    }

    /// The schema module's file.
    fn schema_root(&self) -> Result<PathBuf, BuildError> {
        let path = self.config.schema_path();
        schema_root(&self.manifest_dir.join(path)).ok_or_else(|| {
            let file = path.trim_end_matches(".rs");
            BuildError::Options(format!(
                "there is no schema module at {file}.rs or {file}/mod.rs\n\
                 help: write `mod schema;` beside your other modules and the structs in {file}.rs, \
                 or name the module's place in ent.toml: `schema = \"src/db/schema\"`"
            ))
        })
    }
}
