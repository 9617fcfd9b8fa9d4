use std::panic::AssertUnwindSafe;

use ent_engine::dialect::Dialect;
use ent_engine::diff::{self, DiffOptions};
use ent_engine::model::Realm;
use ent_engine::plan::{MAIN_FILE, PlanOptions, SqlFile, split};
use ent_engine::replay::{Replay, ReplayOptions};
use ent_engine::sql::Splitter;
use ent_runtime_tests::{Random, differences};

use crate::{Grammar, Server, change};

/// A sequence that a server has run, and what came of it.
#[derive(Clone, Debug)]
pub struct Held {
    /// The statements that the server accepted.
    pub statements: Vec<String>,
    /// How many it refused.
    pub refused: usize,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// What replay prints makes the same database.
    Same,
    /// It makes another one.
    Differs(String),
    /// The server refuses what is printed.
    Unusable(String),
    /// Replay refuses a statement that the server accepts.
    Refuses(String),
    /// Inspection of the server says something else than replay.
    Inspection(String),
    /// Replay panics.
    Panics(String),
    /// There is no plan from one state to another.
    Unplanned(String),
    /// The server refuses the way to the other state.
    Stuck(String),
    /// The plan leaves something to change.
    Left(String),
    /// The way back leaves something to change.
    LeftBack(String),
    /// The server refuses it because of rows, of which the plan said nothing.
    Refused(String),
    /// Rows or values are lost or changed, of which the plan said nothing.
    Lost(String),
    /// Nothing is left to change, and yet the catalog differs.
    Unseen(String),
    /// The same on the way back.
    UnseenBack(String),
}

impl Outcome {
    /// The kind of failure in a word, none where all is well.
    pub fn failure(&self) -> Option<(&'static str, &str)> {
        Some(match self {
            Self::Same => return None,
            Self::Differs(text) => ("differs", text),
            Self::Unusable(text) => ("unusable", text),
            Self::Refuses(text) => ("refuses", text),
            Self::Inspection(text) => ("inspection", text),
            Self::Panics(text) => ("panics", text),
            Self::Unplanned(text) => ("unplanned", text),
            Self::Stuck(text) => ("stuck", text),
            Self::Left(text) => ("left", text),
            Self::LeftBack(text) => ("left on the way back", text),
            Self::Refused(text) => ("refused with rows", text),
            Self::Lost(text) => ("lost", text),
            Self::Unseen(text) => ("unseen", text),
            Self::UnseenBack(text) => ("unseen on the way back", text),
        })
    }
}

/// What stands in a sequence where one state ends and the way to another begins.
pub const TURN: &str = "-- and from here on to another state";

/// Statements as a file.
pub(crate) fn text(statements: &[String], is_transactional: bool) -> String {
    let mut out = String::new();
    for sql in statements.iter().filter(|sql| *sql != TURN) {
        // Bodies of several statements need another delimiter, as for the server's own client.
        if !is_transactional && sql.contains(';') {
            out.push_str(&format!("DELIMITER $$\n{sql}$$\nDELIMITER ;\n"));
        } else {
            out.push_str(&format!("{sql};\n"));
        }
    }
    out
}

pub(crate) fn replayed(dialect: &dyn Dialect, options: &ReplayOptions, text: &str) -> Result<Realm, Outcome> {
    let run = || {
        let mut replay = Replay::new(dialect, options);
        replay.run("sequence.sql", text).map(|()| replay.into_realm())
    };
    match std::panic::catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(realm)) => Ok(realm),
        Ok(Err(error)) => Err(Outcome::Refuses(error.to_string())),
        Err(_) => Err(Outcome::Panics("replay panics".to_owned())),
    }
}

/// What is there as a sequence grows.
struct Sketch<'s> {
    dialect: &'s dyn Dialect,
    options: ReplayOptions,
    replay: Replay<'s>,
    /// Whether a transaction has to be replayed as one.
    stale: bool,
    realm: Realm,
}

impl<'s> Sketch<'s> {
    fn new(dialect: &'s dyn Dialect, options: ReplayOptions) -> Self {
        let replay = Replay::new(dialect, &options);
        Self { dialect, options, replay, stale: false, realm: Realm::default() }
    }

    /// Goes on by the last of the statements.
    fn go_on(&mut self, statements: &[String], in_transaction: bool) -> Result<(), Outcome> {
        let is_transactional = self.dialect.naming().transactional;
        if in_transaction || self.stale {
            self.stale = true;
            self.realm = replayed(self.dialect, &self.options, &text(statements, is_transactional))?;
            if !in_transaction {
                // From here on statement by statement again.
                self.replay = Replay::new(self.dialect, &self.options);
                let whole = text(statements, is_transactional);
                self.replay
                    .run("sequence.sql", &whole)
                    .map_err(|error| Outcome::Refuses(error.to_string()))?;
                self.stale = false;
            }
            return Ok(());
        }
        let last = text(statements.last().map_or(&[], std::slice::from_ref), is_transactional);
        let run = std::panic::catch_unwind(AssertUnwindSafe(|| self.replay.run("sequence.sql", &last)));
        run.map_err(|_| Outcome::Panics("replay panics".to_owned()))?
            .map_err(|error| Outcome::Refuses(error.to_string()))?;
        self.realm = self.replay.realm().clone();
        Ok(())
    }
}

/// What a statement does to the open transaction.
fn transaction_after(sql: &str, open: bool) -> bool {
    let upper = sql.to_ascii_uppercase();
    match upper.split_whitespace().next().unwrap_or_default() {
        "BEGIN" | "START" => true,
        "COMMIT" | "END" => false,
        "ROLLBACK" => open && upper.contains(" TO "),
        _ => open,
    }
}

/// Runs a statement so that its failure leaves everything as it was.
async fn attempt(server: &mut Server, sql: &str, open: bool) -> Result<(), String> {
    let upper = sql.to_ascii_uppercase();
    let starts = |words: &[&str]| words.iter().any(|word| upper.starts_with(word));
    if !open && starts(&["SET LOCAL"]) && server.failure_ends_transaction() {
        return Err("it has no effect but in a transaction".to_owned());
    }
    // These can't fail, and a savepoint within the guard would go with it.
    let is_safe = starts(&["COMMIT", "END", "SAVEPOINT"]) || upper == "ROLLBACK";
    let is_safe = is_safe || (!open && starts(&["BEGIN", "START"]));
    if !open || is_safe || !server.failure_ends_transaction() {
        return server.execute(sql).await;
    }
    server.execute("SAVEPOINT ent_try").await?;
    let outcome = server.execute(sql).await;
    if outcome.is_err() {
        server.execute("ROLLBACK TO SAVEPOINT ent_try").await?;
    } else if !starts(&["ROLLBACK TO", "RELEASE"]) {
        // Going back or releasing has ended the guard.
        server.execute("RELEASE SAVEPOINT ent_try").await?;
    }
    outcome
}

/// What is held against the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Replay of the sequence.
    Replay,
    /// The plan that leads from a state in the middle of the sequence to that at its end, and back.
    Change,
}

/// Draws a sequence, runs it, and holds what is known of it against the server.
pub async fn draw_and_hold(
    server: &mut Server,
    grammar: &Grammar,
    quote: fn(&str) -> String,
    about: About,
    seed: u64,
) -> Held {
    let mut random = Random::new(seed);
    let length = 20 + random.below(41);
    server.reset().await;
    let dialect = ent_engine::dialect::of(server.flavor());
    let mut sketch = Sketch::new(dialect.as_ref(), server.options());
    let (mut statements, mut refused, mut open) = (Vec::new(), 0, false);
    while statements.len() < length && refused < length * 8 {
        let rule = match (open, statements.len() < 4) {
            (true, _) if random.chance(20) => "in_transaction",
            (false, true) => "start",
            _ => "statement",
        };
        let sql = server.named(&grammar.draw(rule, &mut random, &sketch.realm, quote));
        if attempt(server, &sql, open).await.is_err() {
            refused += 1;
            continue;
        }
        open = transaction_after(&sql, open);
        statements.push(sql);
        if let Err(outcome) = sketch.go_on(&statements, open) {
            return Held { statements, refused, outcome };
        }
    }
    if open {
        let sql = "COMMIT".to_owned();
        let _ = server.execute(&sql).await;
        statements.push(sql);
    }
    statements.extend(server.drop_broken_views().await);
    if about == About::Change {
        let turns = turns(&statements);
        statements.insert(turns[random.below(turns.len())], TURN.to_owned());
    }
    let outcome = compare(server, &statements).await;
    if outcome == Outcome::Same {
        return Held { statements, refused, outcome };
    }
    // A statement that the server refuses may leave something behind all the same: a RENAME of several tables that is
    // taken back has written triggers anew. What counts is what the others make.
    Held { refused, ..hold(server, &statements).await }
}

/// Runs statements and holds replay against them; those that the server refuses are left out.
pub async fn hold(server: &mut Server, sequence: &[String]) -> Held {
    server.reset().await;
    let (mut statements, mut open) = (Vec::new(), false);
    for sql in sequence {
        if sql == TURN {
            if !open {
                statements.push(sql.clone());
            }
        } else if attempt(server, sql, open).await.is_ok() {
            open = transaction_after(sql, open);
            statements.push(sql.clone());
        }
    }
    if open {
        let _ = server.execute("COMMIT").await;
        statements.push("COMMIT".to_owned());
    }
    statements.extend(server.drop_broken_views().await);
    let refused = sequence.len().saturating_sub(statements.len());
    let outcome = compare(server, &statements).await;
    Held { statements, refused, outcome }
}

/// Where a sequence is in no transaction: before statements, and at its end.
fn turns(statements: &[String]) -> Vec<usize> {
    let mut open = false;
    let mut found = vec![0];
    for (at, sql) in statements.iter().enumerate() {
        open = transaction_after(sql, open);
        if !open {
            found.push(at + 1);
        }
    }
    found
}

/// Holds replay of the statements, or the change between two states of theirs, against the database that they have made.
async fn compare(server: &mut Server, statements: &[String]) -> Outcome {
    let turn = statements.iter().position(|sql| sql == TURN);
    let held = match turn {
        Some(turn) => change::held(server, statements, turn).await,
        None => compared(server, statements).await,
    };
    match held {
        Ok(()) => Outcome::Same,
        Err(outcome) => outcome,
    }
}

/// Whether the database is the same as the statements' when all tables are altered once more: MySQL writes the constants
/// of checks anew then (`t > 0` becomes `t > TIME'00:00:00'`), as it did when one of the statements altered the table.
async fn is_same_when_read_again(server: &mut Server, statements: &[String], found: &str) -> bool {
    if !server.writes_constants_anew() || !found.contains("CHECK") {
        return false;
    }
    server.alter_all().await;
    let found = server.catalog().await;
    server.reset().await;
    for sql in statements {
        if server.execute(sql).await.is_err() {
            return false;
        }
    }
    server.alter_all().await;
    server.catalog().await == found
}

/// The texts of files, in the order in which the main one takes them in.
fn texts_in_order(files: &[SqlFile]) -> Vec<String> {
    let text = |path: &str| files.iter().find(|file| file.path == path).map(|file| file.text.clone());
    let main = text(MAIN_FILE).unwrap_or_default();
    let imports = main.lines().filter_map(|line| line.strip_prefix("-- atlas:import "));
    imports.map(|path| text(path).unwrap_or_default()).chain([main.clone()]).collect()
}

/// Runs texts of one or more statements.
pub(crate) async fn run_all(
    server: &mut Server,
    dialect: &dyn Dialect,
    texts: &[String],
) -> Result<(), Outcome> {
    for text in texts {
        for statement in Splitter::new(text, dialect.syntax()) {
            let statement = statement.map_err(|error| Outcome::Unusable(format!("{error}\n{text}")))?;
            let run = server.execute(statement.sql()).await;
            run.map_err(|error| Outcome::Unusable(format!("{error}\n{}", statement.sql())))?;
        }
    }
    Ok(())
}

async fn compared(server: &mut Server, statements: &[String]) -> Result<(), Outcome> {
    let dialect = ent_engine::dialect::of(server.flavor());
    let text = text(statements, server.is_transactional());
    let realm = replayed(dialect.as_ref(), &server.options(), &text)?;
    let inspects = server.inspects();
    let inspected =
        if inspects { server.inspect().await.map_err(Outcome::Inspection)? } else { Realm::default() };
    let expected = server.catalog().await;
    let printed = dialect.print(&realm, &PlanOptions::default());
    let printed = printed.map_err(|error| Outcome::Unusable(format!("it can't be printed: {error}")))?;
    let whole = printed.iter().map(|printed| printed.statement.sql.clone()).collect();
    for texts in [whole, texts_in_order(&split(dialect.as_ref(), &printed))] {
        server.reset().await;
        run_all(server, dialect.as_ref(), &texts).await?;
        let found = server.catalog().await;
        if expected != found && !is_same_when_read_again(server, statements, &found).await {
            return Err(Outcome::Differs(differences(&expected, &found)));
        }
    }
    if !inspects {
        return Ok(());
    }
    let diff = diff::diff(dialect.as_ref(), &inspected, &realm, &DiffOptions::default());
    if diff.changes.is_empty() { Ok(()) } else { Err(Outcome::Inspection(change::account(&diff.changes))) }
}
