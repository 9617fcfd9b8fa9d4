//! Compares the structs in `src/schema.rs` with the migration directory and writes what is missing.

fn main() {
    ent_build::run()
}
