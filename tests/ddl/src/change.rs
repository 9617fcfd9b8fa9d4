//! The change from one state to another: the plan, carried out and taken back on a real server.

use std::collections::BTreeSet;

use ent_engine::change::{AttributeChange, Change, Pair, TableChange};
use ent_engine::dialect::{Dialect, DialectName};
use ent_engine::diff::{DiffOptions, Undeclared, diff};
use ent_engine::model::{OtherKind, Realm};
use ent_engine::plan::{Plan, PlanOptions, Statement, plan, print};

use crate::held::{replayed, run_all, text};
use crate::rows::{Rows, may_fail};
use crate::unseen::unseen;
use crate::{Outcome, Server};

/// The words before the statements of either way, where one fails.
const WAY_UP: &str = "the way up:";
const WAY_DOWN: &str = "the way down:";

/// Holds the plan from the state after the first `turn` statements to that after all: with rows in the tables, and without
/// any where it may fail on them.
pub(crate) async fn held(server: &mut Server, statements: &[String], turn: usize) -> Result<(), Outcome> {
    let way = Way::between(server, statements, turn).await?;
    let failure = match way.carried_out(server, true).await {
        Err(failure @ (Outcome::Stuck(_) | Outcome::Left(_) | Outcome::LeftBack(_))) => failure,
        held => return held,
    };
    way.carried_out(server, false).await?;
    match failure {
        // What may fail on the way back nobody says.
        Outcome::Stuck(text) if !may_fail(&way.forth) && !text.contains(WAY_DOWN) => {
            Err(Outcome::Refused(text))
        }
        Outcome::Stuck(_) => Ok(()),
        failure => Err(failure),
    }
}

/// A change to be held.
struct Way {
    previous: Realm,
    next: Realm,
    /// What the sequence says to be allowed more.
    allowing: Vec<String>,
    /// The statements that make the previous state.
    first: Vec<String>,
    forth: Plan,
    /// What the catalog says of the next state.
    account: String,
}

impl Way {
    /// The way from the state after the first `turn` statements to that after all, which the server is in.
    async fn between(server: &mut Server, statements: &[String], turn: usize) -> Result<Self, Outcome> {
        let dialect = ent_engine::dialect::of(server.flavor());
        let dialect = dialect.as_ref();
        let state = |statements: &[String], server: &Server| {
            replayed(dialect, &server.options(), &text(statements, server.is_transactional()))
        };
        let (mut previous, mut next) = (state(&statements[..turn], server)?, state(statements, server)?);
        answer(&previous, &mut next);
        if server.product() == DialectName::Postgres {
            [&mut previous, &mut next].into_iter().for_each(name_keys);
        }
        if let Some((charset, collation)) = server.encoding().await {
            [&mut previous, &mut next].into_iter().for_each(|realm| {
                let schema = realm.schema_or_new("");
                schema.charset = Some(charset.clone());
                schema.collation = Some(collation.clone());
            });
            let (charset, collation) = server.usual_encoding().await;
            let others = [&mut previous, &mut next].into_iter().flat_map(|realm| &mut realm.schemas);
            for schema in others.filter(|schema| (&schema.charset, &schema.collation) == (&None, &None)) {
                schema.charset = Some(charset.clone());
                schema.collation = Some(collation.clone());
            }
        }
        let account = server.catalog().await;
        let changes = diff(dialect, &previous, &next, &options()).changes;
        let forth = plan(dialect, &previous, &next, changes, &PlanOptions::default())
            .map_err(|error| Outcome::Unplanned(error.to_string()))?;
        let first = print(dialect, &previous, &PlanOptions::default())
            .map_err(|error| Outcome::Unusable(format!("it can't be printed: {error}")))?;
        let first = texts(&first.statements);
        Ok(Self { previous, next, allowing: allowing(statements), first, forth, account })
    }

    /// Carries it out and takes it back.
    async fn carried_out(&self, server: &mut Server, with_rows: bool) -> Result<(), Outcome> {
        let dialect = ent_engine::dialect::of(server.flavor());
        let dialect = dialect.as_ref();
        let Self { previous, next, forth, .. } = self;
        server.reset().await;
        match run_all(server, dialect, &self.first).await {
            // A view outlives what it reads, and no statement makes one that reads what is gone.
            Err(Outcome::Unusable(error)) if error.contains(" VIEW ") && reads_what_is_gone(&error) => {
                return Ok(());
            }
            made => made?,
        }
        if !server.can_alter().await {
            return Ok(());
        }
        let account_before = server.catalog().await;
        let rows = if with_rows { Some(Rows::put(server, previous).await) } else { None };
        let up = texts(&forth.statements);
        allow(server, &self.allowing).await?;
        run_all(server, dialect, &up).await.map_err(|error| stuck(WAY_UP, &up, error))?;
        lost(server, rows.as_ref(), &[next], self, &up).await?;
        left(server, dialect, next).await?.map_or(Ok(()), |left| Err(Outcome::Left(told(&left, &up))))?;
        let seen = unseen(server, &self.account).await;
        seen.map_or(Ok(()), |left| Err(Outcome::Unseen(told(&left, &up))))?;
        if forth.irreversible().next().is_some() || !server.can_alter().await {
            return Ok(());
        }
        let down: Vec<String> = forth.reverse().map(|(sql, _)| sql.to_owned()).collect();
        allow(server, &self.allowing).await?;
        run_all(server, dialect, &down).await.map_err(|error| stuck(WAY_DOWN, &down, error))?;
        lost(server, rows.as_ref(), &[next, previous], self, &down).await?;
        let found = left(server, dialect, previous).await?;
        found.map_or(Ok(()), |left| Err(Outcome::LeftBack(told(&left, &down))))?;
        let seen = unseen(server, &account_before).await;
        seen.map_or(Ok(()), |left| Err(Outcome::UnseenBack(told(&left, &down))))
    }
}

fn texts(statements: &[Statement]) -> Vec<String> {
    statements.iter().map(|statement| statement.sql.clone()).collect()
}

/// Fails if rows are lost of which the plan says nothing.
async fn lost(
    server: &mut Server,
    rows: Option<&Rows>,
    states: &[&Realm],
    way: &Way,
    done: &[String],
) -> Result<(), Outcome> {
    let Some(rows) = rows else { return Ok(()) };
    let lost = rows.lost(server, states, &way.forth).await;
    lost.map_or(Ok(()), |lost| Err(Outcome::Lost(told(&lost, done))))
}

fn reads_what_is_gone(error: &str) -> bool {
    ["doesn't exist", "Unknown column"].iter().any(|words| error.contains(words))
}

/// Says that values of enum types which are gone are not those which came: nobody else can tell.
fn answer(previous: &Realm, next: &mut Realm) {
    for schema in &mut next.schemas {
        for ty in &mut schema.enums {
            let before = previous.schema(&schema.name).and_then(|schema| schema.enum_type(&ty.name));
            let values = before.into_iter().flat_map(|before| &before.values);
            ty.origin.drops = values.filter(|value| !ty.values.contains(value)).cloned().collect();
        }
    }
}

/// What the sequence says for functions to have bodies, and columns to have defaults, that no server would take unless
/// told not to look.
fn allowing(statements: &[String]) -> Vec<String> {
    let bodies = |sql: &&String| sql.contains("check_function_bodies");
    let is_loose = |sql: &&String| sql.to_ascii_lowercase().contains("sql_mode = '");
    let bodies = statements.iter().find(bodies).map(|_| "SET check_function_bodies = false".to_owned());
    let loose = statements.iter().find(is_loose).map(|_| "SET SESSION sql_mode = ''".to_owned());
    bodies.into_iter().chain(loose).collect()
}

async fn allow(server: &mut Server, settings: &[String]) -> Result<(), Outcome> {
    for sql in settings {
        server.execute(sql).await.map_err(Outcome::Stuck)?;
    }
    Ok(())
}

/// Says the names of primary keys that PostgreSQL has given: a state that says none leaves them as they are.
fn name_keys(realm: &mut Realm) {
    for table in realm.schemas.iter_mut().flat_map(|schema| &mut schema.tables) {
        if let Some(key) = &mut table.primary_key {
            let room = (0..=table.name.len().min(63 - "_pkey".len())).rev();
            let end = room.into_iter().find(|at| table.name.is_char_boundary(*at)).unwrap_or_default();
            key.name.get_or_insert_with(|| format!("{}_pkey", &table.name[..end]));
        }
    }
}

/// Everything is compared, and what is not there is dropped.
fn options() -> DiffOptions {
    DiffOptions { objects: Undeclared::Manage, ..DiffOptions::default() }
}

/// What is still to be changed on the server.
async fn left(server: &mut Server, dialect: &dyn Dialect, wanted: &Realm) -> Result<Option<String>, Outcome> {
    let found = server.inspect().await.map_err(Outcome::Inspection)?;
    let left = diff(dialect, &found, wanted, &options()).changes;
    Ok((!left.is_empty()).then(|| account(&left)))
}

/// What changes are about: a line with their kinds, then what they change.
pub(crate) fn account(changes: &[Change]) -> String {
    let kinds: BTreeSet<String> = changes.iter().map(kind).collect();
    let kinds: Vec<String> = kinds.into_iter().collect();
    let lines: Vec<String> = changes.iter().flat_map(lines).collect();
    format!("{}\n{}", kinds.join(", "), lines.join("\n"))
}

/// What a change is about, line by line: of what comes to be something else, the lines that do.
fn lines(change: &Change) -> Vec<String> {
    fn differing<T: std::fmt::Debug>(pair: &Pair<T>) -> Vec<String> {
        let (previous, next) = (format!("{:#?}", pair.previous), format!("{:#?}", pair.next));
        let only = |one: &str, other: &str, sign: char| -> Vec<String> {
            let known: Vec<&str> = other.lines().collect();
            let own = one.lines().filter(|line| !known.contains(line));
            own.map(|line| format!("{sign}{line}")).collect()
        };
        [only(&previous, &next, '-'), only(&next, &previous, '+')].concat()
    }
    match change {
        Change::ModifyTable(modify) => {
            let head = std::iter::once(format!("table {}", modify.table.next.name));
            let changes = modify.changes.iter().flat_map(|change| match change {
                TableChange::Attribute(AttributeChange::Options(pair)) => differing(pair),
                TableChange::ModifyColumn(pair) => differing(pair),
                TableChange::ModifyIndex(pair) => differing(pair),
                TableChange::ModifyForeignKey(pair) => differing(pair),
                change => vec![format!("{change:?}")],
            });
            head.chain(changes).collect()
        }
        Change::ModifyObject { object, .. } => differing(object),
        Change::ModifyView { view, .. } => differing(view),
        Change::ModifySequence { sequence, .. } => differing(sequence),
        change => vec![format!("{change:?}")],
    }
}

/// What a change does, in words that tell failures apart.
fn kind(change: &Change) -> String {
    match change {
        Change::ModifyTable(modify) => {
            let kinds: Vec<String> =
                modify.changes.iter().map(|change| format!("{:?}", change.kind())).collect();
            format!("table: {}", kinds.join(" and "))
        }
        Change::AddObject { object, .. }
        | Change::DropObject { object, .. }
        | Change::ModifyObject { object: Pair { next: object, .. }, .. } => {
            let other = object.other().map_or("", OtherKind::words);
            format!("{:?} {} {other}", change.kind(), object.kind.selector())
        }
        change => format!("{:?}", change.kind()),
    }
}

fn stuck(way: &str, texts: &[String], outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Unusable(error) => Outcome::Stuck(format!("{error}\n{way}\n{}", texts.join(";\n"))),
        other => other,
    }
}

fn told(left: &str, way: &[String]) -> String {
    format!("{}\nafter:\n{}", left.chars().take(1000).collect::<String>(), way.join(";\n"))
}
