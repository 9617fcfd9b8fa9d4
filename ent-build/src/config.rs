mod file;

use std::collections::BTreeMap;

use ent_engine::dialect::{DialectName, Flavor};
use ent_engine::dir::Format;

use crate::Mode;
use crate::error::BuildError;
pub(crate) use file::read_file;

/// Options of a build: those of `ent.toml`, and over them what the build script says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The schema module, as a path below the crate: `src/schema` unless said otherwise.
    schema: Option<String>,
    /// Path of the schema module in the crate, where it does not follow from `schema`.
    module: Option<String>,
    /// What the build may do, where the environment would say otherwise.
    mode: Option<Mode>,
    /// Options of the migration directory.
    migrate: Migrate,
}

/// The `[migrate]` table: options of a target, and further targets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Migrate {
    #[serde(flatten)]
    base: TargetConfig,
    /// `[[migrate.targets]]`: each a directory of its own; what it leaves out is as in `[migrate]`.
    targets: Vec<TargetConfig>,
}

/// Options of one migration directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TargetConfig {
    /// `sqlite`, `postgres`, `mysql` or `mariadb`.
    pub dialect: Option<String>,
    /// Version of the database: `15`, `10.11`.
    pub version: Option<String>,
    /// The migration directory, below the crate: `migrations` unless said otherwise.
    pub dir: Option<String>,
    /// The directory's layout: `golang-migrate` unless said otherwise.
    pub format: Option<String>,
    /// What statements are indented by: two spaces unless said otherwise.
    pub indent: Option<String>,
    /// What to do about changes that lose data.
    pub destructive: Option<Destructive>,
    /// Tables, or `table.column`s, whose data may go.
    pub drops: Option<Vec<String>>,
    /// Names of database schemas here, by the names in the structs; an empty name is the schema
    /// of the connection.
    pub schemas: Option<BTreeMap<String, String>>,
    /// Schema of the entities that name none, where the database needs its name (MySQL).
    pub default_schema: Option<String>,
    /// Whether doc comments of all entities become comments in the database.
    pub comments: Option<bool>,
    /// Tables that the directory makes and no struct declares, left alone: globs of names, such as
    /// `audit_*`, in whatever schema.
    pub ignore: Option<Vec<String>>,
    /// Whether an uncommitted migration that nobody edited is written anew as structs change.
    pub drafts: Option<bool>,
    /// Whether tables that are there may be in use: changes in steps that keep nobody waiting while rows are read.
    pub online: Option<bool>,
}

/// What to do about changes that lose data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Destructive {
    /// Write nothing and fail, until each is allowed.
    #[default]
    Stop,
    /// Write, and say what will be lost.
    Warn,
    /// Write.
    Allow,
}

/// Options of one migration directory, complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub flavor: Flavor,
    pub dir: String,
    pub format: Format,
    pub indent: String,
    pub destructive: Destructive,
    pub drops: Vec<String>,
    pub schemas: BTreeMap<String, String>,
    pub default_schema: String,
    pub comments: bool,
    pub ignore: Vec<String>,
    pub drafts: bool,
    pub online: bool,
}

impl Config {
    /// The schema module, as a path below the crate.
    #[must_use]
    pub fn schema(mut self, path: impl Into<String>) -> Self {
        self.schema = Some(path.into());
        self
    }

    /// The path of the schema module in the crate, where it does not follow from its place:
    /// `crate::schema` for `src/schema`.
    #[must_use]
    pub fn module(mut self, path: impl Into<String>) -> Self {
        self.module = Some(path.into());
        self
    }

    /// What the build may do. Without a word it writes on a developer's checkout and checks where
    /// `CI` is set. A crate that is somebody's dependency is left alone whatever is said here.
    #[must_use]
    pub fn mode(mut self, mode: Mode) -> Self {
        self.mode = Some(mode);
        self
    }

    /// The database: `sqlite`, `postgres`, `mysql` or `mariadb`.
    #[must_use]
    pub fn dialect(mut self, name: impl Into<String>) -> Self {
        self.migrate.base.dialect = Some(name.into());
        self
    }

    /// The version of the database.
    #[must_use]
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.migrate.base.version = Some(version.into());
        self
    }

    /// The migration directory, below the crate.
    #[must_use]
    pub fn dir(mut self, path: impl Into<String>) -> Self {
        self.migrate.base.dir = Some(path.into());
        self
    }

    /// The directory's layout.
    #[must_use]
    pub fn format(mut self, format: Format) -> Self {
        self.migrate.base.format = Some(format.as_str().to_owned());
        self
    }

    /// What statements are indented by; nothing for one line each.
    #[must_use]
    pub fn indent(mut self, indent: impl Into<String>) -> Self {
        self.migrate.base.indent = Some(indent.into());
        self
    }

    /// What to do about changes that lose data.
    #[must_use]
    pub fn destructive(mut self, policy: Destructive) -> Self {
        self.migrate.base.destructive = Some(policy);
        self
    }

    /// Whether tables that are there may be in use: they are changed in steps that keep nobody waiting while rows are
    /// read.
    #[must_use]
    pub fn online(mut self, online: bool) -> Self {
        self.migrate.base.online = Some(online);
        self
    }

    /// The name of a database schema here, by its name in the structs; an empty name is the schema
    /// of the connection.
    #[must_use]
    pub fn map_schema(mut self, declared: impl Into<String>, name: impl Into<String>) -> Self {
        self.migrate.base.schemas.get_or_insert_default().insert(declared.into(), name.into());
        self
    }

    /// A further migration directory; what it leaves out is as for the others.
    #[must_use]
    pub fn target(mut self, target: TargetConfig) -> Self {
        self.migrate.targets.push(target);
        self
    }

    /// Runs: reads `ent.toml` for what was not set here, and does the work.
    pub fn run(self) {
        crate::run::run(self);
    }

    /// These options, and those of `file` where these say nothing.
    pub(crate) fn over(self, file: Self) -> Self {
        let targets =
            if self.migrate.targets.is_empty() { file.migrate.targets } else { self.migrate.targets };
        Self {
            schema: self.schema.or(file.schema),
            module: self.module.or(file.module),
            mode: self.mode.or(file.mode),
            migrate: Migrate { base: self.migrate.base.over(&file.migrate.base), targets },
        }
    }

    /// What the build may do, where the options say it.
    pub(crate) fn mode_option(&self) -> Option<Mode> {
        self.mode
    }

    /// The schema module, as a path below the crate.
    pub(crate) fn schema_path(&self) -> &str {
        self.schema.as_deref().unwrap_or("src/schema")
    }

    /// Path of the schema module in the crate: `crate::db::schema` for `src/db/schema`.
    pub(crate) fn module_path(&self) -> String {
        if let Some(module) = &self.module {
            return module.clone();
        }
        let path = self.schema_path().trim_end_matches('/').trim_end_matches(".rs").trim_end_matches("/mod");
        let path = path.strip_prefix("./").unwrap_or(path);
        format!("crate::{}", path.strip_prefix("src/").unwrap_or(path).replace('/', "::"))
    }

    /// The targets, complete. `drivers` are the databases that ent-runtime was built for.
    pub(crate) fn targets(&self, drivers: &[String]) -> Result<Vec<Target>, BuildError> {
        let base = &self.migrate.base;
        if self.migrate.targets.is_empty() {
            return Ok(vec![base.complete(drivers)?]);
        }
        let targets: Vec<Target> = self
            .migrate
            .targets
            .iter()
            .map(|target| target.clone().over(base).complete(drivers))
            .collect::<Result<_, _>>()?;
        for (i, target) in targets.iter().enumerate() {
            if targets[..i].iter().any(|other| other.dir == target.dir) {
                let message =
                    format!("two targets share the directory {}; give each its own `dir`", target.dir);
                return Err(BuildError::Options(message));
            }
        }
        Ok(targets)
    }
}

impl TargetConfig {
    /// These options, and those of `base` where these say nothing.
    fn over(self, base: &Self) -> Self {
        Self {
            dialect: self.dialect.or_else(|| base.dialect.clone()),
            version: self.version.or_else(|| base.version.clone()),
            dir: self.dir.or_else(|| base.dir.clone()),
            format: self.format.or_else(|| base.format.clone()),
            indent: self.indent.or_else(|| base.indent.clone()),
            destructive: self.destructive.or(base.destructive),
            drops: self.drops.or_else(|| base.drops.clone()),
            schemas: self.schemas.or_else(|| base.schemas.clone()),
            default_schema: self.default_schema.or_else(|| base.default_schema.clone()),
            comments: self.comments.or(base.comments),
            ignore: self.ignore.or_else(|| base.ignore.clone()),
            drafts: self.drafts.or(base.drafts),
            online: self.online.or(base.online),
        }
    }

    fn complete(&self, drivers: &[String]) -> Result<Target, BuildError> {
        let options = |error: &dyn std::fmt::Display| BuildError::Options(error.to_string());
        let mut flavor: Flavor = match (&self.dialect, drivers) {
            (Some(name), _) => name.parse().map_err(|error| options(&format!("`dialect`: {error}")))?,
            (None, [driver]) => driver.parse().map_err(|error| options(&error))?,
            (None, _) => return Err(BuildError::Options(which_dialect(drivers))),
        };
        if let Some(version) = &self.version {
            flavor.version = version.parse().map_err(|error| options(&format!("`version`: {error}")))?;
        }
        Ok(Target {
            flavor,
            dir: self.dir.clone().unwrap_or_else(|| "migrations".to_owned()),
            format: match &self.format {
                Some(name) => name.parse().map_err(|error| options(&format!("`format`: {error}")))?,
                None => Format::default(),
            },
            indent: self.indent.clone().unwrap_or_else(|| "  ".to_owned()),
            destructive: self.destructive.unwrap_or_default(),
            drops: self.drops.clone().unwrap_or_default(),
            schemas: self.schemas.clone().unwrap_or_default(),
            default_schema: self.default_schema.clone().unwrap_or_default(),
            comments: self.comments.unwrap_or(false),
            ignore: self.ignore.clone().unwrap_or_default(),
            drafts: self.drafts.unwrap_or(true),
            online: self.online.unwrap_or(false),
        })
    }
}

/// What to say when nobody names a database.
fn which_dialect(drivers: &[String]) -> String {
    let names: Vec<&str> = DialectName::ALL.iter().map(|name| name.as_str()).collect();
    let why = if drivers.is_empty() {
        "none is known from the features of ent-runtime".to_owned()
    } else {
        format!("ent-runtime is built for {}", drivers.join(" and "))
    };
    format!(
        "which database are the migrations for? ({why})\n\
         help: write `dialect = \"postgres\"` (one of {}) under `[migrate]` in ent.toml",
        names.join(", ")
    )
}
