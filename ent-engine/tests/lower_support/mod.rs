//! Reading cases, and writing graphs and realms as text.

mod directives;
mod graph_text;
mod realm_text;

pub use directives::Directives;
pub use graph_text::dump_graph;
pub use realm_text::dump_realm;

use ent_schema::{Declaration, Diagnostic};

/// The declarations of a source text.
pub fn declarations(name: &str, source: &str) -> Result<Vec<Declaration>, Vec<Diagnostic>> {
    let file = ent_schema::parse::parse_file(source, name)?;
    Ok(file.declarations.into_iter().map(|found| found.declaration).collect())
}
