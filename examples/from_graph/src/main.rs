//! From the graph: load the structs as text, see their tables, and write migrations, without a
//! generated client, without a build script and, if wanted, without a database.
//!
//! ```text
//! cargo run -p from_graph                      # against the directory
//! cargo run -p from_graph -- sqlite://app.db   # against a database, too
//! ```

use std::error::Error;

use ent_runtime::{Client, Dir, Offline, load_graph};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let here = env!("CARGO_MANIFEST_DIR");

    // Load the graph, and get its tables.
    let graph = load_graph(format!("{here}/schema"))?;
    let offline = Offline::new(&graph, "sqlite".parse()?).indent("  ");
    for (_, table) in offline.realm()?.tables() {
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        say(&format!("{}({})", table.name, columns.join(", ")));
    }

    // Compare them with a directory, replayed in memory, and write what is missing.
    let dir = Dir::local(std::env::temp_dir().join("ent-from-graph/migrations"));
    match offline.diff(&dir)? {
        Some(written) => say(&format!("wrote {} into {}", written.name, dir.path().display())),
        None => say(&format!("{} is up to date", dir.path().display())),
    }

    // Or with a connected database.
    if let Some(url) = std::env::args().nth(1) {
        let client = Client::connect(&url, graph).await?;
        for statement in client.schema().plan().await?.statements {
            say(&format!("{};", statement.sql));
        }
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "an example tells what it did")]
fn say(line: &str) {
    println!("{line}");
}
