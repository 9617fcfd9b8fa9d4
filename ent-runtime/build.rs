//! Tells the build scripts of dependent crates which databases this crate was built for, so that
//! the one database of most projects need not be named again in `ent.toml`.

fn main() {
    let drivers: Vec<&str> = [
        ("sqlite", cfg!(feature = "sqlite")),
        ("postgres", cfg!(feature = "postgres")),
        ("mysql", cfg!(feature = "mysql")),
    ]
    .into_iter()
    .filter(|(_, is_on)| *is_on)
    .map(|(name, _)| name)
    .collect();
    tell(&[
        format!("cargo::metadata=drivers={}", drivers.join(",")),
        "cargo::rerun-if-changed=build.rs".to_owned(),
    ]);
}

#[allow(clippy::print_stdout, reason = "cargo reads a build script's output")]
fn tell(lines: &[String]) {
    for line in lines {
        println!("{line}");
    }
}
