use ent_build::{Config, Level, Message, Mode, Project};

use super::super::{Outcome, url};
use super::{SYNCED, indent};
use crate::args::Diff;
use crate::error::CliError;

/// `ent migrate diff`: the work of the build script, by hand and under a name.
pub fn run(args: &Diff) -> Result<Outcome, CliError> {
    let project = Project::open(".", config(args)?).map_err(CliError::Other)?;
    let mode = if args.check { Mode::Check } else { Mode::Write };
    let messages = project.update(mode, args.name.as_deref()).map_err(CliError::Other)?;
    if messages.is_empty() {
        return Ok(Outcome::data(SYNCED));
    }
    let failed = messages.iter().any(|message| message.level == Level::Error);
    let notes = messages.iter().map(line).collect::<Vec<_>>().join("\n");
    Ok(Outcome { notes, failed, ..Outcome::default() })
}

fn line(message: &Message) -> String {
    match message.level {
        Level::Warning => message.text.clone(),
        Level::Error => format!("Error: {}", message.text),
    }
}

/// The options over those of `ent.toml`.
fn config(args: &Diff) -> Result<Config, CliError> {
    let mut config = ent_build::configure();
    if let [to] = args.to.as_slice() {
        config = config.schema(url::path(to, "ent")?);
    }
    if let Some(dir) = &args.dir {
        config = config.dir(url::path(dir, "file")?);
    }
    if let Some(format) = url::format(args.dir.as_deref().unwrap_or_default(), args.dir_format.as_deref())? {
        config = config.format(format);
    }
    if let Some(dialect) = &args.dialect {
        match dialect.split_once([' ', ':', '/']) {
            Some((name, version)) => config = config.dialect(name).version(version),
            None => config = config.dialect(dialect),
        }
    }
    if let Some(template) = &args.format {
        config = config.indent(indent(template)?.unwrap_or_default());
    }
    Ok(config)
}
