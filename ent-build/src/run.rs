use ent_engine::graph::Graph;

use crate::cache::{self, Cache};
use crate::config::Config;
use crate::environment::Environment;
use crate::error::BuildError;
use crate::generate;
use crate::mode::Mode;
use crate::project::Project;
use crate::report::Report;
use crate::target::{self, Folders, Request};

/// Does the work of a build and tells cargo.
#[expect(clippy::print_stdout, reason = "cargo reads a build script's output")]
pub(crate) fn run(config: Config) {
    let lines = match Environment::read() {
        Some(environment) => cargo_lines(config, &environment),
        None => vec!["cargo::error=ent: ent_build runs in a build script: call it from build.rs".to_owned()],
    };
    for line in lines {
        println!("{line}");
    }
}

/// Does the work of a build in `environment`, and gives the lines that a build script prints for
/// cargo. This is what [`run`](crate::run) does once it has asked the process for its environment.
pub fn cargo_lines(config: Config, environment: &Environment) -> Vec<String> {
    let mut report = Report::default();
    if let Err(error) = build(environment, config, &mut report) {
        Cache::clear(&environment.out_dir);
        report.error(error.to_string());
    }
    let watched = Environment::WATCHED.iter().map(|name| format!("cargo::rerun-if-env-changed={name}"));
    watched.chain(report.cargo_lines()).collect()
}

fn build(environment: &Environment, config: Config, report: &mut Report) -> Result<(), BuildError> {
    let Environment { manifest_dir, out_dir, .. } = environment;
    // `ent.toml` may come later: whoever makes it changes the folder, but a folder that is watched
    // is watched whole. The manifest changes seldom and is there always.
    report.watch(&manifest_dir.join("Cargo.toml"));
    report.watch(&manifest_dir.join(Project::OPTIONS));
    let project = Project::open_with(manifest_dir.clone(), config, environment.drivers.clone())?;
    let mode = mode(environment, &project.config)?;
    let options = cache::hash_of(&(cache::program(), &project.config, mode, &project.drivers));
    if let Some(cache) = Cache::read(out_dir)
        && cache.is_current(options)
        && generate::exists(out_dir)
    {
        watch(&cache, report);
        return Ok(());
    }
    Cache::clear(out_dir);
    let mut seen = Cache { options, ..Cache::default() };
    let targets = if mode == Mode::Off { Vec::new() } else { project.targets()? };
    // What is checked out to be checked is history, whoever wrote it.
    let request = Request { mode, name: None, drafts: mode == Mode::Write };
    let mut broken = None;
    let folders = Folders { manifest_dir, out_dir: Some(out_dir) };
    let load = || {
        let source = project.load(&mut seen)?;
        if !source.diagnostics.is_empty() {
            broken = Some(BuildError::Declarations(source.diagnostics).to_string());
            return Ok(None);
        }
        let graph = Graph::from_source(&source).map_err(BuildError::Declarations)?;
        generate::write(out_dir, &project.config.module_path(), &source)?;
        Ok(Some(graph))
    };
    let updated = target::update(&targets, folders, &request, load, report);
    watch(&seen, report);
    for target in &targets {
        let dir = manifest_dir.join(&target.dir);
        report.watch(&dir);
        let hash = cache::folder_hash(&dir);
        seen.folders.push((dir, hash));
    }
    updated?;
    if let Some(found) = broken {
        // The compiler sees the same files and shows what is wrong better than a build script can;
        // should it find nothing, the generated code says that the build script did.
        report.warn("the schema can't be read, so no migration was looked for");
        return generate::write_broken(out_dir, &found);
    }
    if report.failed() {
        return Ok(());
    }
    seen.write(out_dir).map_err(|error| BuildError::io("write", out_dir, error))
}

fn mode(environment: &Environment, config: &Config) -> Result<Mode, BuildError> {
    match &environment.migrate {
        None => Ok(Mode::of(environment, config.mode_option())),
        Some(text) => Mode::from_text(text).ok_or_else(|| {
            BuildError::Options(format!("ENT_MIGRATE is `{text}`; expected write, check or off"))
        }),
    }
}

fn watch(seen: &Cache, report: &mut Report) {
    for (path, _) in seen.files.iter().chain(&seen.folders) {
        report.watch(path);
    }
}
