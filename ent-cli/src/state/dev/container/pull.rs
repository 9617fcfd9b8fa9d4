use std::io::{self, IsTerminal as _};
use std::process::{Command, Stdio};

use super::{output, succeeds};

/// The registry that a name means which names none.
const REGISTRY: &str = "docker.io";

/// The name under which `program` has the image that is called `name`, which is fetched if it is not there.
///
/// # Errors
/// When it can't be fetched, in the program's words.
pub fn at_hand(program: &str, name: &str) -> Result<String, String> {
    if succeeds(program, &["image", "inspect", name]) {
        return Ok(name.to_owned());
    }
    // Docker would ask that registry by itself, podman only where it is set up to.
    let name = with_registry(name);
    let mut pull = Command::new(program);
    pull.arg("pull");
    if io::stderr().is_terminal() {
        // That takes a while, which is to be seen.
        let status = pull.arg(&name).stdin(Stdio::null()).stdout(io::stderr()).status();
        return match status {
            Ok(status) if status.success() => Ok(name),
            Ok(_) => Err(format!("the image {name} can not be fetched")),
            Err(error) => Err(error.to_string()),
        };
    }
    output(pull.args(["--quiet", &name])).map(|_| name)
}

/// The whole name of an image.
fn with_registry(name: &str) -> String {
    match name.split_once('/') {
        None => format!("{REGISTRY}/library/{name}"),
        Some((first, _)) if first.contains(['.', ':']) || first == "localhost" => name.to_owned(),
        Some(_) => format!("{REGISTRY}/{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_a_registry() {
        for (name, whole) in [
            ("postgres:16", "docker.io/library/postgres:16"),
            ("postgis/postgis:16-3.4", "docker.io/postgis/postgis:16-3.4"),
            ("localhost/db:1", "localhost/db:1"),
            ("localhost:5000/db:1", "localhost:5000/db:1"),
            ("ghcr.io/team/db:1", "ghcr.io/team/db:1"),
        ] {
            assert_eq!(with_registry(name), whole);
        }
    }
}
