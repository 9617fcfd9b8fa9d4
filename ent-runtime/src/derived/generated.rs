use std::sync::Arc;

use ent_engine::graph::{Declaration, Graph};
use ent_schema::wire;

/// The graph that a build script compiled, compiled again from the same text.
///
/// # Panics
/// When the text is not what this version's build script writes; the two are released together,
/// and a build script that could not compile the graph fails the build.
pub fn generated_graph(declarations: &str) -> Arc<Graph> {
    let compiled = wire::from_text::<Vec<Declaration>>(declarations)
        .map_err(|error| error.to_string())
        .and_then(|declarations| {
            Graph::compile(&declarations)
                .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        });
    match compiled {
        Ok(graph) => Arc::new(graph),
        Err(why) => panic!("ent-build and ent-runtime are not of the same version: {why}"),
    }
}
