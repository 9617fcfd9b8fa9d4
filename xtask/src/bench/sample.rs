use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::{cargo, remove, run_cargo};

/// A crate of many entities, compiled with real cargo in a target folder of its own.
pub(super) struct Sample {
    folder: PathBuf,
    entities: usize,
}

impl Sample {
    /// The crate, with what it depends on not built yet.
    pub fn create(entities: usize) -> Result<Self, String> {
        let here = std::env::current_dir().map_err(|error| error.to_string())?;
        let folder = here.join("target/bench/sample");
        remove(&folder)?;
        let this = Self { folder, entities };
        let root = here.display();
        this.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"sample\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
                 [dependencies]\nent-runtime = {{ path = \"{root}/ent-runtime\", default-features = false }}\n\
                 [build-dependencies]\nent-build = {{ path = \"{root}/ent-build\" }}\n[workspace]\n"
            ),
        )?;
        this.write("ent.toml", "[migrate]\ndialect = \"postgres\"\n")?;
        this.write("build.rs", "fn main() {\n    ent_build::run()\n}\n")?;
        this.write("src/lib.rs", "pub mod schema;\npub mod ent {\n    ent_runtime::include_client!();\n}\n")?;
        this.write("src/schema.rs", &schema(entities, ""))?;
        fs::copy(here.join("Cargo.lock"), this.folder.join("Cargo.lock"))
            .map_err(|error| error.to_string())?;
        Ok(this)
    }

    /// Builds it.
    pub fn build(&self) -> Result<(), String> {
        run_cargo(&self.folder, &["build", "--quiet"])
    }

    /// Forgets what was built of the crate itself.
    pub fn clean(&self) -> Result<(), String> {
        run_cargo(&self.folder, &["clean", "--quiet", "--package", "sample"])
    }

    /// Changes the time of the schema module, and nothing else.
    pub fn touch(&self) -> Result<(), String> {
        self.write("src/schema.rs", &schema(self.entities, ""))
    }

    /// Adds a field to the last entity.
    pub fn add_field(&self) -> Result<(), String> {
        self.write("src/schema.rs", &schema(self.entities, "    pub extra: Option<String>,\n"))
    }

    /// How much the derives add to the source, as rustc prints it.
    pub fn expanded_bytes(&self) -> Result<usize, String> {
        let output = cargo(&self.folder, &["rustc", "--quiet", "--", "-Zunpretty=expanded"])
            .env("RUSTC_BOOTSTRAP", "1")
            .output()
            .map_err(|error| error.to_string())?;
        let source = schema(self.entities, "");
        // The graph of the generated client is there once for the whole crate.
        let text = String::from_utf8_lossy(&output.stdout);
        let module = text.split("pub mod ent {").next().unwrap_or_default();
        Ok(module.len().saturating_sub(source.len()))
    }

    fn write(&self, name: &str, text: &str) -> Result<(), String> {
        let path = self.folder.join(name);
        let write = || -> std::io::Result<()> {
            fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
            fs::write(&path, text)
        };
        write().map_err(|error| format!("cannot write {}: {error}", path.display()))
    }
}

/// The schema module; `extra` stands in the last entity.
fn schema(entities: usize, extra: &str) -> String {
    let mut source = String::from("use ent_runtime::prelude::*;\n");
    for i in 0..entities {
        let _ = write!(
            source,
            "\n#[derive(EntSchema)]\n#[ent(index(name, age), index(score(desc)))]\npub struct Entity{i} {{\n    \
             pub id: i64,\n    #[ent(unique, size = 320)]\n    pub email: String,\n    pub name: String,\n    \
             #[ent(default = 18)]\n    pub age: i32,\n    pub score: f64,\n    pub active: bool,\n    \
             pub nickname: Option<String>,\n    pub phone: Option<String>,\n"
        );
        for target in [i.checked_sub(1), i.checked_sub(7)].into_iter().flatten() {
            let _ = writeln!(source, "    pub parent{target}: One<Entity{target}>,");
        }
        if i + 1 == entities {
            source.push_str(extra);
        }
        source.push_str("}\n");
    }
    source
}
