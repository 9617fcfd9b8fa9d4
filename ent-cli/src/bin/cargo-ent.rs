//! The `cargo-ent` program.

fn main() -> std::process::ExitCode {
    ent_cli::main()
}
