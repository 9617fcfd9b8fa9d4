//! What a developer sees: real builds by cargo.

mod support;

use support::Crate;

const USER: &str = "#[derive(EntSchema)]\npub struct User {\n    pub name: String,\n}";

/// The struct with so many fields more.
fn user_with(fields: usize) -> String {
    let more: String = (0..fields).map(|i| format!("    pub field{i}: Option<String>,\n")).collect();
    format!("#[derive(EntSchema)]\npub struct User {{\n    pub name: String,\n{more}}}")
}

#[test]
fn ten_edits_leave_one_draft_and_then_nothing_runs() {
    let app = Crate::new(USER).in_git();
    app.cargo(&["check"])
        .succeeds()
        .says("wrote migrations/")
        .says("_create_users (1 statement; draft until committed)");
    let version = app.migrations()[0][..14].to_owned();
    for fields in 1..=10 {
        app.schema(&user_with(fields));
        app.cargo(&["check"]).succeeds();
        assert_eq!(
            app.migrations(),
            [
                format!("{version}_create_users.down.sql"),
                format!("{version}_create_users.up.sql"),
                "atlas.sum".to_owned()
            ],
        );
    }
    let up = app.migration(".up.sql");
    assert!(up.contains("`field9` text NULL"), "{up}");
    // One run that finds nothing to do after the write, then none at all.
    app.cargo(&["check"]).succeeds();
    let before = app.snapshot();
    app.cargo(&["check", "-v"]).succeeds().says(&format!("Fresh {} v0.1.0", app.name()));
    assert_eq!(app.snapshot(), before);
}

#[test]
fn committed_files_are_history() {
    let app = Crate::new(USER).in_git();
    app.cargo(&["check"]).succeeds();
    app.commit();
    let committed = app.snapshot();
    app.schema(&user_with(1));
    app.cargo(&["check"]).succeeds().says("_add_field0_to_users (1 statement; draft until committed)");
    assert_eq!(app.migrations().len(), 5);
    for (path, content) in committed {
        if !path.ends_with("atlas.sum") {
            assert_eq!(std::fs::read(&path).unwrap(), content);
        }
    }
}

#[test]
fn broken_structs_write_nothing() {
    let app = Crate::new(USER).in_git();
    app.cargo(&["check"]).succeeds();
    let before = app.snapshot();
    // Half a field, as an editor may save it.
    app.schema("#[derive(EntSchema)]\npub struct User {\n    pub name: String,\n    pub age");
    app.cargo(&["check"]).fails().says("src/schema.rs");
    assert_eq!(app.snapshot(), before);
    // An option that is not one: the compiler shows the place.
    app.schema("#[derive(EntSchema)]\npub struct User {\n    #[ent(uniqe)]\n    pub name: String,\n}");
    app.cargo(&["check"]).fails().says("uniqe").says("unique").says("--> src/schema.rs:5:11");
    assert_eq!(app.snapshot(), before);
    // What only the whole graph knows.
    app.schema(
        "#[derive(EntSchema)]\npub struct User {\n    #[ent(from = \"owner\")]\n    pub pets: Many<User>,\n}",
    );
    app.cargo(&["check"]).fails().says("src/schema.rs:6:");
    assert_eq!(app.snapshot(), before);
    app.schema(USER);
    app.cargo(&["check"]).succeeds();
    assert_eq!(app.snapshot(), before);
}

#[test]
fn ci_checks_and_shows_what_is_missing() {
    let app = Crate::new(USER);
    let ci = [("CI", "true")];
    app.cargo_with(&["check"], &ci).fails().says("CREATE TABLE `users`").says("this build only checks");
    assert_eq!(app.migrations(), Vec::<String>::new());
    app.cargo(&["check"]).succeeds();
    app.cargo_with(&["check"], &ci).succeeds();
    app.schema(&user_with(1));
    app.cargo_with(&["check"], &ci).fails().says("ALTER TABLE `users` ADD COLUMN `field0` text NULL");
    app.cargo_with(&["check"], &[("CI", "true"), ("ENT_MIGRATE", "off")]).succeeds();
    app.cargo_with(&["check"], &[("ENT_MIGRATE", "often")]).fails().says("expected write, check or off");
}

#[test]
fn packages_are_left_alone() {
    let app = Crate::new(USER).in_git();
    app.cargo(&["check"]).succeeds();
    app.commit();
    // Out of date on purpose: the copy that cargo builds must not be brought up to date.
    app.schema(&user_with(1));
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let mut args = vec!["package".to_owned(), "--allow-dirty".to_owned()];
    for name in ["ent-build", "ent-runtime", "ent-engine", "ent-schema", "ent-derive"] {
        args.push("--config".to_owned());
        args.push(format!("patch.crates-io.{name}.path='{workspace}/{name}'"));
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let before = app.snapshot();
    app.cargo(&args).succeeds().does_not_say("wrote");
    assert_eq!(app.snapshot(), before);
}

#[test]
fn what_the_build_script_can_not_see_is_refused() {
    let app = Crate::new("#[derive(EntSchema)]\n#[cfg(unix)]\npub struct User {\n    pub name: String,\n}");
    app.cargo(&["check"]).fails().says("cfg");
    assert_eq!(app.migrations(), Vec::<String>::new());
    // A name of the prelude that means something else here: the build script goes by the name.
    app.schema("type String = i32;\n#[derive(EntSchema)]\npub struct User {\n    pub name: String,\n}");
    app.cargo(&["check"]).fails().says("name");
}

#[test]
fn targets_have_directories_of_their_own() {
    let schema = |more: &str| {
        format!(
            "#[derive(EntSchema)]\n#[schema(\"db1\")]\npub struct User {{\n    pub name: String,\n{more}}}"
        )
    };
    let app = Crate::new(&schema("")).in_git();
    app.write(
        "ent.toml",
        "[[migrate.targets]]\ndialect = \"sqlite\"\ndir = \"migrations/sqlite\"\ndestructive = \"allow\"\nschemas = { db1 = \"\" }\n\
         [[migrate.targets]]\ndialect = \"postgres\"\ndir = \"migrations/postgres\"\nformat = \"atlas\"\n",
    );
    app.cargo(&["check"]).succeeds().says("wrote migrations/sqlite/").says("wrote migrations/postgres/");
    let files = |ending: &str| {
        let of = |(path, text): (std::path::PathBuf, Vec<u8>)| {
            path.to_string_lossy().ends_with(ending).then(|| String::from_utf8(text).unwrap())
        };
        app.snapshot().into_iter().filter_map(of).collect::<Vec<_>>()
    };
    assert!(files("create_users.up.sql")[0].contains("CREATE TABLE `users`"));
    assert!(files("create_users.sql")[0].contains("CREATE TABLE \"db1\".\"users\""));
    app.commit();
    let before = app.snapshot();
    // What stops one target writes nothing in the other.
    app.schema(&schema("").replace("name", "full_name"));
    app.cargo(&["check"]).fails().says("looks renamed").says("Nothing was written");
    assert!(app.snapshot() == before, "{:?}", files(".sql"));
    app.schema(&schema("    pub age: Option<i32>,\n"));
    app.cargo(&["check"]).succeeds();
    assert!(files("add_age_to_users.up.sql")[0].contains("ALTER TABLE `users` ADD COLUMN `age`"));
    assert!(files("add_age_to_users.sql")[0].contains("ALTER TABLE \"db1\".\"users\" ADD COLUMN \"age\""));
    let written = app.snapshot();
    app.cargo(&["check"]).succeeds();
    assert!(app.snapshot() == written, "{:?}", files(".sql"));
}
