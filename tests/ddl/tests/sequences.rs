//! Sequences of DDL on real databases: those that are written down, and random ones.
//!
//! `ENT_DDL_SEQUENCES=2000` draws so many, `ENT_DDL_SEED=17` repeats one, `ENT_DDL_SEED=501-1000` draws others. What is
//! `ENT_DDL_CHANGES=2000` and `ENT_DDL_CHANGE_SEED` do the same with the change from one state to another. What is
//! drawn depends on what replay makes of it, so a seed gives the same sequence for as long as replay is the same; to keep
//! one, write it down. `ENT_DDL_RECORD=1` writes down those that were drawn and held. `ENT_DDL_CASE=of_checks` holds only
//! those that are written down under such a name.

use ent_ddl_tests::{
    About, Grammar, Outcome, Server, Tally, Written, draw_and_hold, hold, record, shrink, written,
};
use ent_runtime_tests::seeds;
use ent_servers::ServerKind;

/// Changes that are drawn unless told otherwise: what takes half a minute.
const CHANGES: u64 = 60;

fn quote(name: &str, open: char, close: char) -> String {
    let plain = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && !["user", "order", "select"].contains(&name);
    if plain { name.to_owned() } else { format!("{open}{name}{close}") }
}

/// Holds replay to the sequences that are written down, then to random ones as far as they are asked for.
async fn hold_all(mut server: Server, grammar: Grammar, quote: fn(&str) -> String) {
    let (name, product, version) = (server.flavor().to_string(), server.product(), server.flavor().version);
    let mut tally = Tally::default();
    let cases = written(product);
    assert!(cases.len() >= 10, "only {} sequences are written down for {name}", cases.len());
    let part = std::env::var("ENT_DDL_CASE").unwrap_or_default();
    let is_asked = |case: &Written| case.name.contains(&part) && case.is_for(version.0);
    for Written { name, statements, is_shown, .. } in cases.into_iter().filter(is_asked) {
        let statements: Vec<String> = statements.iter().map(|sql| server.named(sql)).collect();
        server.set_inspects(is_shown);
        let held = hold(&mut server, &statements).await;
        let refused: Vec<_> = statements.iter().filter(|sql| !held.statements.contains(sql)).collect();
        assert!(refused.is_empty(), "{name} has statements that the server refuses: {refused:#?}");
        tally.add(&name, held);
    }
    server.set_inspects(std::env::var_os("ENT_DDL_INSPECTION").is_some());
    for (about, seed_name, count_name) in [
        (About::Replay, "ENT_DDL_SEED", "ENT_DDL_SEQUENCES"),
        (About::Change, "ENT_DDL_CHANGE_SEED", "ENT_DDL_CHANGES"),
    ] {
        let usual = if about == About::Change { CHANGES } else { 0 };
        for seed in seeds(seed_name, count_name, usual) {
            let mut held = draw_and_hold(&mut server, &grammar, quote, about, seed).await;
            if Tally::is_failure(&held) && !tally.is_known(&held) {
                held = shrink(&mut server, held).await;
            }
            if std::env::var_os("ENT_DDL_RECORD").is_some() && held.outcome == Outcome::Same {
                let statements: Vec<String> = held.statements.iter().map(|sql| server.unnamed(sql)).collect();
                record(product, &format!("drawn_{seed}"), &statements);
            }
            tally.add(&format!("{seed_name}={seed}"), held);
        }
    }
    server.close().await;
    tally.finish(&name);
}

#[tokio::test]
async fn postgres() {
    if let Some(server) = Server::of(ServerKind::Postgres).await {
        let grammar = Grammar::new(&[include_str!("../grammar/postgres.txt")]);
        hold_all(server, grammar, |name| quote(name, '"', '"')).await;
    }
}

#[tokio::test]
async fn mariadb() {
    if let Some(server) = Server::of(ServerKind::MariaDb).await {
        let family = include_str!("../grammar/mysql_family.txt");
        let grammar = Grammar::new(&[family, include_str!("../grammar/mariadb.txt")]);
        hold_all(server, grammar, |name| quote(name, '`', '`')).await;
    }
}

#[tokio::test]
async fn mysql() {
    if let Some(server) = Server::of(ServerKind::MySql).await {
        let family = include_str!("../grammar/mysql_family.txt");
        let grammar = Grammar::new(&[family, include_str!("../grammar/mysql.txt")]);
        hold_all(server, grammar, |name| quote(name, '`', '`')).await;
    }
}

#[tokio::test]
async fn sqlite() {
    let grammar = Grammar::new(&[include_str!("../grammar/sqlite.txt")]);
    // What double quotes enclose may be taken for a text.
    hold_all(Server::sqlite().await, grammar, |name| quote(name, '[', ']')).await;
}
