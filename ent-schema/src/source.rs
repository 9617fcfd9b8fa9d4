//! A crate's schema module on disk: which files belong to it, and what they declare.
//!
//! The files are those that the compiler would read: `mod x;` is followed from the module's root,
//! `#[path]` and inline modules included. Reading is left to the caller, so that a build script
//! reads each file once and a test none at all.

mod access;

use std::path::{Path, PathBuf};

use crate::parse::{DeriveKind, FileDeclarations, FoundDeclaration, ModuleFile, parse_file};
use crate::{Declaration, Diagnostic, Position};
use access::Access;

/// What a schema module declares.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The files read, in the order of the module tree.
    pub files: Vec<PathBuf>,
    /// The declarations, in the order of the files.
    pub declarations: Vec<SourceDeclaration>,
    /// All that is wrong; then the declarations are not complete.
    pub diagnostics: Vec<Diagnostic>,
}

/// A declaration and how the rest of the crate names it.
#[derive(Clone, Debug)]
pub struct SourceDeclaration {
    /// What is declared.
    pub declaration: Declaration,
    /// The derive that declares it.
    pub kind: DeriveKind,
    /// Path from the schema module, such as `["user", "User"]`, by which code outside of it may
    /// name the type.
    pub path: Vec<String>,
}

/// Reads the schema module whose root is the file `root`. `read` gives the text of a file; `shown`
/// gives the name of a file in messages.
pub fn load(
    root: &Path,
    read: &mut dyn FnMut(&Path) -> std::io::Result<String>,
    shown: &dyn Fn(&Path) -> String,
) -> Source {
    let mut walk =
        Walk { read, shown, source: Source::default(), access: Access::default(), found: Vec::new() };
    walk.file(root, &[], is_directory_root(root), &Position::default());
    walk.finish()
}

/// Whether the modules of `file` lie beside it rather than in a folder of its name.
fn is_directory_root(file: &Path) -> bool {
    matches!(file.file_name().and_then(|name| name.to_str()), Some("mod.rs" | "lib.rs" | "main.rs"))
}

struct Walk<'a> {
    read: &'a mut dyn FnMut(&Path) -> std::io::Result<String>,
    shown: &'a dyn Fn(&Path) -> String,
    source: Source,
    access: Access,
    found: Vec<(Vec<String>, FoundDeclaration)>,
}

impl Walk<'_> {
    /// Reads one file, which is the module `module`, and the modules below it.
    fn file(&mut self, path: &Path, module: &[String], beside: bool, declared_at: &Position) {
        if self.source.files.iter().any(|file| file == path) {
            let message = format!("{} is read as two modules", (self.shown)(path));
            self.source.diagnostics.push(Diagnostic::new(declared_at, message));
            return;
        }
        let text = match (self.read)(path) {
            Ok(text) => text,
            Err(error) => {
                let message = format!("cannot read {}: {error}", (self.shown)(path));
                self.source.diagnostics.push(Diagnostic::new(declared_at, message));
                return;
            }
        };
        self.source.files.push(path.to_path_buf());
        let parsed = match parse_file(&text, &(self.shown)(path)) {
            Ok(parsed) => parsed,
            Err(diagnostics) => return self.source.diagnostics.extend(diagnostics),
        };
        let FileDeclarations { declarations, modules, inline_modules, reexports } = parsed;
        for inline in inline_modules {
            self.access.module(&[module, &inline.path].concat(), inline.visibility);
        }
        for reexport in reexports {
            self.access.reexport(module, reexport);
        }
        for found in declarations {
            let path = [module, &found.module, &[found.declaration.name().to_owned()]].concat();
            self.found.push((path, found));
        }
        for child in modules {
            self.child(path, module, beside, child);
        }
    }

    /// Follows `mod name;`.
    fn child(&mut self, parent: &Path, module: &[String], beside: bool, child: ModuleFile) {
        let name = [module, &child.module, std::slice::from_ref(&child.name)].concat();
        let Some(file) = self.child_file(parent, beside, &child) else {
            let message = format!("the file of module `{}` is not there", child.name);
            return self.source.diagnostics.push(Diagnostic::new(&child.position, message));
        };
        let own_path = child.path.is_some() || is_directory_root(&file);
        let before = (self.found.len(), self.source.diagnostics.len());
        self.access.module(&name, child.visibility);
        self.file(&file, &name, own_path, &child.position);
        // What a condition may leave out must not declare anything.
        if let Some(condition) = child.cfg {
            self.source.diagnostics.truncate(before.1);
            if self.found.len() > before.0 {
                self.found.truncate(before.0);
                let message =
                    format!("the build script can't know whether `cfg({condition})` holds for this module");
                let help = "a schema is the same in every build: declare it in a module without `cfg`";
                self.source.diagnostics.push(Diagnostic::new(&child.position, message).help(help));
            }
        }
    }

    /// The file that the compiler would read for `mod name;`.
    fn child_file(&mut self, parent: &Path, beside: bool, child: &ModuleFile) -> Option<PathBuf> {
        let folder = parent.parent().unwrap_or(Path::new(""));
        let mut base = folder.to_path_buf();
        if !beside && (child.path.is_none() || !child.module.is_empty()) {
            base.push(parent.file_stem().unwrap_or_default());
        }
        base.extend(&child.module);
        if let Some(path) = &child.path {
            return Some(base.join(path));
        }
        let candidates = [base.join(format!("{}.rs", child.name)), base.join(&child.name).join("mod.rs")];
        // Whoever reads knows what is there; a file that can be read twice costs little.
        candidates.into_iter().find(|file| (self.read)(file).is_ok())
    }

    fn finish(self) -> Source {
        let Self { mut source, access, found, .. } = self;
        for (path, found) in found {
            match access.path_to(&path, &found.visibility) {
                Some(path) => {
                    source.declarations.push(SourceDeclaration {
                        declaration: found.declaration,
                        kind: found.kind,
                        path,
                    });
                }
                None => source.diagnostics.push(out_of_reach(&path, &found)),
            }
        }
        source
    }
}

fn out_of_reach(path: &[String], found: &FoundDeclaration) -> Diagnostic {
    let name = found.declaration.name();
    let message = format!("`{name}` can't be named by the rest of the crate, and the client must name it");
    let help = match path {
        [module, .., _] => {
            format!("write `pub` on the struct and `pub mod {module};`, or `pub use {module}::{name};`")
        }
        _ => "write `pub` on it".to_owned(),
    };
    Diagnostic::new(found.declaration.position(), message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The paths and the diagnostics of a module given as (file, text).
    fn load_files(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let mut read = |path: &Path| {
            let found = files.iter().find(|(name, _)| Path::new(name) == path);
            found.map(|(_, text)| (*text).to_owned()).ok_or_else(|| std::io::Error::other("no such file"))
        };
        let source = load(Path::new(files[0].0), &mut read, &|path| path.display().to_string());
        (
            source.declarations.iter().map(|found| found.path.join("::")).collect(),
            // Positions are known only where the feature `positions` is on.
            source
                .diagnostics
                .iter()
                .map(|found| Diagnostic { position: Position::default(), ..found.clone() }.to_string())
                .collect(),
        )
    }

    fn entity(name: &str) -> String {
        format!("#[derive(EntSchema)] pub struct {name} {{ pub a: i32 }}\n")
    }

    #[test]
    fn follows_the_module_tree() {
        let files = [
            (
                "src/schema.rs",
                "pub mod user; mod deep; pub use deep::*; mod named; pub use named::Pet as Animal;\nmod inline { mod x; }\n#[path = \"else/where.rs\"] pub mod other;",
            ),
            ("src/schema/user.rs", &*entity("User")),
            ("src/schema/deep/mod.rs", "pub mod er;"),
            ("src/schema/deep/er.rs", &*entity("Deep")),
            ("src/schema/named.rs", &*entity("Pet")),
            ("src/schema/inline/x.rs", "struct NotOurs;"),
            ("src/else/where.rs", &*(entity("Other") + "pub mod sub;")),
            ("src/else/sub.rs", &*entity("Sub")),
        ];
        let (paths, diagnostics) = load_files(&files);
        assert_eq!(diagnostics, Vec::<String>::new());
        assert_eq!(paths, ["user::User", "er::Deep", "Animal", "other::Other", "other::sub::Sub"]);
    }

    #[test]
    fn says_what_it_can_not_reach() {
        let private = [("schema/mod.rs", "mod user;"), ("schema/user.rs", &*entity("User"))];
        let (paths, diagnostics) = load_files(&private);
        assert_eq!(paths, Vec::<String>::new());
        assert_eq!(
            diagnostics,
            [
                "`User` can't be named by the rest of the crate, and the client must name it\n  help: write `pub` on the struct and `pub mod user;`, or `pub use user::User;`"
            ]
        );
        let missing = [("schema/mod.rs", "mod user;")];
        assert_eq!(load_files(&missing).1, ["the file of module `user` is not there"]);
    }

    #[test]
    fn conditions_are_for_what_declares_nothing() {
        let files = [
            ("schema/mod.rs", "#[cfg(unix)] mod tools; #[cfg(unix)] pub mod user; #[cfg(test)] mod tests;"),
            ("schema/tools.rs", "fn f() {}"),
            ("schema/user.rs", &*entity("User")),
        ];
        let (paths, diagnostics) = load_files(&files);
        assert_eq!(paths, Vec::<String>::new());
        assert_eq!(diagnostics.len(), 1);
        assert!(diagnostics[0].contains("cfg(unix)"), "{diagnostics:?}");
    }
}
