mod pull;

use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ent_engine::dialect::DialectName;
use ent_runtime::{DatabaseUrl, Pool};

use super::url::{Image, Wanted};
use crate::error::CliError;

/// How long a database in a container may take to answer: its first start makes its data folder.
const PATIENCE: Duration = Duration::from_secs(120);

/// Password of the administrator, who can come from this machine only.
const PASSWORD: &str = "ent";

/// Waits until we are gone, however we go, and removes the container.
const WATCHDOG: &str = "read -r _; exec \"$1\" rm --force --volumes \"$2\"";

/// A running container, removed when this is dropped or the process is gone.
pub struct Container {
    url: DatabaseUrl,
    _watchdog: Watchdog,
}

impl Container {
    /// Starts a container from `image` and waits until the database in it answers. `None` where neither docker nor podman
    /// is at work.
    ///
    /// # Errors
    /// When the image can't be had, or the database does not start.
    pub async fn start(image: &Image) -> Result<Option<Self>, CliError> {
        let Some(program) = ["docker", "podman"].into_iter().find(|program| is_at_work(program)) else {
            return Ok(None);
        };
        let failed =
            |reason: String| CliError::Other(format!("cannot start {} with {program}: {reason}", image.name));
        let image_name = pull::at_hand(program, &image.name).map_err(failed)?;
        let server = Server::of(&image.wanted);
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let name = format!("ent-dev-{}-{}", std::process::id(), since.as_nanos());
        let watchdog = Watchdog::start(program, &name).map_err(|error| failed(error.to_string()))?;
        let mut run = Command::new(program);
        run.args(["run", "--detach", "--rm", "--name", &name]);
        run.args(["--publish", &format!("127.0.0.1::{}", server.port)]);
        for variable in &server.variables {
            run.args(["--env", variable]);
        }
        output(run.arg(&image_name)).map_err(failed)?;
        let ports = output(Command::new(program).args(["port", &name, &format!("{}/tcp", server.port)]))
            .map_err(failed)?;
        let address = ports.lines().next().unwrap_or_default().trim();
        let url = DatabaseUrl::parse(&server.url(address, &image.wanted))?;
        let is_running = || {
            let mut inspect = Command::new(program);
            let state = output(inspect.args(["inspect", "--format", "{{.State.Running}}", &name]));
            state.is_ok_and(|state| state.trim() == "true")
        };
        wait(&url, is_running).await.map_err(failed)?;
        Ok(Some(Self { url, _watchdog: watchdog }))
    }

    /// The URL of the database in it.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }
}

/// Waits until the database at `url` answers.
async fn wait(url: &DatabaseUrl, is_running: impl Fn() -> bool) -> Result<(), String> {
    let start = Instant::now();
    loop {
        let reason = match Pool::connect_to(url).await {
            Ok(pool) => {
                pool.close().await;
                return Ok(());
            }
            Err(error) => error.to_string(),
        };
        if !is_running() {
            return Err("it ended while starting".to_owned());
        }
        if start.elapsed() > PATIENCE {
            return Err(format!("it did not answer in {} s: {reason}", PATIENCE.as_secs()));
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// What the official image of a server is told, and how it is reached.
struct Server {
    port: u16,
    scheme: &'static str,
    user: &'static str,
    variables: Vec<String>,
}

impl Server {
    fn of(wanted: &Wanted) -> Self {
        let (port, scheme, user, prefix) = match wanted.dialect {
            DialectName::Postgres | DialectName::Sqlite => (5432, "postgres", "postgres", "POSTGRES"),
            DialectName::Mysql => (3306, "mysql", "root", "MYSQL"),
            DialectName::Mariadb => (3306, "mariadb", "root", "MARIADB"),
        };
        let (password, database) = match prefix {
            "POSTGRES" => ("POSTGRES_PASSWORD".to_owned(), "POSTGRES_DB".to_owned()),
            prefix => (format!("{prefix}_ROOT_PASSWORD"), format!("{prefix}_DATABASE")),
        };
        let mut variables = vec![format!("{password}={PASSWORD}")];
        variables.extend(wanted.database.as_ref().map(|name| format!("{database}={name}")));
        Self { port, scheme, user, variables }
    }

    fn url(&self, address: &str, wanted: &Wanted) -> String {
        let (scheme, user) = (self.scheme, self.user);
        let database = match (wanted.database.as_deref(), scheme) {
            (None, "postgres") => "postgres",
            (name, _) => name.unwrap_or_default(),
        };
        format!("{scheme}://{user}:{PASSWORD}@{address}/{database}{}", wanted.query)
    }
}

/// Whether `program` is there, and reaches what runs containers.
fn is_at_work(program: &str) -> bool {
    succeeds(program, &["info"])
}

/// Whether a command ends well, whatever it prints.
fn succeeds(program: &str, args: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// What a command prints.
fn output(command: &mut Command) -> Result<String, String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it says nothing");
    Err(last.trim().to_owned())
}

/// A shell that outlives us long enough to remove the container, in a process group of its own, which a Ctrl-C does not
/// reach.
struct Watchdog(Child);

impl Watchdog {
    fn start(program: &str, name: &str) -> std::io::Result<Self> {
        let mut shell = Command::new("sh");
        shell.args(["-c", WATCHDOG, "ent-dev", program, name]).process_group(0);
        shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map(Self)
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::super::DevUrl;
    use super::*;

    #[test]
    fn images_are_told_the_database_and_its_administrator() {
        for (url, variables, address) in [
            ("docker://postgres/16", "POSTGRES_PASSWORD=ent", "postgres://postgres:ent@127.0.0.1:1/postgres"),
            (
                "docker://postgres/16/dev?search_path=public",
                "POSTGRES_PASSWORD=ent POSTGRES_DB=dev",
                "postgres://postgres:ent@127.0.0.1:1/dev?search_path=public",
            ),
            (
                "docker://mysql/8/dev",
                "MYSQL_ROOT_PASSWORD=ent MYSQL_DATABASE=dev",
                "mysql://root:ent@127.0.0.1:1/dev",
            ),
            ("docker://maria/11", "MARIADB_ROOT_PASSWORD=ent", "mariadb://root:ent@127.0.0.1:1/"),
        ] {
            let DevUrl::Image(image) = DevUrl::parse(url).unwrap() else { panic!("an image") };
            let server = Server::of(&image.wanted);
            assert_eq!(server.variables.join(" "), variables);
            assert_eq!(server.url("127.0.0.1:1", &image.wanted), address);
        }
    }
}
