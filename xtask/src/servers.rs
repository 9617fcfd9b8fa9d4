use std::env;
use std::io::{self, Write as _};
use std::process::{self, ExitCode, ExitStatus};
use std::thread;
use std::time::Duration;

use ent_servers::{Durability, Install, Options, ServerKind, Servers};

/// Starts every server that can be had and tells what is slow about it.
pub(crate) fn start(durability: Durability) -> Servers {
    let install = match env::var("ENT_TEST_INSTALL").as_deref() {
        Ok("never") => Install::Never,
        _ => Install::Allowed,
    };
    let report: fn(&str) = |step| eprintln!("servers: {step} ...");
    let options = Options { install, durability, report, ..Options::default() };
    Servers::start(&options)
}

/// Starts the servers and keeps them: while `command` runs, or until this process is ended.
pub(crate) fn run(command: Option<&[String]>, durability: Durability) -> ExitCode {
    let servers = start(durability);
    match command.and_then(<[String]>::split_first) {
        None => {
            let mut lines = summary(&servers, "# ");
            for (name, url) in servers.variables() {
                lines.push(format!("export {name}={url}"));
            }
            lines.push("# The servers run until Ctrl-C.".to_owned());
            // Whoever closed the pipe may still want the servers.
            let _ = writeln!(io::stdout(), "{}", lines.join("\n"));
            loop {
                // A signal ends this process as it ends any other; the servers follow because their
                // guards see this end of their pipes closed.
                thread::sleep(Duration::from_secs(3600));
            }
        }
        Some((program, arguments)) => {
            for line in summary(&servers, "servers: ") {
                eprintln!("{line}");
            }
            let mut child = process::Command::new(program);
            child.args(arguments);
            set_variables(&mut child, Some(&servers));
            exit_code(program, child.status())
        }
    }
}

/// Sets the variables of the running servers for `command`, and unsets those of the others.
pub(crate) fn set_variables(command: &mut process::Command, servers: Option<&Servers>) {
    for kind in ServerKind::ALL {
        command.env_remove(kind.variable());
    }
    command.envs(servers.into_iter().flat_map(Servers::variables));
}

/// One line for each server that was wanted.
pub(crate) fn summary(servers: &Servers, prefix: &str) -> Vec<String> {
    let line = |(kind, outcome): (ServerKind, Result<_, &ent_servers::Unavailable>)| match outcome {
        Ok(server) => {
            let server: &ent_servers::Server = server;
            format!("{prefix}{kind} {} at {}", server.version(), server.url())
        }
        Err(unavailable) => format!("{prefix}{kind} SKIPPED: {}", unavailable.reason),
    };
    servers.iter().map(line).collect()
}

/// The servers that are missing although continuous integration promises them. MySQL is not one:
/// not every machine can have it.
pub(crate) fn missing_in_ci(servers: &Servers) -> Vec<ServerKind> {
    if env::var_os("CI").is_none_or(|value| value.is_empty()) {
        return Vec::new();
    }
    let missing = servers.iter().filter(|(_, outcome)| outcome.is_err()).map(|(kind, _)| kind);
    missing.filter(|kind| *kind != ServerKind::MySql).collect()
}

/// How we end after a command ended.
pub(crate) fn exit_code(program: &str, status: io::Result<ExitStatus>) -> ExitCode {
    match status {
        Ok(status) => match status.code().map(u8::try_from) {
            Some(Ok(code)) => ExitCode::from(code),
            _ => {
                eprintln!("error: {program} ended with {status}");
                ExitCode::FAILURE
            }
        },
        Err(error) => {
            eprintln!("error: cannot run {program}: {error}");
            ExitCode::FAILURE
        }
    }
}
