use std::env;
use std::path::{Component, PathBuf};

/// What cargo and the machine tell a build script.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// Folder of the crate being built.
    pub manifest_dir: PathBuf,
    /// Where generated code goes.
    pub out_dir: PathBuf,
    /// `ENT_MIGRATE`, if set.
    pub migrate: Option<String>,
    /// Whether `CI` is set to anything but an empty text, `0` or `false`.
    pub ci: bool,
    /// Whether the documentation service builds the crate.
    pub docs_rs: bool,
    /// Databases that ent-runtime was built for, as its own build script told.
    pub drivers: Vec<String>,
    /// The folder where cargo keeps what it downloaded.
    pub cargo_home: Option<PathBuf>,
}

impl Environment {
    /// Variables whose change must run the script again.
    pub(crate) const WATCHED: [&'static str; 3] = ["ENT_MIGRATE", "CI", "DOCS_RS"];

    /// The environment of this process; `None` outside a build script.
    pub(crate) fn read() -> Option<Self> {
        let text = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let set = |name| text(name).is_some_and(|value| value != "0" && value != "false");
        let home = env::var_os("CARGO_HOME").map(PathBuf::from);
        Some(Self {
            manifest_dir: env::var_os("CARGO_MANIFEST_DIR")?.into(),
            out_dir: env::var_os("OUT_DIR")?.into(),
            migrate: text("ENT_MIGRATE"),
            ci: set("CI"),
            docs_rs: set("DOCS_RS"),
            drivers: text("DEP_ENT_RUNTIME_DRIVERS")
                .map(|list| list.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect())
                .unwrap_or_default(),
            cargo_home: home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))),
        })
    }

    /// Whether the crate is not one that its developer is at work on: it was downloaded or
    /// vendored, or cargo packages it and builds the copy.
    pub(crate) fn is_foreign(&self) -> bool {
        let dir = &self.manifest_dir;
        let downloaded = self
            .cargo_home
            .as_ref()
            .is_some_and(|home| ["registry", "git"].iter().any(|part| dir.starts_with(home.join(part))));
        let marked = [".cargo-checksum.json", ".cargo-ok"].iter().any(|file| dir.join(file).exists());
        downloaded || marked || self.is_packaged()
    }

    /// Whether the folder is `<target>/package/<name>`, where cargo verifies a package. A target
    /// folder is known by the mark that cargo leaves in it.
    fn is_packaged(&self) -> bool {
        let Some(package) = self.manifest_dir.parent() else { return false };
        package.components().next_back() == Some(Component::Normal("package".as_ref()))
            && package.parent().is_some_and(|target| target.join("CACHEDIR.TAG").exists())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Mode;

    fn at(manifest_dir: &str, out_dir: &str) -> Environment {
        Environment {
            manifest_dir: manifest_dir.into(),
            out_dir: out_dir.into(),
            cargo_home: Some("/home/u/.cargo".into()),
            ..Environment::default()
        }
    }

    #[test]
    fn modes() {
        let checkout = at("/home/u/app", "/home/u/app/target/debug/build/app-1/out");
        assert_eq!(Mode::of(&checkout, None), Mode::Write);
        assert_eq!(Mode::of(&Environment { ci: true, ..checkout.clone() }, None), Mode::Check);
        assert_eq!(Mode::of(&Environment { docs_rs: true, ..checkout.clone() }, None), Mode::Off);
        assert_eq!(Mode::of(&Environment { ci: true, ..checkout }, Some(Mode::Write)), Mode::Write);
        let target = tempfile::tempdir().unwrap();
        let packaged = target.path().join("package/app-0.1.0");
        let packaged = at(&packaged.to_string_lossy(), "/t/debug/build/app-1/out");
        // A crate that happens to live in a folder called package.
        assert_eq!(Mode::of(&packaged, None), Mode::Write);
        std::fs::write(target.path().join("CACHEDIR.TAG"), "").unwrap();
        let foreign = [
            packaged,
            at("/home/u/.cargo/registry/src/index/app-0.1.0", "/t/debug/build/app-1/out"),
            at("/home/u/.cargo/git/checkouts/app-1/2", "/t/debug/build/app-1/out"),
        ];
        for environment in foreign {
            assert_eq!(Mode::of(&environment, None), Mode::Off, "{}", environment.manifest_dir.display());
            assert_eq!(Mode::of(&Environment { ci: true, ..environment }, None), Mode::Off);
        }
    }
}
