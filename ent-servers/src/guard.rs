use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::account::Account;
use crate::recipe::Recipe;
use crate::shell;

/// The shell program that becomes the server. Its first word from us comes when the watchdog knows
/// of it; if we are gone before that, it ends.
///
/// It gets the folder that a server reads its own files from as standard output, and keeps it as
/// file 9: by that a server can read files in a place that its user cannot reach by name.
const SERVER: &str = r#"
cd "$1" && read -r _ || exit 1
exec 9<&1 </dev/null >>log 2>&1
COMMANDS
"#;

/// The shell program that outlives us long enough to end the server and to remove its folder.
///
/// Its standard input is a pipe of which only we hold the other end. By that it gets the number of
/// the server's process, which is the number of its process group too; the second `read` returns
/// when we close the pipe or are gone, however we went. What a server is made by (`initdb`) is in
/// its group and may have to be ended in its stead.
const WATCHDOG: &str = r#"
read -r server || exit 0
read -r _
is_running() {
    kill -s 0 -- "-$server" || return 1
    # A process that has ended is still there until its parent, or init, takes note of it.
    read -r state <"/proc/$server/stat" || return 0
    case $state in *") Z "*) return 1 ;; esac
}
kill -s "$2" -- "-$server"
tries=0
while is_running && [ "$tries" -lt 20 ]; do
    sleep 0.05
    tries=$((tries + 1))
done
kill -s KILL -- "-$server"
rm -rf "$1"
"#;

/// A running server, ended when this is dropped or the process is gone.
///
/// Server and watchdog run in process groups of their own, so that a Ctrl-C in the terminal reaches
/// us and not them, and as the server's user, so that they have no rights but that user's.
#[derive(Debug)]
pub(crate) struct Guard {
    server: Child,
    watchdog: Child,
    folder: PathBuf,
    account: Option<Account>,
}

impl Guard {
    /// Starts what `recipe` says in `folder`, as `account`.
    pub(crate) fn start(recipe: &Recipe, folder: PathBuf, account: Option<Account>) -> io::Result<Self> {
        let (server, watchdog) = spawn(recipe, &folder, account)?;
        let mut guard = Self { server, watchdog, folder, account };
        guard.let_go()?;
        Ok(guard)
    }

    /// Lets the server begin, once the watchdog knows of it.
    fn let_go(&mut self) -> io::Result<()> {
        if let Some(pipe) = &mut self.watchdog.stdin {
            writeln!(pipe, "{}", self.server.id())?;
        }
        match self.server.stdin.take() {
            Some(mut pipe) => writeln!(pipe, "go"),
            None => Ok(()),
        }
    }

    /// Kills the server, as a crash would: it gets no time to put anything in order. Its folder stays.
    pub(crate) fn kill(&mut self) -> io::Result<()> {
        // The watchdog would remove the folder.
        self.watchdog.kill()?;
        self.watchdog.wait()?;
        if !self.has_ended() {
            let group = format!("-{}", self.server.id());
            shell::run(Command::new("kill").args(["-s", "KILL", "--", &group])).map_err(io::Error::other)?;
        }
        self.server.wait().map(|_| ())
    }

    /// Starts again what was [killed](Self::kill), with the data that it left.
    pub(crate) fn revive(&mut self, recipe: &Recipe) -> io::Result<()> {
        let recipe = Recipe { prepare: None, ..recipe.clone() };
        (self.server, self.watchdog) = spawn(&recipe, &self.folder, self.account)?;
        self.let_go()
    }

    /// Whether the server has ended by itself.
    pub(crate) fn has_ended(&mut self) -> bool {
        matches!(self.server.try_wait(), Ok(Some(_)) | Err(_))
    }

    /// The end of what the server said.
    pub(crate) fn log_tail(&self) -> String {
        let log = fs::read(self.folder.join("log")).unwrap_or_default();
        shell::tail(&String::from_utf8_lossy(&log), 4)
    }

    /// The folder with the server's data.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        // The watchdog needs two seconds at the very most; one that hangs is left behind rather
        // than waited for without end.
        let deadline = Instant::now() + Duration::from_secs(10);
        while Instant::now() < deadline {
            // Both are asked each time: the server is there for the watchdog until we take note of
            // its end.
            let is_running = |child: &mut Child| matches!(child.try_wait(), Ok(None));
            if !is_running(&mut self.server) & !is_running(&mut self.watchdog) {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        // The server's user may empty the folder but not remove it where only we may write.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A server that waits for a word from us, and its watchdog.
fn spawn(recipe: &Recipe, folder: &Path, account: Option<Account>) -> io::Result<(Child, Child)> {
    let own_files = File::open(recipe.tree.as_deref().unwrap_or(folder))?;
    let watchdog = shell(WATCHDOG, folder, account).arg(recipe.stop_signal).spawn()?;
    let server = shell(&server_script(recipe), folder, account).stdout(own_files).spawn()?;
    Ok((server, watchdog))
}

/// A shell for a program of ours, with the server's folder as its first argument.
fn shell(program: &str, folder: &Path, account: Option<Account>) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(program).arg("ent-test-guard").arg(folder).process_group(0);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    for name in ["LD_LIBRARY_PATH", "LD_PRELOAD"] {
        // Cargo's, for what cargo starts: not meant for servers.
        command.env_remove(name);
    }
    command.env("LC_ALL", "C").env("TZ", "UTC");
    if let Some(Account { uid, gid }) = account {
        command.uid(uid).gid(gid).env("HOME", "/nonexistent");
    }
    command
}

fn server_script(recipe: &Recipe) -> String {
    let serve = shell::line(&recipe.serve);
    let commands = match &recipe.prepare {
        Some(prepare) => format!("{} && exec {serve}", shell::line(prepare)),
        None => format!("exec {serve}"),
    };
    SERVER.replace("COMMANDS", &commands)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("ent-guard-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    fn recipe(prepare: Option<&str>, serve: &[&str]) -> Recipe {
        let words = |line: &[&str]| line.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        Recipe {
            prepare: prepare.map(|word| words(&[word])),
            serve: words(serve),
            stop_signal: "TERM",
            tree: None,
        }
    }

    fn wait_for(mut condition: impl FnMut() -> bool) -> bool {
        let deadline = Instant::now() + Duration::from_secs(20);
        while Instant::now() < deadline {
            if condition() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        false
    }

    #[test]
    fn dropping_the_guard_ends_the_server_and_removes_its_folder() {
        let folder = folder("drop");
        let serve = ["sh", "-c", "echo $$ >pid; exec sleep 600"];
        let guard = Guard::start(&recipe(Some("true"), &serve), folder.clone(), None);
        let guard = guard.expect("the guard starts");
        let pid_file = folder.join("pid");
        let read = || fs::read_to_string(&pid_file).unwrap_or_default().trim().to_owned();
        assert!(wait_for(|| !read().is_empty()), "the server started");
        let pid = read();
        let alive = || shell::run(Command::new("kill").args(["-0", &pid])).is_ok();
        assert!(alive());
        drop(guard);
        assert!(!alive());
        assert!(!folder.exists());
    }

    #[test]
    fn what_makes_a_server_is_ended_like_the_server() {
        let folder = folder("making");
        let mut recipe = recipe(None, &["true"]);
        // Heeds no signal but the last.
        let making = "trap '' TERM QUIT; echo $$ >pid; while :; do sleep 0.01; done";
        recipe.prepare = Some(["sh", "-c", making].map(str::to_owned).to_vec());
        let guard = Guard::start(&recipe, folder.clone(), None).expect("the guard starts");
        let pid_file = folder.join("pid");
        let read = || fs::read_to_string(&pid_file).unwrap_or_default().trim().to_owned();
        assert!(wait_for(|| !read().is_empty()), "the making started");
        let pid = read();
        drop(guard);
        assert!(wait_for(|| shell::run(Command::new("kill").args(["-0", &pid])).is_err()));
        assert!(!folder.exists());
    }

    #[test]
    fn a_server_that_ends_by_itself_is_noticed_and_its_words_are_kept() {
        let folder = folder("ended");
        let serve = ["sh", "-c", "echo no room >&2; exit 3"];
        let guard = Guard::start(&recipe(None, &serve), folder.clone(), None);
        let mut guard = guard.expect("the guard starts");
        assert!(wait_for(|| guard.has_ended()));
        assert_eq!(guard.log_tail(), "no room");
        drop(guard);
        assert!(!folder.exists());
    }

    #[test]
    fn a_failed_preparation_starts_no_server() {
        let folder = folder("prepare");
        let guard = Guard::start(&recipe(Some("false"), &["touch", "served"]), folder.clone(), None);
        let mut guard = guard.expect("the guard starts");
        assert!(wait_for(|| guard.has_ended()));
        assert!(!folder.join("served").exists());
    }
}
