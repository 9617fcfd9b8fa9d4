//! Entities in three database schemas: applied to a server, and looked at.
//!
//! ```text
//! cargo run -p multischema -- postgres://localhost/app
//! cargo run -p multischema -- mysql://root@localhost
//! ```
//! Without a URL it says what it would apply.

mod schema;
mod ent {
    ent_runtime::include_client!();
}

use std::error::Error;

use ent_runtime::{DatabaseUrl, Dir, LocalDir, Scope};

/// The directory for the database that `url` names.
fn migrations(url: &str) -> Result<LocalDir, Box<dyn Error>> {
    let dialect = DatabaseUrl::parse(url)?.dialect();
    Ok(Dir::local(format!("{}/migrations/{dialect}", env!("CARGO_MANIFEST_DIR"))))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let Some(url) = std::env::args().nth(1) else {
        for target in ["postgres", "mysql", "mariadb"] {
            let dir = Dir::local(format!("{}/migrations/{target}", env!("CARGO_MANIFEST_DIR")));
            for migration in dir.read()?.migrations()? {
                say(&format!("{target}: {}", migration.up.file));
            }
        }
        say("give the URL of a server to apply them: postgres://localhost/app or mysql://root@localhost");
        return Ok(());
    };
    let client = ent::Client::connect(&url).await?;
    let applied = client.schema().apply(&migrations(&url)?).await?;
    for file in &applied.files {
        say(&format!("applied {}", file.file));
    }
    let schemas = ["db1", "db2", "db3"].map(str::to_owned).to_vec();
    for schema in client.schema().inspect(&Scope::Schemas(schemas)).await?.schemas {
        for table in &schema.tables {
            say(&format!("{}.{}", schema.name, table.name));
        }
    }
    let left = client.schema().plan().await?;
    say(&format!("statements left to plan: {}", left.statements.len()));
    Ok(())
}

#[expect(clippy::print_stdout, reason = "an example tells what it did")]
fn say(line: &str) {
    println!("{line}");
}
