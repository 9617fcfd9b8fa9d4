//! A small crate on disk, and the ways to build it.

#![allow(dead_code, reason = "each test file uses its part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A small crate with a schema module, in a temporary folder of its own.
pub struct Crate {
    root: tempfile::TempDir,
    /// Of its own for each crate: cargo tells packages in one target folder apart by name, not by
    /// where they lie.
    name: String,
    script: Option<PathBuf>,
}

impl Drop for Crate {
    /// Takes what the crate left in the folder that all share.
    fn drop(&mut self) {
        let name = self.name.clone();
        let _ = self.cargo_command(&["clean", "--quiet", "--package", &name], &[]).output();
    }
}

/// What a build said.
#[derive(Debug)]
pub struct Said {
    pub ok: bool,
    pub text: String,
}

impl Said {
    fn new(output: &Output) -> Self {
        let text =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        Self { ok: output.status.success(), text }
    }

    #[track_caller]
    pub fn succeeds(self) -> Self {
        assert!(self.ok, "{}", self.text);
        self
    }

    #[track_caller]
    pub fn fails(self) -> Self {
        assert!(!self.ok, "it should fail: {}", self.text);
        self
    }

    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.text.contains(words), "{words:?} is not in: {}", self.text);
        self
    }

    #[track_caller]
    pub fn does_not_say(self, words: &str) -> Self {
        assert!(!self.text.contains(words), "{words:?} is in: {}", self.text);
        self
    }
}

/// Folder of the workspace.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

impl Crate {
    /// A crate for SQLite whose schema module has this source after the prelude.
    pub fn new(schema: &str) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("app-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let this = Self { root: tempfile::tempdir().unwrap(), name, script: None };
        let name = &this.name;
        let workspace = workspace();
        let workspace = workspace.display();
        this.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\ndescription = \"x\"\nlicense = \"MIT\"\n\
                 [dependencies]\nent-runtime = {{ path = \"{workspace}/ent-runtime\", version = \"0.1.0\", default-features = false }}\n\
                 [build-dependencies]\nent-build = {{ path = \"{workspace}/ent-build\", version = \"0.1.0\" }}\n\
                 [workspace]\n"
            ),
        );
        // The versions that the workspace has are there; others would have to be downloaded.
        fs::copy(workspace_lock(), this.path("Cargo.lock")).unwrap();
        this.write("build.rs", "fn main() {\n    ent_build::run()\n}\n");
        this.write("ent.toml", "[migrate]\ndialect = \"sqlite\"\n");
        this.write("src/lib.rs", "pub mod schema;\npub mod ent {\n    ent_runtime::include_client!();\n}\n");
        this.schema(schema);
        this
    }

    /// The crate under version control, with everything so far committed.
    pub fn in_git(self) -> Self {
        self.git(&["init", "-q"]);
        self.write(".gitignore", "target\n");
        self.commit();
        self
    }

    /// Name of the package.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Sets the schema module's source, after the prelude.
    pub fn schema(&self, source: &str) {
        self.write("src/schema.rs", &format!("use ent_runtime::prelude::*;\n\n{source}\n"));
    }

    pub fn git(&self, args: &[&str]) {
        let output = Command::new("git")
            .arg("-C")
            .arg(self.root.path())
            .args(["-c", "user.name=t", "-c", "user.email=t@localhost"])
            .args(args)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    pub fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "x"]);
    }

    /// Names of the visible files in the migration directory, sorted.
    pub fn migrations(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path("migrations")) else { return Vec::new() };
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| !name.starts_with('.'))
            .collect();
        names.sort();
        names
    }

    /// The only migration file whose name ends so.
    #[track_caller]
    pub fn migration(&self, suffix: &str) -> String {
        let names = self.migrations();
        let found: Vec<&String> = names.iter().filter(|name| name.ends_with(suffix)).collect();
        assert_eq!(found.len(), 1, "{names:?}");
        self.read(&format!("migrations/{}", found[0]))
    }

    /// All files of the migration directory, hidden ones too, with their contents.
    pub fn snapshot(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        collect(&self.path("migrations"), &mut files);
        files.sort();
        files
    }

    /// Runs cargo in the crate, as on a developer's machine.
    pub fn cargo(&self, args: &[&str]) -> Said {
        self.cargo_with(args, &[])
    }

    /// Runs cargo in the crate with variables set.
    pub fn cargo_with(&self, args: &[&str], variables: &[(&str, &str)]) -> Said {
        Said::new(&self.cargo_command(args, variables).output().unwrap())
    }

    fn cargo_command(&self, args: &[&str], variables: &[(&str, &str)]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(args)
            .arg("--offline")
            .current_dir(self.root.path())
            // One folder for all crates of these tests, so that what they depend on is built once.
            .env("CARGO_TARGET_DIR", target_dir())
            // Nobody debugs these crates, and each would leave hundreds of megabytes behind.
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("CI")
            .env_remove("ENT_MIGRATE")
            .env_remove("RUSTFLAGS")
            .envs(variables.iter().copied())
            .stdin(Stdio::null());
        command
    }

    /// Checks the crate once and remembers its build script, to run it by itself from then on.
    pub fn with_script(mut self) -> Self {
        let output = self.cargo_command(&["check", "--message-format=json"], &[]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let root = self.root.path().canonicalize().unwrap().display().to_string();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let Ok(message) = serde_json::from_str::<serde_json::Value>(line) else { continue };
            let is_ours = message["package_id"].as_str().is_some_and(|id| id.contains(&root))
                && message["target"]["kind"][0] == "custom-build";
            if let (true, Some(file)) = (is_ours, message["filenames"][0].as_str()) {
                self.script = Some(file.into());
            }
        }
        assert!(self.script.is_some(), "the build script is among cargo's artifacts");
        self
    }

    /// The build script as a command, with its output folder under this name.
    pub fn script(&self, out: &str) -> Command {
        let out_dir = self.path(out);
        fs::create_dir_all(&out_dir).unwrap();
        let mut command = Command::new(self.script.as_ref().unwrap());
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("CARGO_MANIFEST_DIR", self.root.path())
            .env("OUT_DIR", out_dir)
            .stdin(Stdio::null());
        command
    }

    /// Runs the build script by itself.
    pub fn run_script(&self, variables: &[(&str, &str)]) -> Said {
        let output = self.script(".out").envs(variables.iter().copied()).output().unwrap();
        let mut said = Said::new(&output);
        said.ok &= !said.text.contains("cargo::error");
        said
    }
}

fn workspace_lock() -> PathBuf {
    workspace().join("Cargo.lock")
}

fn target_dir() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("build-tests")
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let content = fs::read(&path).unwrap();
            files.push((path, content));
        }
    }
}
