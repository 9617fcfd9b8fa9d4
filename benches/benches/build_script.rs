//! What the build helper costs: with nothing to do, and with one change.

use std::path::{Path, PathBuf};

use divan::Bencher;
use ent_benches::{changed_schema, schema};
use ent_build::{Config, Environment};

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [10, 100, 1000];

/// A crate on disk whose migrations are up to date and history.
struct Crate {
    root: tempfile::TempDir,
    entities: usize,
}

impl Crate {
    fn new(entities: usize) -> Self {
        let root = tempfile::tempdir().expect("a temporary folder");
        let this = Self { root, entities };
        std::fs::create_dir_all(this.path("src")).expect("a folder");
        std::fs::create_dir_all(this.path("out")).expect("a folder");
        std::fs::write(this.path("Cargo.toml"), "").expect("a file");
        // What is written without drafts is history.
        std::fs::write(this.path("ent.toml"), "[migrate]\ndialect = \"postgres\"\ndrafts = false\n")
            .expect("a file");
        this.write_schema(&schema(entities));
        this.run();
        std::fs::write(this.path("ent.toml"), "[migrate]\ndialect = \"postgres\"\n").expect("a file");
        this.run();
        this
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn write_schema(&self, source: &str) {
        std::fs::write(self.path("src/schema.rs"), source).expect("a file");
    }

    fn run(&self) -> Vec<String> {
        let environment = Environment {
            manifest_dir: self.root.path().to_path_buf(),
            out_dir: self.path("out"),
            ..Environment::default()
        };
        let lines = ent_build::cargo_lines(Config::default(), &environment);
        let errors: Vec<&String> = lines.iter().filter(|line| line.starts_with("cargo::error")).collect();
        assert!(errors.is_empty(), "{errors:?}");
        lines
    }

    fn migrations(&self) -> usize {
        let files = |path: &Path| std::fs::read_dir(path).map_or(0, Iterator::count);
        files(&self.path("migrations"))
    }
}

#[divan::bench(args = SIZES)]
fn nothing_to_do(bencher: Bencher<'_, '_>, entities: usize) {
    let built = Crate::new(entities);
    let before = built.migrations();
    bencher.bench_local(|| built.run());
    assert_eq!(built.migrations(), before);
}

#[divan::bench(args = SIZES)]
fn one_change(bencher: Bencher<'_, '_>, entities: usize) {
    let built = Crate::new(entities);
    let mut turn = 0;
    bencher
        .with_inputs(|| {
            turn += 1;
            built.write_schema(&changed_schema(built.entities, &format!("extra{turn}")));
        })
        .bench_local_refs(|()| built.run());
    assert!(built.migrations() > 3, "the changes were written");
}
