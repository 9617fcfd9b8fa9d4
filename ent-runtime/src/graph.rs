use std::path::Path;

use ent_engine::graph::{Declaration, Diagnostic, Graph};

use crate::{Error, Result};

/// The graph of declarations in their text form, as the derives and build scripts write it.
///
/// # Errors
/// When a text is not that of a declaration, or the declarations do not fit together.
pub fn read_graph<S: AsRef<str>>(declarations: &[S]) -> Result<Graph> {
    let declarations: Vec<Declaration> = declarations
        .iter()
        .map(|text| ent_schema::wire::from_text(text.as_ref()).map_err(Error::Declaration))
        .collect::<Result<_>>()?;
    Graph::compile(&declarations).map_err(|problems| Error::Graph(problems.into()))
}

/// The graph that the sources of a schema module declare: no build, no client. `path` is the root
/// file of the module, or a folder such as `src/schema` with its `mod.rs` in it or its `schema.rs`
/// beside it.
///
/// # Errors
/// When a file can't be read or understood, or the declarations do not fit together.
pub fn load_graph(path: impl AsRef<Path>) -> Result<Graph> {
    Graph::load(path).map_err(|problems| Error::Graph(problems.into()))
}

/// Everything that is wrong with a set of declarations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl From<Vec<Diagnostic>> for Diagnostics {
    fn from(problems: Vec<Diagnostic>) -> Self {
        Self(problems)
    }
}

impl std::fmt::Display for Diagnostics {
    /// One diagnostic after another, each on lines of its own.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

/// The graph of the named types, which derive `EntSchema`, `EntMixin`, `EntView`, `EntEnum` or
/// `EntValue`: `graph![User, Pet, Status]?`. A build script does the same for a whole crate.
#[macro_export]
macro_rules! graph {
    ($($ty:ty),+ $(,)?) => {
        $crate::read_graph(&[$(<$ty as $crate::Declared>::TEXT),+])
    };
}
