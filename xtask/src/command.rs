/// What `cargo xtask` was asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print the help.
    Help,
    /// Run the tests.
    Test(TestArguments),
    /// Start the servers; with the words of a command, run that and stop.
    Servers(Option<Vec<String>>),
    /// Check the invariants of the source tree.
    Tidy,
    /// Do what continuous integration does.
    Ci,
    /// Measure; the words after `bench`.
    Bench(Vec<String>),
}

/// How to run the tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TestArguments {
    /// Whether the servers are started.
    pub(crate) servers: WithServers,
    /// What goes to `cargo test` as it is.
    pub(crate) cargo: Vec<String>,
}

/// Whether the tests get real servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WithServers {
    /// All that can be had.
    All,
    /// None: what needs one is skipped.
    None,
}

pub(crate) const HELP: &str = "\
cargo xtask test [--no-servers] [FILTER...] [CARGO TEST OPTIONS] [-- TEST OPTIONS]
    Starts PostgreSQL, MariaDB and MySQL as throw-away servers, runs `cargo test --workspace
    --all-features` and stops them. Servers that are missing are installed (as root, with apt)
    or unpacked into the cache folder, unless ENT_TEST_INSTALL=never is set. With -p PACKAGE only
    that package is tested.
cargo xtask servers
    Starts the servers, prints the environment variables by which tests find them, and keeps them
    until Ctrl-C.
cargo xtask servers -- COMMAND [ARGUMENT...]
    Runs a command with those variables set, then stops the servers.
cargo xtask tidy
    Checks what must hold for the source tree: which crate depends on which, sizes of dependency
    trees and files, left-overs, descriptions, reasons for dependencies.
cargo xtask ci
    Runs everything that continuous integration runs (.ci/run).
cargo xtask bench [helper|compile|inspect]
    Measures what the project promises about speed: the first two, or one of the three.";

impl Command {
    /// The command in the arguments after `cargo xtask`.
    ///
    /// # Errors
    /// A sentence about what is wrong with them.
    pub(crate) fn parse(arguments: &[String]) -> Result<Self, String> {
        let Some((name, rest)) = arguments.split_first() else {
            return Err("a command is missing".to_owned());
        };
        match name.as_str() {
            "help" | "--help" | "-h" => Ok(Self::Help),
            "test" => Ok(TestArguments::parse(rest).map_or(Self::Help, Self::Test)),
            "servers" => match rest.split_first() {
                None => Ok(Self::Servers(None)),
                Some((dashes, command)) if dashes == "--" && !command.is_empty() => {
                    Ok(Self::Servers(Some(command.to_vec())))
                }
                Some((first, _)) if first == "--" => Err("`servers --` needs a command".to_owned()),
                Some((first, _)) => {
                    Err(format!("`servers` has no argument {first:?}; put -- before a command"))
                }
            },
            "tidy" | "ci" if !rest.is_empty() => Err(format!("`{name}` has no arguments")),
            "tidy" => Ok(Self::Tidy),
            "ci" => Ok(Self::Ci),
            "bench" => Ok(Self::Bench(rest.to_vec())),
            _ => Err(format!("there is no command {name:?}")),
        }
    }
}

impl TestArguments {
    /// `None` if help is asked for.
    fn parse(arguments: &[String]) -> Option<Self> {
        let own = arguments.iter().position(|word| word == "--").unwrap_or(arguments.len());
        let (ours, passed) = arguments.split_at(own);
        if ours.iter().any(|word| word == "--help" || word == "-h") {
            return None;
        }
        let servers = match ours.iter().any(|word| word == "--no-servers") {
            true => WithServers::None,
            false => WithServers::All,
        };
        let kept = ours.iter().filter(|word| *word != "--no-servers");
        Some(Self { servers, cargo: kept.chain(passed).cloned().collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Command, String> {
        Command::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    fn test(servers: WithServers, cargo: &[&str]) -> Result<Command, String> {
        let cargo = cargo.iter().map(|word| (*word).to_owned()).collect();
        Ok(Command::Test(TestArguments { servers, cargo }))
    }

    #[test]
    fn test_passes_on_what_is_not_its_own() {
        assert_eq!(parse("test"), test(WithServers::All, &[]));
        assert_eq!(parse("test --no-servers -p x"), test(WithServers::None, &["-p", "x"]));
        let passed = ["diff", "--", "--no-servers", "--help"];
        assert_eq!(parse("test diff -- --no-servers --help"), test(WithServers::All, &passed));
        assert_eq!(parse("test --help"), Ok(Command::Help));
    }

    #[test]
    fn servers_takes_a_command_after_dashes_only() {
        assert_eq!(parse("servers"), Ok(Command::Servers(None)));
        let command = Some(vec!["psql".to_owned(), "-l".to_owned()]);
        assert_eq!(parse("servers -- psql -l"), Ok(Command::Servers(command)));
        assert!(parse("servers psql").is_err());
        assert!(parse("servers --").is_err());
    }

    #[test]
    fn wrong_arguments_are_errors() {
        for line in ["", "tset", "tidy now", "ci now"] {
            assert!(parse(line).is_err(), "{line}");
        }
        assert_eq!(parse("tidy"), Ok(Command::Tidy));
        assert_eq!(parse("help"), Ok(Command::Help));
    }
}
