mod account;
mod apply;
mod diff;
mod down;
mod hash;
mod migrator;
mod new;
mod schema_diff;
mod schema_inspect;
mod set;
mod status;
mod url;
mod validate;

use std::process::ExitCode;

pub use url::detected as detected_format;

use ent_engine::dir::SumError;

use crate::args::{Command, Migrate, Schema};
use crate::error::CliError;
use crate::interrupt;
use crate::state::Ground;

/// What a command has to say, and whether it went well.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Data, for stdout.
    pub data: String,
    /// The rest, for stderr.
    pub notes: String,
    /// Whether the command failed.
    pub failed: bool,
}

impl Outcome {
    /// A failure, told by `notes`.
    pub fn failed(notes: String) -> Self {
        Self { notes, failed: true, ..Self::default() }
    }

    /// A success that prints `data`.
    pub fn data(data: impl Into<String>) -> Self {
        Self { data: data.into(), ..Self::default() }
    }

    /// What to say of a directory that its sum does not fit: Atlas' help on stdout, the error on stderr.
    pub fn checksum(error: &SumError) -> Self {
        let place = match error {
            SumError::File { file, change, line } => format!("\tL{line}: {file} was {change}\n\n"),
            _ => String::new(),
        };
        let way_on = match error {
            SumError::NotFound => {
                "A sum file is what tells later whether a migration was changed. It is not there yet, or was lost. If the \
                 files are as they should be,\nrun 'ent migrate hash' ('atlas migrate hash'), with the '--dir' that \
                 they are in, to write it"
            }
            _ => {
                "A migration that others may have applied must not change. Take the change back; if it is meant,\nplease \
                 check your migration files and run 'ent migrate hash' ('atlas migrate hash') to re-hash the contents"
            }
        };
        let data = format!("You have a checksum error in your migration directory.\n\n{place}{way_on}\n");
        Self { data, notes: format!("Error: {error}"), failed: true }
    }

    /// Prints, and gives the status to end with.
    #[expect(clippy::print_stdout, clippy::print_stderr, reason = "the one place that prints")]
    pub fn tell(&self) -> ExitCode {
        print!("{}", with_newline(&self.data));
        eprint!("{}", with_newline(&self.notes));
        if self.failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }
}

fn with_newline(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

/// Runs a command.
pub fn run(command: Command) -> Result<Outcome, CliError> {
    match command {
        Command::New(args) => new::run(&args),
        Command::Schema(Schema::Inspect(args)) => wait(schema_inspect::run(&args)),
        Command::Schema(Schema::Diff(args)) => wait(schema_diff::run(&args)),
        Command::Migrate(Migrate::Diff(args)) => wait(diff::run(&args)),
        Command::Migrate(Migrate::Apply(args)) => wait(apply::run(&args)),
        Command::Migrate(Migrate::Down(args)) => wait(down::run(&args)),
        Command::Migrate(Migrate::Status(args)) => wait(status::run(&args)),
        Command::Migrate(Migrate::Set(args)) => wait(set::run(&args)),
        Command::Migrate(Migrate::Hash(args)) => hash::run(&args),
        Command::Migrate(Migrate::Validate(args)) => wait(validate::run(&args)),
    }
}

/// Runs `work` on the ground that the arguments name, and leaves nothing running.
async fn on_ground(
    dialect: Option<&str>,
    dev_url: Option<&str>,
    work: impl AsyncFnOnce(&mut Ground) -> Result<Outcome, CliError>,
) -> Result<Outcome, CliError> {
    let mut ground = Ground::open(dialect, dev_url).await?;
    let outcome = work(&mut ground).await;
    let note = ground.notes();
    ground.close().await;
    outcome.map(|outcome| Outcome { notes: format!("{note}{}", outcome.notes), ..outcome })
}

/// Runs what talks to databases.
fn wait(work: impl Future<Output = Result<Outcome, CliError>>) -> Result<Outcome, CliError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| CliError::Other(format!("cannot start: {error}")))?;
    runtime.block_on(interrupt::unless_interrupted(work))
}
