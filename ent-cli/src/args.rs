use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

use crate::state::Selection;

/// Database schemas from Rust structs: new entities and versioned migrations.
#[derive(Debug, Parser)]
#[command(name = "ent", version)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make entities: a file each, and the lines that make them known.
    New(New),
    /// Look at schemas: of databases, SQL files, migration directories and structs.
    #[command(subcommand)]
    Schema(Schema),
    /// Work on a migration directory.
    #[command(subcommand)]
    Migrate(Migrate),
}

/// What to do with schemas.
#[derive(Debug, Subcommand)]
pub enum Schema {
    /// Print a schema.
    Inspect(SchemaInspect),
    /// Print the statements that lead from one schema to another.
    Diff(SchemaDiff),
}

/// Options of `ent schema inspect`.
#[derive(Debug, ClapArgs)]
pub struct SchemaInspect {
    /// A database, `file://` with SQL or a migration directory (`?format=goose&version=3`), or `ent://src/schema`.
    #[arg(short, long, required = true, value_name = "URL")]
    pub url: Vec<String>,
    #[command(flatten)]
    pub source: SourceArgs,
    /// How to print it: `{{ sql . }}`, `{{ sql . "  " }}`, `{{ json . }}`, `{{ json . "  " }}`.
    #[arg(long, alias = "log", value_name = "TEMPLATE")]
    pub format: Option<String>,
}

/// Options of `ent schema diff`.
#[derive(Debug, ClapArgs)]
pub struct SchemaDiff {
    /// The schema to start from: as for `ent schema inspect --url`.
    #[arg(short, long, required = true, value_name = "URL")]
    pub from: Vec<String>,
    /// The schema to arrive at.
    #[arg(long, required = true, value_name = "URL")]
    pub to: Vec<String>,
    #[command(flatten)]
    pub source: SourceArgs,
    #[command(flatten)]
    pub answers: AnswerArgs,
    /// Take tables to be in use: changes in steps that keep nobody waiting while rows are read.
    #[arg(long)]
    pub online: bool,
    /// How to print the statements: `{{ sql . }}`, `{{ sql . "  " }}`.
    #[arg(long, value_name = "TEMPLATE")]
    pub format: Option<String>,
}

/// How states are read.
#[derive(Debug, ClapArgs)]
pub struct SourceArgs {
    /// The database that files and structs are for, with its version if it matters: `postgres`, `mariadb:10.6`.
    #[arg(long, value_name = "NAME")]
    pub dialect: Option<String>,
    /// An empty database to try files out in, rather than working them out in memory: `docker://postgres/16/dev`,
    /// `local://postgres`, `sqlite://dev?mode=memory`, or the URL of one that is there. It is empty again afterwards.
    #[arg(long, value_name = "URL")]
    pub dev_url: Option<String>,
    /// Schemas to look at; all by default.
    #[arg(short, long, value_delimiter = ',', value_name = "NAME")]
    pub schema: Vec<String>,
    /// The only objects to look at: `public.users`, `*.app_*`, `*[type=view]`; all by default.
    #[arg(long, value_delimiter = ',', value_name = "PATTERN")]
    pub include: Vec<String>,
    /// Objects to leave out: `*.audit_*`, `public.users.secret`, `*[type=view]`.
    #[arg(long, value_delimiter = ',', value_name = "PATTERN")]
    pub exclude: Vec<String>,
}

impl SourceArgs {
    /// Which part of the states is asked for.
    pub fn selection(&self) -> Selection {
        Selection {
            schemas: self.schema.clone(),
            include: self.include.clone(),
            exclude: self.exclude.clone(),
        }
    }
}

/// What two states alone do not tell of the way between them.
#[derive(Debug, Default, ClapArgs)]
pub struct AnswerArgs {
    /// A table, column, enum type or value that has another name, or a value that takes the place of one that goes:
    /// `users.name=full_name`, `users=people`, `mood.sad=low`. On a terminal, what looks renamed is asked about.
    #[arg(long, value_name = "PATH=NAME")]
    pub rename: Vec<String>,
    /// What goes though it looks renamed; a value that no row has.
    #[arg(long, value_name = "PATH")]
    pub drop: Vec<String>,
    /// What rows that are there get in a column: `users.age=0`.
    #[arg(long, value_name = "COLUMN=SQL")]
    pub backfill: Vec<String>,
}

impl AnswerArgs {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.rename.is_empty() && self.drop.is_empty() && self.backfill.is_empty()
    }
}

/// Options of `ent new`.
#[derive(Debug, ClapArgs)]
pub struct New {
    /// Names of the entities, such as `User`.
    #[arg(required = true, value_name = "NAME")]
    pub names: Vec<String>,
    /// The schema module's folder.
    #[arg(long, default_value = "src/schema", value_name = "FOLDER")]
    pub target: PathBuf,
}

/// What to do with a migration directory.
#[derive(Debug, Subcommand)]
pub enum Migrate {
    /// Write the migration that leads from the directory to the structs.
    Diff(Diff),
    /// Write `atlas.sum` anew, after a change that is meant.
    Hash(DirArgs),
    /// Check the directory: its sum, that it replays, and that each way down undoes its way up.
    Validate(Validate),
    /// Apply what is pending to a database.
    Apply(MigrateApply),
    /// Go back over what was applied: by the way down of each file, or by what the directory says it changed.
    Down(MigrateDown),
    /// Tell what is applied to a database and what is pending.
    Status(MigrateStatus),
    /// Take a database to be at a version, without running anything.
    Set(MigrateSet),
}

/// Which migration directory, and which database it is for.
#[derive(Debug, ClapArgs)]
pub struct TargetArgs {
    /// The database; `apply` takes several.
    #[arg(short, long, value_name = "URL")]
    pub url: Vec<String>,
    #[command(flatten)]
    pub dir: DirArgs,
    /// Schema of the revisions table.
    #[arg(long, value_name = "NAME")]
    pub revisions_schema: Option<String>,
}

/// Options of `ent migrate apply`.
#[derive(Debug, ClapArgs)]
pub struct MigrateApply {
    /// Apply at most so many files.
    pub amount: Option<String>,
    #[command(flatten)]
    pub target: TargetArgs,
    /// Print what would run, and run nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Take a database that has no revisions to be at this version.
    #[arg(long, value_name = "VERSION")]
    pub baseline: Option<String>,
    /// Carry on from what another tool applied, by its own table: golang-migrate, sqlx, refinery, Diesel, goose, Flyway,
    /// dbmate. Nothing more is done where the database has revisions already.
    #[arg(long, conflicts_with_all = ["baseline", "dry_run"])]
    pub adopt: bool,
    /// Start on a database that is not empty.
    #[arg(long)]
    pub allow_dirty: bool,
    /// Where transactions begin and end: `file`, `all`, `none`.
    #[arg(long, default_value = "file", value_name = "MODE")]
    pub tx_mode: String,
    /// Files that sort before what is applied: `linear` refuses, `linear-skip` leaves them out, `non-linear` applies
    /// them.
    #[arg(long, default_value = "linear", value_name = "ORDER")]
    pub exec_order: String,
    /// How long to wait for another run: `10s`, `1m`, `500ms`.
    #[arg(long, default_value = "10s", value_name = "DURATION")]
    pub lock_timeout: String,
    /// A statement at which a run was cut off, where the database does not tell whether it took hold: `refuse` stops there,
    /// `took-hold` goes on after it, `run-again` runs it. What the database tells counts first.
    #[arg(long, default_value = "refuse", value_name = "WHAT")]
    pub in_doubt: String,
    /// Apply to each schema that this query gives, asked of the database: `SELECT name FROM tenants`.
    #[arg(long, value_name = "QUERY")]
    pub for_each: Option<String>,
    /// Apply to so many servers at once. Schemas of one server come one after the other, as its lock is one.
    #[arg(long, default_value_t = 4, value_name = "NUMBER")]
    pub jobs: usize,
    /// What to do about the other databases where one fails: `stop` begins no more of them, `continue` does.
    #[arg(long, default_value = "stop", value_name = "WHAT")]
    pub on_error: String,
}

/// Options of `ent migrate down`.
#[derive(Debug, ClapArgs)]
pub struct MigrateDown {
    /// Revert at most so many versions; one by default.
    #[arg(conflicts_with = "to_version")]
    pub amount: Option<String>,
    #[command(flatten)]
    pub target: TargetArgs,
    /// Revert all versions after this one.
    #[arg(long, visible_alias = "to", value_name = "VERSION")]
    pub to_version: Option<String>,
    /// Print what would run, and run nothing but the checks.
    #[arg(long)]
    pub dry_run: bool,
    /// Go on where data would be lost. By default the database is asked first, and tables and columns that are not
    /// empty stay.
    #[arg(long)]
    pub allow_data_loss: bool,
    /// How long to wait for another run: `10s`, `1m`, `500ms`.
    #[arg(long, default_value = "10s", value_name = "DURATION")]
    pub lock_timeout: String,
    /// A statement at which a run was cut off, where the database does not tell whether it took hold: `refuse` stops there,
    /// `took-hold` goes on after it, `run-again` runs it. What the database tells counts first.
    #[arg(long, default_value = "refuse", value_name = "WHAT")]
    pub in_doubt: String,
    /// Taken for the sake of other tools' scripts: ways back are worked out without a database.
    #[arg(long, value_name = "URL")]
    pub dev_url: Option<String>,
}

/// Options of `ent migrate status`.
#[derive(Debug, ClapArgs)]
pub struct MigrateStatus {
    #[command(flatten)]
    pub target: TargetArgs,
}

/// Options of `ent migrate set`.
#[derive(Debug, ClapArgs)]
pub struct MigrateSet {
    /// The version; without one, the last of the directory.
    pub version: Vec<String>,
    #[command(flatten)]
    pub target: TargetArgs,
}

/// Options of `ent migrate diff`.
#[derive(Debug, ClapArgs)]
pub struct Diff {
    /// What to call the migration.
    pub name: Option<String>,
    /// Where to: the schema module `ent://src/schema`, `file://` with SQL, or a database; the structs that `ent.toml`
    /// names by default.
    #[arg(long, value_name = "URL")]
    pub to: Vec<String>,
    /// An empty database to try files out in, rather than working them out in memory: `docker://postgres/16/dev`,
    /// `local://postgres`, `sqlite://dev?mode=memory`, or the URL of one that is there. It is empty again afterwards.
    #[arg(long, value_name = "URL")]
    pub dev_url: Option<String>,
    /// How long to wait for another run that has the dev database: `10s`, `1m`, `500ms`.
    #[arg(long, default_value = "10s", value_name = "DURATION")]
    pub lock_timeout: String,
    /// Schemas to look at; all by default.
    #[arg(short, long, value_delimiter = ',', value_name = "NAME")]
    pub schema: Vec<String>,
    /// The schema that names are qualified with, where there is one only.
    #[arg(long, value_name = "NAME")]
    pub qualifier: Option<String>,
    #[command(flatten)]
    pub answers: AnswerArgs,
    /// Take tables to be in use, with `--to`: changes in steps that keep nobody waiting while rows are read. For structs
    /// `ent.toml` says so.
    #[arg(long, requires = "to")]
    pub online: bool,
    /// The migration directory: `file://migrations`; else as `ent.toml` says.
    #[arg(long, value_name = "URL")]
    pub dir: Option<String>,
    /// Layout of the directory.
    #[arg(long, value_name = "FORMAT")]
    pub dir_format: Option<String>,
    /// The database, with its version if it matters: `postgres`, `mariadb:10.6`.
    #[arg(long, value_name = "NAME")]
    pub dialect: Option<String>,
    /// How statements are written: `{{ sql . "  " }}`.
    #[arg(long, value_name = "TEMPLATE")]
    pub format: Option<String>,
    /// Write nothing; fail when something is missing, and show it.
    #[arg(long)]
    pub check: bool,
}

/// Which migration directory.
#[derive(Debug, ClapArgs)]
pub struct DirArgs {
    /// The migration directory.
    #[arg(long, default_value = "file://migrations", value_name = "URL")]
    pub dir: String,
    /// Layout of the directory: atlas, golang-migrate, sqlx, goose, dbmate, flyway, liquibase, refinery, diesel; told by
    /// its files by default.
    #[arg(long, value_name = "FORMAT")]
    pub dir_format: Option<String>,
}

/// Options of `ent migrate validate`.
#[derive(Debug, ClapArgs)]
pub struct Validate {
    #[command(flatten)]
    pub dir: DirArgs,
    /// The database that the migrations are for; without it only the sum is checked.
    #[arg(long, value_name = "NAME")]
    pub dialect: Option<String>,
    /// An empty database to try the migrations out in.
    #[arg(long, value_name = "URL")]
    pub dev_url: Option<String>,
    /// The schema that names in the files are qualified with, where `diff` was told so.
    #[arg(long, value_name = "NAME")]
    pub qualifier: Option<String>,
}

/// The arguments without the word that cargo puts in when it is called as `cargo ent`.
pub fn without_cargo(args: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.collect();
    let by_cargo = args.first().is_some_and(|program| {
        let name = std::path::Path::new(program).file_stem();
        name.is_some_and(|name| name == "cargo-ent")
    });
    if by_cargo && args.get(1).is_some_and(|word| word == "ent") {
        args.remove(1);
    }
    args
}
