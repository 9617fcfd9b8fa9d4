use ent_engine::dir::Edit;

use super::{Outcome, url};
use crate::args::DirArgs;
use crate::error::CliError;

/// `ent migrate hash`: silent when it goes well, as Atlas' is.
pub fn run(args: &DirArgs) -> Result<Outcome, CliError> {
    let dir = url::dir(args)?;
    let lock = dir.lock()?;
    let current = dir.read()?;
    dir.write(&lock, &current, &Edit::default())?;
    Ok(Outcome::default())
}
