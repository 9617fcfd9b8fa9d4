use std::fs::{self, File};
use std::io;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::account::Account;
use crate::recipe::Recipe;
use crate::shell;

/// The shell program that starts a server and outlives us long enough to end it.
///
/// Its standard input is a pipe of which only we hold the other end, and nothing is ever written to
/// it: `read` returns when we close it, or when we are gone, however we went. It runs in a process
/// group of its own, so a Ctrl-C in the terminal reaches us and not the server, and as the server's
/// user, so it needs no rights but that user's. File 9 is the folder given as standard output, by
/// which a server may read files in a place that its user cannot reach by name.
const GUARD: &str = r#"
cd "$1" || exit 1
exec 3<&0 9<&1 </dev/null >>log 2>&1
{ COMMANDS; } 3<&- &
server=$!
trap '' HUP INT TERM
{
    read -r _ <&3
    if ! [ -e ended ]; then
        kill -s SIGNAL "$server"
        kill -s TERM 0
        tries=0
        while kill -0 "$server" && [ "$tries" -lt 40 ]; do
            sleep 0.05
            tries=$((tries + 1))
        done
        kill -s KILL "$server"
    fi 2>/dev/null
    cd /
    rm -rf "$1"
} &
wait "$server"
echo $? >ended
wait
"#;

/// A running server, ended when this is dropped.
#[derive(Debug)]
pub(crate) struct Guard {
    shell: Child,
    folder: PathBuf,
}

impl Guard {
    /// Starts what `recipe` says in `folder`, as `account`.
    pub(crate) fn start(recipe: &Recipe, folder: PathBuf, account: Option<Account>) -> io::Result<Self> {
        let mut command = Command::new("sh");
        command.arg("-c").arg(script(recipe)).arg("ent-test-guard").arg(&folder);
        command.stdin(Stdio::piped()).stderr(Stdio::null()).process_group(0);
        command.stdout(File::open(recipe.tree.as_deref().unwrap_or(&folder))?);
        for name in ["LD_LIBRARY_PATH", "LD_PRELOAD"] {
            // Ours, or cargo's: not meant for servers.
            command.env_remove(name);
        }
        command.env("LC_ALL", "C").env("TZ", "UTC");
        if let Some(Account { uid, gid }) = account {
            command.uid(uid).gid(gid).env("HOME", "/nonexistent");
        }
        Ok(Self { shell: command.spawn()?, folder })
    }

    /// Whether the server has ended by itself, as far as the shell has noted it.
    pub(crate) fn server_has_ended(&self) -> bool {
        self.folder.join("ended").exists()
    }

    /// Whether the server has ended by itself, or the shell before it could start it.
    pub(crate) fn has_ended(&mut self) -> bool {
        self.server_has_ended() || matches!(self.shell.try_wait(), Ok(Some(_)) | Err(_))
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
        drop(self.shell.stdin.take());
        // The guard needs two seconds at the very most; one that hangs is left behind rather than
        // waited for without end.
        let deadline = Instant::now() + Duration::from_secs(10);
        while matches!(self.shell.try_wait(), Ok(None)) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(10));
        }
        // The server's user may empty the folder but not remove it where only we may write.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn script(recipe: &Recipe) -> String {
    let commands = match &recipe.prepare {
        Some(prepare) => {
            format!("{} && exec {}", shell::line(prepare), shell::line(&recipe.serve))
        }
        None => format!("exec {}", shell::line(&recipe.serve)),
    };
    GUARD.replace("SIGNAL", recipe.stop_signal).replace("COMMANDS", &commands)
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
