//! Writes a migration directory for each of the two databases that the service can run on.

fn main() {
    ent_build::run()
}
