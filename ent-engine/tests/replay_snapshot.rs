//! A replay that is kept as bytes and gone on from: nothing tells it from one that never stopped.

use std::path::Path;

use ent_engine::dialect::{self, Dialect, Flavor};
use ent_engine::replay::{Replay, ReplayOptions};

const FLAVORS: [&str; 4] = ["sqlite", "postgres", "mysql", "mariadb"];

/// The SQL of the cases of a database.
fn cases(flavor: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/replay").join(flavor);
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "sql"))
        .collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// All that a replay has come to, origins included, which are no part of what compares equal.
fn told(replay: Replay<'_>, outcome: Result<(), String>) -> String {
    format!("{outcome:?}\n{:#?}", replay.into_realm())
}

fn goes_on(dialect: &dyn Dialect, first: &str, second: &str) {
    let mut whole = Replay::new(dialect, &ReplayOptions::default());
    if whole.run("1.sql", first).is_err() {
        // Nobody keeps what failed.
        return;
    }
    let mut resumed = Replay::resume(dialect, &whole.snapshot()).expect("a snapshot");
    let run = |replay: &mut Replay<'_>| replay.run("2.sql", second).map_err(|error| error.to_string());
    let (without, with) = (run(&mut whole), run(&mut resumed));
    assert_eq!(told(resumed, with), told(whole, without), "after\n{first}\nthen\n{second}");
}

#[test]
fn a_resumed_replay_is_as_if_it_had_gone_on() {
    for name in FLAVORS {
        let flavor: Flavor = name.parse().unwrap();
        let dialect = dialect::of(flavor);
        let cases = cases(name);
        assert!(cases.len() > 1);
        for (first, second) in cases.iter().zip(cases.iter().cycle().skip(1)) {
            goes_on(&*dialect, first, second);
        }
    }
}

#[test]
fn what_is_no_snapshot_gives_no_replay() {
    let dialect = dialect::of("postgres".parse().unwrap());
    for bytes in [&b""[..], b"\x05", b"no snapshot at all"] {
        assert!(Replay::resume(&*dialect, bytes).is_none());
    }
}
