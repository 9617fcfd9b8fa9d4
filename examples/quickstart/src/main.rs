//! Structs in, migrations out, applied to a SQLite file.
//!
//! `cargo run -p quickstart` builds this crate, and its build script writes the migrations that
//! `src/schema.rs` asks for. The program then applies them and says what it did.

mod schema;
mod ent {
    ent_runtime::include_client!();
}

use std::error::Error;

use ent_runtime::Dir;

/// This crate's folder.
const HERE: &str = env!("CARGO_MANIFEST_DIR");

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let database = format!("{HERE}/quickstart.db");
    let client = ent::Client::connect(&format!("sqlite://{database}?mode=rwc")).await?;

    let migrations = Dir::local(format!("{HERE}/migrations"));
    let applied = client.schema().apply(&migrations).await?;

    let mut report =
        vec![format!("schema:     {HERE}/src/schema.rs"), format!("migrations: {HERE}/migrations")];
    for file in &applied.files {
        report.push(format!("applied:    {} (statements: {})", file.file, file.statements));
    }
    if applied.files.is_empty() {
        report.push("applied:    nothing; the database has every migration".to_owned());
    }
    report.push(format!("database:   {database}"));
    let left = client.schema().plan().await?;
    report.push(match left.statements.len() {
        0 => "difference: none; the database is what the structs say".to_owned(),
        count => format!("difference: {count} statements"),
    });
    report.push("Now change a struct in src/schema.rs and run this again.".to_owned());
    println_all(&report);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "an example tells what it did")]
fn println_all(lines: &[String]) {
    for line in lines {
        println!("{line}");
    }
}
