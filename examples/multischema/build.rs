//! Writes a migration directory for each database that `ent.toml` names.

fn main() {
    ent_build::run()
}
