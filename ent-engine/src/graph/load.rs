use std::path::{Path, PathBuf};

use ent_schema::source::{self, Source};
use ent_schema::{Diagnostic, Position};

use super::Graph;

impl Graph {
    /// The graph of the schema module at `path`: `src/schema` for `src/schema.rs` or
    /// `src/schema/mod.rs`, or the file itself. The files are read as text; nothing is compiled.
    ///
    /// # Errors
    /// When there is no such module, and everything that is wrong with what it declares.
    ///
    /// # Examples
    /// ```no_run
    /// # fn main() -> Result<(), Vec<ent_schema::Diagnostic>> {
    /// let graph = ent_engine::graph::Graph::load("src/schema")?;
    /// println!("{} entities", graph.nodes.len());
    /// # Ok(())
    /// # }
    /// ```
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Vec<Diagnostic>> {
        let path = path.as_ref();
        let Some(root) = schema_root(path) else {
            let message = format!("there is no schema module at {}", path.display());
            let help = "name a file, or the folder or file that `mod schema;` would read";
            return Err(vec![Diagnostic::new(&Position::default(), message).help(help)]);
        };
        let source = source::load(&root, &mut |file| std::fs::read_to_string(file), &|file| {
            file.display().to_string()
        });
        Self::from_source(&source)
    }

    /// The graph of what `source` declares.
    ///
    /// # Errors
    /// Everything that is wrong with it: in its files, or all of them together.
    pub fn from_source(source: &Source) -> Result<Self, Vec<Diagnostic>> {
        if !source.diagnostics.is_empty() {
            return Err(source.diagnostics.clone());
        }
        let declarations: Vec<_> =
            source.declarations.iter().map(|found| found.declaration.clone()).collect();
        Self::compile(&declarations)
    }
}

/// The file of the schema module that `path` names: `src/schema.rs` or `src/schema/mod.rs` for
/// `src/schema`, or the file itself.
pub fn schema_root(path: &Path) -> Option<PathBuf> {
    if path.is_file() {
        return Some(path.to_path_buf());
    }
    [path.with_extension("rs"), path.join("mod.rs")].into_iter().find(|file| file.is_file())
}
