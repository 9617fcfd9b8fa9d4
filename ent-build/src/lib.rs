//! Build script helper: structs in, versioned migrations out.
//!
//! ```ignore
//! // build.rs, whole
//! fn main() {
//!     ent_build::run()
//! }
//! ```
//!
//! The build compares the structs of the crate's schema module with the committed migration
//! directory and writes the next pair of files, with no database at hand. Options stand in
//! `ent.toml` beside `Cargo.toml`, or are given by [`configure`]. What the build does where, and
//! what it never does, is told in `docs/build.md`.
#![allow(clippy::needless_doctest_main, reason = "a build script is its main function")]

mod cache;
mod config;
mod environment;
mod error;
mod generate;
mod git;
mod mode;
mod paths;
mod project;
mod replayed;
mod report;
mod run;
mod target;

pub use config::{Config, Destructive, TargetConfig};
pub use ent_engine::dir::Format;
pub use environment::Environment;
pub use mode::Mode;
pub use project::Project;
pub use report::{Level, Message};
pub use run::cargo_lines;

/// Runs with the options of `ent.toml`.
///
/// Problems are told to cargo (`cargo::error`, `cargo::warning`); nothing here panics.
pub fn run() {
    configure().run();
}

/// Options that begin with those of `ent.toml` and may be set further:
///
/// ```no_run
/// ent_build::configure().dialect("postgres").dir("migrations").run();
/// ```
pub fn configure() -> Config {
    Config::default()
}
