//! Whether steps can touch the schema at all.

use super::super::names::fold;
use super::syntax::{Block, Step};
use crate::replay::{Reader, State};
use crate::sql::Syntax;

/// First words of statements that change data or the session alone.
const DATA: [&str; 22] = [
    "INSERT", "UPDATE", "DELETE", "MERGE", "SELECT", "WITH", "VALUES", "TRUNCATE", "GRANT", "REVOKE",
    "ANALYZE", "LOCK", "NOTIFY", "REFRESH", "SHOW", "COPY", "EXPLAIN", "REINDEX", "VACUUM", "SET", "RESET",
    "PERFORM",
];

/// Whether a statement changes no schema object.
pub(super) fn is_data(sql: &str) -> bool {
    is_data_start(sql) && !writes_catalog(sql)
}

/// The same for the start of a statement.
pub(super) fn is_data_start(start: &str) -> bool {
    let reader = Reader::new(start, Syntax::postgres(), fold);
    if reader.tokens().len() < 2 {
        return false;
    }
    let role = reader.is_any(&["CREATE", "ALTER", "DROP"])
        && reader.peek_at(1).is_some_and(|next| {
            ["ROLE", "USER", "GROUP", "DATABASE", "TABLESPACE", "SUBSCRIPTION"]
                .iter()
                .any(|word| next.is_word(word))
        })
        || reader.is_seq("ALTER DEFAULT PRIVILEGES");
    // The search path changes what later names mean.
    let path = reader.is("SET") && reader.tokens().iter().any(|token| token.is_word("search_path"));
    (reader.is_any(&DATA) || role) && !path
}

fn writes_catalog(sql: &str) -> bool {
    let reader = Reader::new(sql, Syntax::postgres(), fold);
    let writes = reader.is_any(&["INSERT", "UPDATE", "DELETE"]);
    writes
        && reader
            .tokens()
            .iter()
            .take(4)
            .any(|token| token.text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("pg_")))
}

/// Whether none of the steps touches the schema, whatever the values are.
pub(super) fn is_harmless(state: &State, steps: &[Step]) -> bool {
    steps.iter().all(|step| match step {
        Step::Block(block) => is_harmless_block(state, block),
        Step::If(arms) => arms.iter().all(|(_, body)| is_harmless(state, body)),
        Step::ForRows { body, .. }
        | Step::ForRange { body, .. }
        | Step::ForEach { body, .. }
        | Step::Loop { body, .. } => is_harmless(state, body),
        Step::Sql(sql) => is_data(sql) && !super::is_effectful(state, sql),
        Step::Perform(text) => !super::is_effectful(state, text),
        Step::SelectInto { query, .. } | Step::Open(_, Some(query)) => !super::is_effectful(state, query),
        Step::Assign(_, value) => !super::is_effectful(state, value),
        Step::Execute { sql, .. } => starts_as_data(sql),
        Step::Raise(_)
        | Step::Return
        | Step::Leave(_)
        | Step::Nothing
        | Step::Open(_, None)
        | Step::Fetch { .. } => true,
    })
}

pub(super) fn is_harmless_block(state: &State, block: &Block) -> bool {
    is_harmless(state, &block.body) && block.handlers.iter().all(|handler| is_harmless(state, &handler.body))
}

/// Whether the expression of an EXECUTE starts with a constant that starts a data statement.
fn starts_as_data(expr: &str) -> bool {
    let mut reader = Reader::new(expr, Syntax::postgres(), fold);
    while reader.eat("format") || reader.eat("concat") || reader.eat_symbol("(") {}
    reader.string().is_ok_and(|start| {
        is_data_start(start.split('%').next().unwrap_or_default()) || is_data_start(&start)
    })
}

/// Whether the steps may end the program or the loop around them.
pub(super) fn leaves(steps: &[Step]) -> bool {
    steps.iter().any(|step| match step {
        Step::Return | Step::Leave(_) => true,
        Step::Block(block) => leaves(&block.body),
        Step::If(arms) => arms.iter().any(|(_, body)| leaves(body)),
        _ => false,
    })
}

/// The variables that the steps set.
pub(super) fn assigned(steps: &[Step]) -> Vec<String> {
    let mut names = Vec::new();
    for step in steps {
        match step {
            Step::Assign(name, _) => names.push(name.clone()),
            Step::SelectInto { into, .. } | Step::Execute { into, .. } => names.extend(into.iter().cloned()),
            Step::Fetch { into, .. } => {
                names.extend(into.iter().cloned());
                names.push("found".to_owned());
            }
            Step::Block(block) => names.extend(assigned(&block.body)),
            Step::If(arms) => arms.iter().for_each(|(_, body)| names.extend(assigned(body))),
            Step::ForRows { body, .. }
            | Step::ForRange { body, .. }
            | Step::ForEach { body, .. }
            | Step::Loop { body, .. } => {
                names.extend(assigned(body));
            }
            _ => {}
        }
    }
    names
}

/// The cursors that the steps open or read on.
pub(super) fn moved(steps: &[Step]) -> Vec<String> {
    let mut names = Vec::new();
    for step in steps {
        match step {
            Step::Open(cursor, _) | Step::Fetch { cursor, .. } => names.push(cursor.clone()),
            Step::Block(block) => names.extend(moved(&block.body)),
            Step::If(arms) => arms.iter().for_each(|(_, body)| names.extend(moved(body))),
            Step::ForRows { body, .. }
            | Step::ForRange { body, .. }
            | Step::ForEach { body, .. }
            | Step::Loop { body, .. } => names.extend(moved(body)),
            _ => {}
        }
    }
    names
}

/// Whether the steps read fields of a variable: `row.field`.
pub(super) fn has_fields(steps: &[Step], name: &str) -> bool {
    let prefix = format!("{name}.");
    format!("{steps:?}").contains(&prefix)
}
