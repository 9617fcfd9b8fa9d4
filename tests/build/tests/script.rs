//! The build script by itself: what it does about renames, losses, edits, crashes and rivals.

mod support;

use std::process::{Command, Stdio};
use std::time::Duration;

use support::Crate;

const USER: &str = "#[derive(EntSchema)]\npub struct User {\n    pub name: String,\n    pub age: i32,\n}";

fn user(fields: &str) -> String {
    format!("#[derive(EntSchema)]\npub struct User {{\n{fields}\n}}")
}

/// A crate whose first migration is committed.
fn committed() -> Crate {
    let app = Crate::new(USER).in_git().with_script();
    app.commit();
    app
}

/// Writes the sum of what is in a migration directory, as `ent migrate hash` does.
fn hash(app: &Crate, folder: &str) {
    let dir = ent_engine::dir::LocalDir::new(app.path(folder), ent_engine::dir::Format::default());
    let lock = dir.lock().unwrap();
    dir.write(&lock, &dir.read().unwrap(), &ent_engine::dir::Edit::default()).unwrap();
}

#[test]
fn drafts_come_and_go_with_what_is_committed() {
    let app = committed();
    let before = app.snapshot();
    app.schema(&user("    pub name: String,\n    pub age: i32,\n    pub nick: Option<String>,"));
    app.run_script(&[]).succeeds().says("_add_nick_to_users");
    // Another name for what only the draft has is no rename.
    app.schema(&user("    pub name: String,\n    pub age: i32,\n    pub nickname: Option<String>,"));
    app.run_script(&[]).succeeds().says("_add_nickname_to_users");
    assert_eq!(app.migrations().len(), 5);
    // Back to what is committed: the draft goes.
    app.schema(USER);
    app.run_script(&[]).succeeds().says("removed the draft");
    assert_eq!(app.snapshot(), before);
    // And again, nothing.
    app.run_script(&[]).succeeds().does_not_say("draft");
}

#[test]
fn edited_drafts_are_history() {
    let app = committed();
    app.schema(&user("    pub name: String,\n    pub age: i32,\n    pub nick: Option<String>,"));
    app.run_script(&[]).succeeds();
    let name = app
        .migrations()
        .into_iter()
        .find(|name| name.contains("nick.up") || name.ends_with("nick_to_users.up.sql"))
        .unwrap();
    let path = format!("migrations/{name}");
    let edited = app.read(&path) + "-- a thought\n";
    app.write(&path, &edited);
    // The sum no longer fits, which is said by name.
    app.schema(&user("    pub name: String,\n    pub age: i32,\n    pub nick: Option<String>,\n    pub email: Option<String>,"));
    app.run_script(&[]).fails().says(&name).says("was edited").says("ent migrate hash");
    assert_eq!(app.read(&path), edited);
    // Once the change is meant, the file stays and the next change gets its own.
    hash(&app, "migrations");
    app.run_script(&[]).succeeds().says("_add_email_to_users");
    assert_eq!(app.read(&path), edited);
}

#[test]
fn applied_drafts_are_history() {
    let app = committed();
    app.schema(&user("    pub name: String,\n    pub age: i32,\n    pub nick: Option<String>,"));
    app.run_script(&[]).succeeds();
    let name = app.migrations().into_iter().find(|name| name.ends_with("nick_to_users.up.sql")).unwrap();
    let dir = ent_engine::dir::LocalDir::new(app.path("migrations"), ent_engine::dir::Format::default());
    dir.note_applied(&name).unwrap();
    app.schema(&user("    pub name: String,\n    pub age: i32,\n    pub nick: Option<String>,\n    pub email: Option<String>,"));
    app.run_script(&[]).succeeds().says("_add_email_to_users");
    assert_eq!(app.migrations().len(), 7);
}

#[test]
fn renames_are_asked_for() {
    let app = committed();
    let before = app.snapshot();
    app.schema(&user("    pub full_name: String,\n    pub age: i32,"));
    app.run_script(&[])
        .fails()
        .says("users.name looks renamed to users.full_name")
        .says("#[ent(renamed_from = \"name\")]")
        .says("#[ent(drops = \"name\")]")
        .says("Nothing was written")
        .says("--> src/schema.rs:5:");
    assert_eq!(app.snapshot(), before);
    app.schema(&user("    #[ent(renamed_from = \"name\")]\n    pub full_name: String,\n    pub age: i32,"));
    app.run_script(&[]).succeeds().says("_rename_name_to_full_name_in_users (1 statement");
    let up = app.migration("full_name_in_users.up.sql");
    assert!(up.contains("ALTER TABLE `users` RENAME COLUMN `name` TO `full_name`;"), "{up}");
    let down = app.migration("full_name_in_users.down.sql");
    assert!(down.contains("ALTER TABLE `users` RENAME COLUMN `full_name` TO `name`;"), "{down}");
}

#[test]
fn nothing_is_written_that_the_next_run_stumbles_over() {
    let legacy = "#[derive(EntSchema)]\n#[ent(skip)]\npub struct Legacy {\n    pub a: i32,\n}\n";
    let user = "#[derive(EntSchema)]\npub struct User {\n    pub legacy: One<Legacy>,\n}\n";
    let app = committed();
    app.write("ent.toml", "[migrate]\ndialect = \"postgres\"\ndir = \"pg\"\n");
    app.schema(&format!("{legacy}{user}"));
    app.run_script(&[])
        .fails()
        .says("the next migration can't be replayed: `CREATE TABLE \"users\" (`: table `legacies` does not exist")
        .says("-- ent:effect")
        .says("Nothing was written");
    assert!(!app.path("pg").exists());
    app.write(
        "pg/20200101000000_legacy.up.sql",
        "-- ent:effect CREATE TABLE legacies (id bigint PRIMARY KEY);\nSELECT 1;\n",
    );
    app.write("pg/20200101000000_legacy.down.sql", "SELECT 1;\n");
    hash(&app, "pg");
    app.run_script(&[]).succeeds().says("_create_users (1 statement");
    app.run_script(&[]).succeeds().does_not_say("draft");
}

#[test]
fn drafts_that_do_not_fit_any_more_are_made_anew() {
    let app = committed();
    let created: u64 = app.migrations()[0][..14].parse().unwrap();
    let fields = "    pub name: String,\n    pub age: i32,\n    pub nick: Option<String>,";
    app.schema(&user(fields));
    // A version is a second: one must fit in between.
    std::thread::sleep(Duration::from_secs(2));
    app.run_script(&[]).succeeds().says("_add_nick_to_users");
    // Somebody else's branch has the column too, and comes first.
    let name = format!("migrations/{}_nick", created + 1);
    app.write(&format!("{name}.up.sql"), "ALTER TABLE users ADD COLUMN nick text NULL;\n");
    app.write(&format!("{name}.down.sql"), "ALTER TABLE users DROP COLUMN nick;\n");
    hash(&app, "migrations");
    app.schema(&user(&format!("{fields}\n    pub pet: Option<String>,")));
    app.run_script(&[]).succeeds().says("_add_pet_to_users (1 statement");
    app.schema(&user(fields));
    app.run_script(&[]).succeeds().says("removed the draft");
}

#[test]
fn values_of_texts_are_renamed_once() {
    let schema = |variant: &str, more: &str| {
        format!(
            "#[derive(EntEnum)]\npub enum Status {{ Active, {variant} }}\n\
             #[derive(EntSchema)]\npub struct Task {{ pub status: Status }}\n{more}"
        )
    };
    let app = Crate::new(&schema("Gone", "")).in_git().with_script();
    app.commit();
    let closed = "#[ent(renamed_from = \"gone\")] Closed";
    app.schema(&schema(closed, ""));
    app.run_script(&[]).succeeds().says("_rename_gone_to_closed_in_tasks_status (1 statement");
    let up = app.migration("closed_in_tasks_status.up.sql");
    assert!(up.contains("UPDATE `tasks` SET `status` = 'closed' WHERE `status` = 'gone';"), "{up}");
    let down = app.migration("closed_in_tasks_status.down.sql");
    assert!(down.contains("UPDATE `tasks` SET `status` = 'gone' WHERE `status` = 'closed';"), "{down}");
    app.commit();
    let before = app.snapshot();
    app.run_script(&[]).succeeds();
    assert_eq!(app.snapshot(), before, "it was done");
    // A table that comes later never had the value.
    app.schema(&schema(closed, "#[derive(EntSchema)]\npub struct Note { pub status: Status }\n"));
    app.run_script(&[]).succeeds().says("_create_notes (1 statement");
    app.commit();
    let before = app.snapshot();
    app.run_script(&[]).succeeds();
    assert_eq!(app.snapshot(), before, "nor has it now");
}

#[test]
fn losses_need_a_word() {
    let app = committed();
    let before = app.snapshot();
    app.schema(&user("    pub name: String,"));
    app.run_script(&[])
        .fails()
        .says("column \"age\" of \"users\" would be dropped")
        .says("#[ent(drops = \"age\")]");
    assert_eq!(app.snapshot(), before);
    app.schema("#[derive(EntSchema)]\n#[ent(drops = \"age\")]\npub struct User {\n    pub name: String,\n}");
    app.run_script(&[]).succeeds().says("_drop_age_from_users");
    // A table: its struct is gone, so the word stands in the options.
    app.schema("");
    app.run_script(&[]).fails().says("table \"users\" would be dropped").says("drops = [\"users\"]");
    app.write("ent.toml", "[migrate]\ndialect = \"sqlite\"\ndrops = [\"users\"]\n");
    app.run_script(&[]).succeeds().says("_drop_users");
    assert_eq!(app.migrations().len(), 5, "still one draft");
}

#[test]
fn what_is_skipped_is_left_alone() {
    let app = committed();
    app.write("migrations/20200101000000_by_hand.up.sql", "CREATE TABLE legacy (a int);\n");
    app.write("migrations/20200101000000_by_hand.down.sql", "DROP TABLE legacy;\n");
    hash(&app, "migrations");
    app.run_script(&[]).fails().says("table \"legacy\" would be dropped");
    let before = app.snapshot();
    let skipped =
        "#[derive(EntSchema)]\n#[ent(table = \"legacy\", skip)]\npub struct Legacy {\n    pub a: i32,\n}\n";
    app.schema(&format!("{USER}\n{skipped}"));
    app.run_script(&[]).succeeds();
    assert_eq!(app.snapshot(), before, "nothing to do");
}

#[test]
fn a_tampered_file_is_named() {
    let app = committed();
    let name = app.migrations().into_iter().find(|name| name.ends_with(".up.sql")).unwrap();
    let path = format!("migrations/{name}");
    app.write(&path, &(app.read(&path) + "\n"));
    app.run_script(&[]).fails().says(&format!("{name} was edited"));
    std::fs::remove_file(app.path(&path)).unwrap();
    app.run_script(&[]).fails().says(&format!("{name} was removed"));
}

#[test]
fn what_can_not_be_replayed_is_named() {
    let app = committed();
    app.write("migrations/20990101000000_by_hand.up.sql", "CREATE TABLE t (a int);\nDO SOMETHING strange;\n");
    hash(&app, "migrations");
    app.run_script(&[])
        .fails()
        .says("migrations/20990101000000_by_hand.up.sql:2:1")
        .says("DO SOMETHING strange");
}

#[test]
fn rivals_take_turns() {
    for round in 0..10 {
        let app = committed();
        app.schema(&user("    pub name: String,\n    pub age: i32,\n    pub nick: Option<String>,"));
        let rivals: Vec<_> =
            (0..3).map(|i| app.script(&format!(".out{i}")).stdout(Stdio::null()).spawn().unwrap()).collect();
        for mut rival in rivals {
            assert!(rival.wait().unwrap().success());
        }
        assert_eq!(app.migrations().len(), 5, "round {round}: {:?}", app.migrations());
        app.run_script(&[]).succeeds().does_not_say("wrote");
    }
}

#[test]
fn a_kill_at_any_moment_leaves_what_the_next_run_completes() {
    let app = committed();
    let base = app.snapshot().len();
    for round in 0..60u64 {
        // Each round wants other files, so that there is something to write.
        app.schema(&user(&format!(
            "    pub name: String,\n    pub age: i32,\n    pub nick{round}: Option<String>,"
        )));
        let mut victim = app.script(".out").stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(round * 97 % 4000 + round * 50));
        let _ = victim.kill();
        let _ = victim.wait();
        app.run_script(&[]).succeeds();
        assert_eq!(app.snapshot().len(), base + 2, "round {round}: {:?}", app.snapshot());
        app.migration(&format!("nick{round}_to_users.up.sql"));
        app.run_script(&[]).succeeds().does_not_say("wrote");
    }
}

#[test]
fn a_read_only_folder_is_said() {
    let app = committed();
    app.schema(&user("    pub name: String,\n    pub age: i32,\n    pub nick: Option<String>,"));
    let before = app.snapshot();
    let mut script = app.script(".out");
    let output = read_only(&mut script, &app.path("migrations"));
    let Some(output) = output else {
        eprintln!("skipped: this machine lets nobody make a folder read-only for this test");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("cargo::error"), "{said}");
    assert!(said.contains("can't be written"), "{said}");
    assert!(said.contains("ADD COLUMN `nick` text NULL"), "{said}");
    assert_eq!(app.snapshot(), before);
}

/// Runs the command while the folder is read-only. Root may write anywhere, so for root the folder
/// is mounted read-only in a namespace of its own.
fn read_only(command: &mut Command, folder: &std::path::Path) -> Option<std::process::Output> {
    let mut permissions = std::fs::metadata(folder).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(folder, permissions.clone()).unwrap();
    let refused = std::fs::write(folder.join("probe"), "").is_err();
    let output = if refused {
        Some(command.output().unwrap())
    } else {
        std::fs::remove_file(folder.join("probe")).unwrap();
        let mut mounted = Command::new("unshare");
        mounted
            .args([
                "--mount",
                "sh",
                "-c",
                "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$1\"",
            ])
            .arg(folder)
            .arg(command.get_program())
            // As the command itself, which has no variables but its own.
            .env_clear()
            .envs(command.get_envs().filter_map(|(key, value)| Some((key, value?))));
        mounted.output().ok().filter(|output| output.status.success())
    };
    #[allow(clippy::permissions_set_readonly_false, reason = "a temporary folder that is about to go")]
    permissions.set_readonly(false);
    std::fs::set_permissions(folder, permissions).unwrap();
    output
}

/// Steps for a table in use are versions of their own, each with its way back, and come and go as one draft.
#[test]
fn changes_of_tables_in_use_are_steps() {
    let app = Crate::new(
        "#[derive(EntSchema)]\npub struct User {\n    pub name: Option<String>,\n    pub age: i32,\n}",
    );
    app.write("ent.toml", "[migrate]\ndialect = \"postgres\"\nonline = true\nformat = \"atlas\"\n");
    let app = app.in_git().with_script();
    app.commit();
    let before = app.snapshot();
    app.schema(&user(
        "    #[ent(backfill = \"'nobody'\")]\n    pub name: String,\n    #[ent(unique)]\n    pub age: i32,",
    ));
    app.run_script(&[]).succeeds();
    let files: Vec<String> = app.migrations().into_iter().filter(|name| name.ends_with(".sql")).collect();
    let texts: Vec<String> = files.iter().map(|name| app.read(&format!("migrations/{name}"))).collect();
    let steps = [
        "CHECK (\"name\" IS NOT NULL) NOT VALID",
        "-- atlas:txmode none",
        "SET NOT NULL",
        "CREATE UNIQUE INDEX CONCURRENTLY",
    ];
    let mut at = 1;
    for step in steps {
        let found = texts[at..].iter().position(|text| text.contains(step));
        at += found.unwrap_or_else(|| panic!("{step} is not in {:?}", &texts[at..]));
    }
    // Again, nothing; and it all goes with what asked for it.
    app.run_script(&[]).succeeds().does_not_say("wrote");
    app.schema(
        "#[derive(EntSchema)]\npub struct User {\n    pub name: Option<String>,\n    pub age: i32,\n}",
    );
    app.run_script(&[]).succeeds().says("removed the draft");
    assert_eq!(app.snapshot(), before);
}
