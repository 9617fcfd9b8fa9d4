use ent_engine::dir::Script;
use ent_engine::plan::Plan;
use ent_engine::sql::{DirectiveOwner, StatementKind, Syntax, file_directives, split};
use sha2::{Digest as _, Sha256};

use super::effect::{Effect, TRANSACTIONS, refuses_transactions, verb};
use super::{MigrateError, TxMode};

/// A migration file, ready to run.
#[derive(Debug)]
pub(super) struct MigrationFile {
    pub(super) name: String,
    pub(super) statements: Vec<FileStatement>,
    pub(super) tx_mode: Option<TxMode>,
    /// Whether it begins or ends transactions of its own.
    pub(super) has_transactions: bool,
}

/// One statement of a file.
#[derive(Debug)]
pub(super) struct FileStatement {
    pub(super) sql: String,
    /// The same with its delimiter.
    pub(super) text: String,
    pub(super) line: usize,
    pub(super) effect: Effect,
    /// Whether it can stand in a message before others: it is one statement, and a semicolon after it ends it.
    pub(super) is_joinable: bool,
    /// Hash over the texts of all statements up to this one, as Atlas writes it.
    pub(super) hash: String,
}

impl MigrationFile {
    pub(super) fn read(script: &Script, syntax: Syntax) -> Result<Self, MigrateError> {
        let (file, text) = (&script.file, &script.text);
        let found =
            split(text, syntax).map_err(|source| MigrateError::Split { file: file.clone(), source })?;
        let mut hashes = RunningHash::default();
        let mut has_transactions = false;
        let mut statements = Vec::with_capacity(found.len());
        for statement in found {
            if statement.kind != StatementKind::Sql {
                return Err(MigrateError::ClientCommand {
                    file: file.clone(),
                    line: statement.start.line,
                    statement: statement.sql().lines().next().unwrap_or_default().to_owned(),
                });
            }
            has_transactions |= TRANSACTIONS.contains(&&*verb(statement.sql(), syntax));
            statements.push(FileStatement {
                effect: Effect::of(statement.sql(), syntax),
                is_joinable: is_joinable(statement.sql(), syntax),
                sql: statement.sql().to_owned(),
                text: statement.text.to_owned(),
                line: statement.start.line,
                hash: hashes.next(statement.text),
            });
        }
        let alone = !statements.is_empty()
            && statements.iter().all(|statement| refuses_transactions(&statement.sql, syntax));
        let outside = (script.outside_transaction || alone).then_some(TxMode::None);
        let tx_mode = tx_mode(file, text)?.or(outside);
        Ok(Self { name: file.clone(), statements, tx_mode, has_transactions })
    }

    /// A plan that no file holds; `name` stands for it in messages, and a line for each statement.
    pub(super) fn of_plan(name: impl Into<String>, plan: &Plan, syntax: Syntax) -> Self {
        let mut hashes = RunningHash::default();
        let statements = plan.statements.iter().enumerate().map(|(i, statement)| {
            let text = format!("{};", statement.sql);
            let hash = hashes.next(&text);
            let effect = Effect::of(&statement.sql, syntax);
            let is_joinable = is_joinable(&statement.sql, syntax);
            FileStatement { sql: statement.sql.clone(), text, line: i + 1, effect, is_joinable, hash }
        });
        let statements = statements.collect();
        let alone = plan.statements.iter().any(|statement| statement.outside_transaction);
        let tx_mode = alone.then_some(TxMode::None);
        Self { name: name.into(), statements, tx_mode, has_transactions: false }
    }

    /// The hashes of its statements.
    pub(super) fn hashes(&self) -> impl Iterator<Item = &str> {
        self.statements.iter().map(|statement| statement.hash.as_str())
    }
}

/// Whether `sql` is one statement, with nothing behind it that would take a semicolon in: with delimiters of its own, or
/// between marks, a file has several in one.
fn is_joinable(sql: &str, syntax: Syntax) -> bool {
    let has_comment = sql.lines().last().is_some_and(|line| line.contains("--") || line.contains("/*"));
    let is_one = !sql.contains(';') || split(sql, syntax).is_ok_and(|found| found.len() == 1);
    is_one && !has_comment
}

/// The hash over the texts so far, as Atlas writes it.
#[derive(Default)]
struct RunningHash(Sha256);

impl RunningHash {
    fn next(&mut self, text: &str) -> String {
        self.0.update(text.as_bytes());
        format!("h1:{}", base64(&self.0.clone().finalize()))
    }
}

/// The transaction mode that a file asks for.
fn tx_mode(file: &str, text: &str) -> Result<Option<TxMode>, MigrateError> {
    match directive(text, "txmode").as_deref() {
        None => Ok(None),
        Some("file") => Ok(Some(TxMode::File)),
        Some("none") => Ok(Some(TxMode::None)),
        Some(mode) => Err(MigrateError::TxMode { file: file.to_owned(), mode: mode.to_owned() }),
    }
}

/// Arguments of the file directive `atlas:name`.
fn directive(text: &str, name: &str) -> Option<String> {
    file_directives(text)
        .into_iter()
        .find(|directive| directive.owner == DirectiveOwner::Atlas && directive.name == name)
        .map(|directive| directive.args.trim().to_owned())
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<MigrationFile, MigrateError> {
        MigrationFile::read(&Script::new("1.sql", text), Syntax::postgres())
    }

    #[test]
    fn statements_know_their_lines_and_running_hashes() {
        let file =
            read("-- atlas:txmode none\n\nCREATE TABLE a (x int);\n\nDROP TABLE a;\n").expect("a file");
        assert_eq!(file.tx_mode, Some(TxMode::None));
        let lines: Vec<_> =
            file.statements.iter().map(|statement| (statement.line, statement.sql.as_str())).collect();
        assert_eq!(lines, [(3, "CREATE TABLE a (x int)"), (5, "DROP TABLE a")]);
        // sha256 of "CREATE TABLE a (x int);", then of both texts.
        let hash = |text: &str| format!("h1:{}", base64(&Sha256::digest(text)));
        assert_eq!(file.statements[0].hash, hash("CREATE TABLE a (x int);"));
        assert_eq!(file.statements[1].hash, hash("CREATE TABLE a (x int);DROP TABLE a;"));
    }

    #[test]
    fn what_no_server_runs_is_an_error() {
        let error = |text: &str| read(text).map(|_| ()).expect_err("an error").to_string();
        assert_eq!(
            error("\\connect x\n"),
            "1.sql:1: `\\connect x` is a command to a client, which no server runs"
        );
        assert_eq!(error("SELECT (1;"), "1.sql:1:8: unclosed '('");
        assert_eq!(
            error("-- atlas:txmode all\n\nSELECT 1;"),
            "1.sql: unknown txmode \"all\"; expected \"file\" or \"none\""
        );
    }
}
