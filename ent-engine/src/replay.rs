//! The virtual dev database: what SQL files make of an empty server, worked out in memory.
//!
//! ```text
//! file ─ sql::split ─> Statement ─ ReplayRules::read ─> Ddl ─ apply ─> Realm
//! ```
//!
//! [`Replay`] takes files one after another. A statement that can touch no schema object is passed over; what replay
//! can't know for certain is a [`ReplayError`], never a guess. A comment line directly above a statement can say what
//! it does: `-- ent:effect <DDL>` (one or more) instead of it, `-- ent:ignore` for nothing.

mod apply;
mod budget;
mod ddl;
mod error;
mod indexed_realm;
mod problem;
mod query;
mod reader;
mod renamed_value;
mod runner;
mod running;
mod state;
mod texts;
mod transactions;
mod type_search;
mod value;

use std::cell::OnceCell;

pub(crate) use apply::{
    alter_sequence, alter_table, alter_view, drop_column, drop_view_chain, move_column, remove_table,
    remove_type, remove_view, rename_index, set_sequence, views_on,
};
pub use ddl::{
    AlterTable, ColumnChange, ColumnDef, Comment, CommentTarget, Constraint, ConstraintKind, CreateIndex,
    CreateObject, CreateSchema, CreateSequence, CreateTable, CreateView, Ddl, Drop, DropKind, DropObject,
    IndexDef, Like, LikeOptions, Name, NotNull, Place, QueryTable, SequenceChange, Setting, TableAction,
    TableOption, Transaction, TypeChange,
};
pub use error::ReplayError;
pub use indexed_realm::{IndexedRealm, Listed, SchemaMut};
pub use problem::Problem;
pub(crate) use query::{Gives, QueryFacts, ResultColumn, view_columns};
pub use reader::Reader;
pub use runner::Runner;
pub use state::{Session, State, TEMPORARY};
pub(crate) use texts::is_reserved;
pub use texts::{Spelling, Texts, TypePlaces};
pub use type_search::TypeSearch;
pub use value::Value;

use budget::Budget;
use running::Running;

use crate::dialect::Dialect;
use crate::dir::Migration;
use crate::model::Realm;
use crate::sql::{DirectiveOwner, Position, Splitter, Statement, StatementKind};
use transactions::Transactions;

/// How a replay starts.
#[derive(Clone, Debug, Default)]
pub struct ReplayOptions {
    /// Name in the realm of the schema of the connection, where statements name none. Empty by default.
    pub schema: String,
    /// The server's own name for that schema, so that statements which write it mean the same one; `None` for the
    /// dialect's default: `public`, `main`, nothing for MySQL.
    pub schema_alias: Option<String>,
    /// What is there before the first file.
    pub start: Realm,
    /// Whose words the texts are.
    pub wording: Wording,
}

/// Whose words texts are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wording {
    /// Somebody wrote them for a server to read.
    #[default]
    Written,
    /// A server shows what is there, and may leave out what it takes for granted.
    Shown,
}

/// Files replayed in memory, one after another, on one session. A clone goes its own way from where it is made.
#[derive(Clone)]
pub struct Replay<'d> {
    dialect: &'d dyn Dialect,
    state: State,
    transactions: Transactions,
    /// The errors that the tables with unknown columns will be, if they stay.
    doubts: Vec<ReplayError>,
    tidied: OnceCell<Realm>,
    budget: Budget,
}

impl<'d> Replay<'d> {
    /// An empty database of a dialect.
    pub fn new(dialect: &'d dyn Dialect, options: &ReplayOptions) -> Self {
        Self {
            dialect,
            state: State::new(dialect, options).of_version(dialect.flavor().version),
            transactions: Transactions::default(),
            doubts: Vec::new(),
            tidied: OnceCell::new(),
            budget: Budget::default(),
        }
    }

    /// Runs the ways up of `migrations`, one after the other; see [`from_checkpoint`](crate::dir::from_checkpoint) for
    /// those that an empty database needs.
    ///
    /// # Errors
    /// At the first statement that can't be replayed; those before it stay applied.
    pub fn up(&mut self, migrations: &[Migration]) -> Result<(), ReplayError> {
        let files = migrations.iter().map(|migration| &migration.up);
        self.run_all(files.map(|script| (script.file.as_str(), script.text.as_str())))
    }

    /// Runs whole files, each with its name in messages, one after the other. What can't be known of a table that one of
    /// them makes does not matter where a later one drops it.
    ///
    /// # Errors
    /// At the first statement that can't be replayed; those before it stay applied.
    pub fn run_all<'f>(
        &mut self,
        files: impl IntoIterator<Item = (&'f str, &'f str)>,
    ) -> Result<(), ReplayError> {
        files.into_iter().try_for_each(|(file, text)| self.run_part(file, text))?;
        self.finish()
    }

    /// Runs a whole file. `file` is its name in messages.
    ///
    /// # Errors
    /// At the first statement that can't be replayed; those before it stay applied.
    pub fn run(&mut self, file: &str, text: &str) -> Result<(), ReplayError> {
        self.run_all([(file, text)])
    }

    /// Runs a file of several, after the last of which [`finish`](Self::finish) is called.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub fn run_part(&mut self, file: &str, text: &str) -> Result<(), ReplayError> {
        // Copies are kept only where something could ask for them back.
        self.text(file, text, contains_word(text, b"rollback"))?;
        self.transactions.end_of_file(&mut self.state);
        Ok(())
    }

    /// Runs a whole file as the database's own client does, on a session that ends with it: a transaction that the file
    /// leaves open is taken back, and `true` returned.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub fn run_session(&mut self, file: &str, text: &str) -> Result<bool, ReplayError> {
        let before = self.clone();
        self.text(file, text, contains_word(text, b"rollback"))?;
        let is_open = self.dialect.naming().transactional && self.state.session.opened_by.is_some();
        if is_open {
            *self = before;
            self.text(file, text, true)?;
            self.transactions.step(&mut self.state, Transaction::Rollback);
        }
        self.transactions.end_of_file(&mut self.state);
        self.finish().map(|()| is_open)
    }

    fn text(&mut self, file: &str, text: &str, watching: bool) -> Result<(), ReplayError> {
        self.tidied.take();
        self.transactions.watch(self.dialect.naming().transactional && watching);
        self.statements(file, text, Splitter::new(text, self.dialect.syntax()))
    }

    /// Tells whether all that stands is known, after files that were run one by one.
    ///
    /// # Errors
    /// Where the columns of a table that still stands could not be told.
    pub fn finish(&self) -> Result<(), ReplayError> {
        let doubt = self.state.doubtful().next().and_then(|doubt| self.doubts.get(doubt as usize));
        doubt.map_or(Ok(()), |doubt| Err(doubt.clone()))
    }

    fn statements(&mut self, file: &str, text: &str, splitter: Splitter<'_>) -> Result<(), ReplayError> {
        for statement in splitter {
            let statement = statement.map_err(|error| {
                let line = line_at(text, error.at.offset);
                ReplayError::new(file, error.at, line, Problem::Split(error.kind))
            })?;
            if is_several(&statement) {
                let end = statement.span.end;
                let splitter = Splitter::from_position(text, statement.start, end, statement.syntax);
                self.statements(file, text, splitter)?;
                continue;
            }
            let doubts = self.state.doubts;
            self.statement(&statement).map_err(|problem| {
                let position = match problem.offset() {
                    Some(offset) => statement.start.advance(text, statement.start.offset + offset),
                    None => statement.start,
                };
                let sql = statement.sql();
                ReplayError::new(file, position, sql, problem).elsewhere(self.dialect, sql)
            })?;
            if self.state.doubts > doubts {
                let error = ReplayError::new(file, statement.start, statement.sql(), unknown_columns());
                self.doubts.truncate(doubts as usize);
                self.doubts.resize(self.state.doubts as usize, error);
            }
        }
        Ok(())
    }

    /// The replay as it stands between two files, as bytes from which [`resume`](Self::resume) makes it again.
    ///
    /// They are for the same build of this crate only: the form is that of its types.
    pub fn snapshot(&self) -> Vec<u8> {
        self.state.to_bytes()
    }

    /// The replay of which `snapshot` was taken; `None` for bytes that are no snapshot.
    pub fn resume(dialect: &'d dyn Dialect, snapshot: &[u8]) -> Option<Self> {
        let mut replay = Self::new(dialect, &ReplayOptions::default());
        replay.state = replay.state.with_bytes(snapshot)?;
        Some(replay)
    }

    /// The schema so far.
    pub fn realm(&self) -> &Realm {
        self.tidied.get_or_init(|| self.tidy(Realm::clone(&self.state.realm)))
    }

    /// Notes of every table, column and enum type what it is called now: the [`Origin`](crate::model::Origin) of those
    /// that live on says it as `renamed_from`, whatever later statements call them. That of an enum type says it of its
    /// values, too, as `renamed_values`.
    pub fn follow_renames(&mut self) {
        self.tidied.take();
        for (_, table) in self.state.tables_mut(|_, _| true) {
            table.origin.renamed_from = Some(table.name.clone());
            for column in &mut table.columns {
                column.origin.renamed_from = Some(column.name.clone());
            }
        }
        for ty in self.state.realm.schemas_mut().flat_map(|schema| schema.enums) {
            ty.origin.renamed_from = Some(ty.name.clone());
            ty.origin.renamed_values = ty.values.iter().map(|value| (value.clone(), value.clone())).collect();
        }
    }

    /// The schema at the end.
    pub fn into_realm(mut self) -> Realm {
        match self.tidied.take() {
            Some(realm) => realm,
            None => {
                let realm = std::mem::take(&mut self.state.realm).into_realm();
                self.tidy(realm)
            }
        }
    }

    /// Brings a realm into the form in which states are compared: without temporary objects, without a schema of
    /// the connection in which nothing is, and as the dialect wants it.
    fn tidy(&self, mut realm: Realm) -> Realm {
        let connection = &self.state.connection;
        realm.schemas.retain(|schema| {
            schema.name != TEMPORARY
                && !(schema.name == *connection && connection.is_empty() && schema.is_empty())
        });
        self.dialect.tidy(&mut realm);
        realm
    }

    fn statement(&mut self, statement: &Statement<'_>) -> Result<(), Problem> {
        self.budget = Budget::default();
        let own = statement.directives().filter(|directive| directive.owner == DirectiveOwner::Ent);
        let mut effects = Vec::new();
        for directive in own {
            match directive.name {
                "ignore" => return Ok(()),
                "effect" => effects.push(directive.args.to_owned()),
                _ => {}
            }
        }
        if !effects.is_empty() {
            return effects
                .iter()
                .try_for_each(|effect| self.sql(effect, statement.syntax))
                .map_err(|problem| Problem::Refused(format!("its `-- ent:effect` is wrong: {problem}")));
        }
        match statement.kind {
            StatementKind::CopyData => Ok(()),
            StatementKind::ClientCommand => {
                let (name, args) = statement.client_command().unwrap_or_default();
                let effects = self.dialect.client_command(name, args)?;
                effects.into_iter().try_for_each(|ddl| self.apply(ddl))
            }
            StatementKind::Sql => self.sql(statement.sql(), statement.syntax),
        }
    }

    fn sql(&mut self, sql: &str, syntax: crate::sql::Syntax) -> Result<(), Problem> {
        let visible = self.dialect.visible(sql, syntax);
        // Where the schema can be written to as rows, no statement is without effect by its first words alone.
        let head = Head::of(&visible, syntax);
        let neutral = !self.state.session.writable_schema && self.dialect.is_neutral(&head);
        let updates = head.first() == "UPDATE" && visible.len() <= renamed_value::LONGEST;
        if neutral && !updates {
            return Ok(());
        }
        let names = self.dialect.naming().strings_are_names;
        let mut reader = Reader::new(&visible, syntax, self.dialect.fold()).strings_as_names(names);
        if neutral {
            renamed_value::note(&mut self.state, &mut reader);
            return Ok(());
        }
        if reader.done() {
            return Ok(());
        }
        reader.check_depth()?;
        if self.dialect.run(&mut Running { replay: self, syntax }, &mut reader)? {
            return Ok(());
        }
        let effects = self.dialect.read(&mut reader, &self.state.session)?;
        effects.into_iter().try_for_each(|ddl| self.apply(ddl))
    }

    fn apply(&mut self, ddl: Ddl) -> Result<(), Problem> {
        match ddl {
            Ddl::Transaction(step) => {
                self.transactions.step(&mut self.state, step);
                Ok(())
            }
            ddl => {
                if self.state.wording == Wording::Written {
                    self.dialect.refuse_names(&self.state, &ddl)?;
                }
                apply::apply(self.dialect, &mut self.state, ddl)
            }
        }
    }
}

/// The first words of a statement in upper case; an empty text where another kind of token than
/// `(` stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head([String; 4]);

impl Head {
    pub(crate) fn of(sql: &str, syntax: crate::sql::Syntax) -> Self {
        let mut head = Self::default();
        for (slot, token) in head.0.iter_mut().zip(crate::sql::Tokens::new(sql, syntax)) {
            if token.kind == crate::sql::TokenKind::Word || token.is_symbol("(") {
                *slot = token.text.to_ascii_uppercase();
            }
        }
        head
    }

    /// The first word.
    pub fn first(&self) -> &str {
        &self.0[0]
    }

    /// The second word.
    pub fn second(&self) -> &str {
        &self.0[1]
    }

    /// Whether one of the words after the first is such as `test` says.
    pub fn names_any(&self, test: impl Fn(&str) -> bool) -> bool {
        self.0[1..].iter().any(|word| test(word))
    }

    /// Whether the statement starts with these words.
    pub fn starts(&self, words: &str) -> bool {
        words.split(' ').zip(&self.0).all(|(word, have)| word == have)
    }
}

/// Why a table can't stay whose columns a query gives.
pub(crate) fn unknown_columns() -> Problem {
    Problem::Unknowable(
        "the columns of the table are those of a query, and their types can't be told from it".to_owned(),
    )
}

/// Whether another delimiter than `;` keeps several statements together, as clients send them in one go.
fn is_several(statement: &Statement<'_>) -> bool {
    let has_more = |sql: &str| sql.trim_end().trim_end_matches(';').contains(';');
    if statement.kind != StatementKind::Sql || statement.text.ends_with(';') && !has_more(statement.sql()) {
        return false;
    }
    has_more(statement.sql())
        && Splitter::from_position(statement.sql(), Position::START, statement.sql().len(), statement.syntax)
            .take(2)
            .count()
            > 1
}

fn line_at(text: &str, offset: usize) -> &str {
    let start = text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default()
}

/// Whether a lower-case word stands in the text in any case.
fn contains_word(text: &str, word: &[u8]) -> bool {
    text.as_bytes().windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}
