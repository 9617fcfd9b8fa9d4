//! PostgreSQL's statements, read into what they do.

mod alter;
mod carried;
mod column;
mod create;
mod drop;
mod index;
mod object;
pub(super) mod sequence;
mod table;

use crate::dialect::Postgres;
use crate::replay::{
    Comment, CommentTarget, CreateSchema, CreateTable, Ddl, DropObject, Head, Name, Problem, QueryTable,
    Reader, Transaction, TypeChange,
};
use crate::sql::TokenKind;

pub(super) use object::{lives_in_no_schema, made_name, named_checks};

/// First words of statements that change data, rights or the session, but no schema object.
const NEUTRAL: [&str; 33] = [
    "INSERT",
    "UPDATE",
    "DELETE",
    "MERGE",
    "TRUNCATE",
    "GRANT",
    "REVOKE",
    "ANALYZE",
    "ANALYSE",
    "VACUUM",
    "LOCK",
    "REINDEX",
    "CLUSTER",
    "REFRESH",
    "LISTEN",
    "NOTIFY",
    "UNLISTEN",
    "EXPLAIN",
    "SHOW",
    "CHECKPOINT",
    "COPY",
    "FETCH",
    "MOVE",
    "CLOSE",
    "DECLARE",
    "DEALLOCATE",
    "LOAD",
    "SECURITY",
    "REASSIGN",
    "VALUES",
    "TABLE",
    "PREPARE",
    "EXECUTE",
];

/// First words of statements that write rows.
const WRITES: [&str; 8] = ["INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "COPY", "PREPARE", "EXECUTE"];

/// Objects of the cluster, which no schema holds.
const CLUSTER: [&str; 8] =
    ["ROLE", "USER", "GROUP", "TABLESPACE", "DATABASE", "SYSTEM", "SUBSCRIPTION", "PUBLICATION"];

pub(super) fn is_neutral(head: &Head) -> bool {
    if NEUTRAL.contains(&head.first()) {
        // Statements that write to the catalog itself may do anything.
        return !WRITES.contains(&head.first()) || !head.names_any(|word| word.starts_with("PG_"));
    }
    matches!(head.first(), "CREATE" | "ALTER" | "DROP")
        && CLUSTER.contains(&head.second())
        && !head.starts("CREATE USER MAPPING")
        || head.starts("ALTER DEFAULT PRIVILEGES")
}

pub(super) fn client_command(name: &str, args: &str) -> Result<Vec<Ddl>, Problem> {
    match name {
        "echo" | "qecho" | "warn" | "set" | "unset" | "timing" | "pset" | "t" | "x" | "a" | "o" | "q"
        | "prompt" | "encoding" | "restrict" | "unrestrict" | "password" | "errverbose" | "!" | "d"
        | "dt" | "l" => Ok(Vec::new()),
        "c" | "connect" => connect(name, args),
        _ => Err(Problem::Unknowable(format!("`\\{name}` is a command to psql, not to the server"))),
    }
}

/// `\connect name`, with whatever user, host and port; a name may be written as `dbname='name'` (pg_dump).
fn connect(command: &str, args: &str) -> Result<Vec<Ddl>, Problem> {
    let args = args.trim();
    let args = args.strip_prefix("-reuse-previous=on").unwrap_or(args).trim();
    let unquoted = |text: &str, quote: char| {
        let inside = text.strip_prefix(quote)?.strip_suffix(quote)?;
        Some(inside.replace(&format!("{quote}{quote}"), &quote.to_string()))
    };
    let whole =
        unquoted(args, '"').unwrap_or_else(|| args.split_whitespace().next().unwrap_or_default().to_owned());
    let name = match whole.strip_prefix("dbname=") {
        Some(name) => unquoted(name, '\'').unwrap_or_else(|| name.to_owned()),
        None => whole,
    };
    if name.contains([':', '=', ' ', '$', '`']) {
        return Err(Problem::Unknowable(format!("`\\{command} {args}` goes to another database")));
    }
    // The same one again, as another user.
    Ok(if name.is_empty() || name == "-" { Vec::new() } else { vec![Ddl::Connect(name)] })
}

pub(super) fn read(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    let effects = match first_word(reader).as_str() {
        "CREATE" => create::create(postgres, reader)?,
        "ALTER" => alter::alter(postgres, reader)?,
        "DROP" => drop::drop(postgres, reader)?,
        "COMMENT" => comment(postgres, reader)?,
        "SET" => return set(reader),
        "RESET" => return Ok(reset(reader)),
        "BEGIN" | "START" => return Ok(vec![Ddl::Transaction(Transaction::Begin)]),
        "COMMIT" | "END" => return Ok(vec![Ddl::Transaction(Transaction::Commit)]),
        "ROLLBACK" | "ABORT" => return rollback(reader),
        "SAVEPOINT" => {
            reader.bump();
            return Ok(vec![Ddl::Transaction(Transaction::Savepoint(reader.ident()?))]);
        }
        "RELEASE" => {
            reader.bump();
            reader.eat("SAVEPOINT");
            return Ok(vec![Ddl::Transaction(Transaction::Release(reader.ident()?))]);
        }
        "DISCARD" => return Ok(Vec::new()),
        "SELECT" | "WITH" | "(" => return query(reader),
        // A procedure that touches the schema has run already.
        "CALL" => return Ok(Vec::new()),
        "IMPORT" => return Err(Problem::Unknowable("the tables come from another server".to_owned())),
        word if NEUTRAL.contains(&word) => {
            return Err(Problem::Unknowable("it may write to the catalog of the database itself".to_owned()));
        }
        word => return Err(Problem::Unknown(word.to_owned())),
    };
    reader.expect_done()?;
    Ok(effects)
}

fn first_word(reader: &Reader<'_>) -> String {
    reader.peek().map(|token| token.text.to_ascii_uppercase()).unwrap_or_default()
}

fn rollback(reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    reader.bump();
    let _ = reader.eat("WORK") || reader.eat("TRANSACTION");
    Ok(vec![Ddl::Transaction(if reader.eat("TO") {
        reader.eat("SAVEPOINT");
        Transaction::RollbackTo(reader.ident()?)
    } else {
        Transaction::Rollback
    })])
}

/// A query changes nothing, but for `SELECT .. INTO` and the functions that set the search path or make objects.
fn query(reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    let mut depth = 0usize;
    let tokens = reader.tokens();
    let mut effects = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        if depth == 0
            && token.is_word("INTO")
            && !before.is_some_and(|token| token.is_word("INSERT") || token.is_word("MERGE"))
        {
            return select_into(reader, at);
        }
        if token.is_word("set_config")
            && tokens.get(at + 2).is_some_and(|token| token.text.eq_ignore_ascii_case("'search_path'"))
        {
            let value = tokens.get(at + 4).filter(|token| token.kind == TokenKind::String);
            let Some(value) = value else {
                return Err(Problem::Unknowable("the search path is computed".to_owned()));
            };
            let value = crate::sql::string_value(value.text, reader.syntax());
            let mut names = reader.sub(&value);
            let path = if names.done() { Vec::new() } else { names.comma_list(|names| names.ident())? };
            let local = tokens.get(at + 6).is_some_and(|token| token.is_word("true"));
            effects.push(Ddl::SearchPath { path: Some(path_of(path)), local });
        }
        let makes = [
            "create_hypertable",
            "create_distributed_table",
            "addgeometrycolumn",
            "dropgeometrycolumn",
            "lo_import",
        ];
        if makes.iter().any(|name| token.is_word(name))
            && tokens.get(at + 1).is_some_and(|token| token.is_symbol("("))
        {
            return Err(Problem::Unknowable(format!("the function `{}` changes the schema", token.text)));
        }
    }
    Ok(effects)
}

/// `SELECT .. INTO table ..` is `CREATE TABLE table AS SELECT ..`; `at` is the place of INTO.
fn select_into(reader: &mut Reader<'_>, at: usize) -> Result<Vec<Ddl>, Problem> {
    let list = reader.slice(0, at).to_owned();
    reader.go(at + 1);
    let temporary = reader.eat("TEMPORARY") || reader.eat("TEMP");
    let unlogged = reader.eat("UNLOGGED");
    reader.eat("TABLE");
    let name = reader.name()?;
    let query = format!("{list} {}", reader.rest());
    let mut create = CreateTable { name, temporary, ..CreateTable::default() };
    create.options.unlogged = unlogged;
    create.query = Some(QueryTable { columns: Vec::new(), query });
    Ok(vec![Ddl::CreateTable(Box::new(create))])
}

/// A search path without what every session has.
fn path_of(path: Vec<String>) -> Vec<String> {
    path.into_iter().filter(|schema| !matches!(schema.as_str(), "$user" | "pg_catalog")).collect()
}

fn set(reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    reader.bump();
    let local = reader.eat("LOCAL");
    let _ = reader.eat("SESSION") && !reader.is("AUTHORIZATION");
    if reader.eat("SCHEMA") {
        return Ok(vec![Ddl::SearchPath { path: Some(vec![reader.string()?]), local }]);
    }
    if !reader.eat("search_path") {
        return Ok(Vec::new());
    }
    if !reader.eat("TO") {
        reader.expect_symbol("=")?;
    }
    if reader.eat("DEFAULT") {
        return Ok(vec![Ddl::SearchPath { path: None, local }]);
    }
    let path = reader.comma_list(|reader| match reader.peek() {
        Some(token) if token.kind == TokenKind::String => reader.string(),
        _ => reader.ident(),
    })?;
    let path = path.into_iter().filter(|schema| !schema.is_empty()).collect();
    Ok(vec![Ddl::SearchPath { path: Some(path_of(path)), local }])
}

fn reset(reader: &mut Reader<'_>) -> Vec<Ddl> {
    reader.bump();
    if reader.is("search_path") || reader.is("ALL") {
        return vec![Ddl::SearchPath { path: None, local: false }];
    }
    Vec::new()
}

fn comment(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    reader.bump();
    reader.expect("ON")?;
    let target = if reader.eat("SCHEMA") {
        CommentTarget::Schema(reader.ident()?)
    } else if reader.eat_any(&["TABLE", "VIEW", "MATERIALIZED VIEW"]).is_some() {
        CommentTarget::Relation(reader.name()?)
    } else if reader.eat("COLUMN") {
        let Name { schema, name } = column_path(reader)?.0;
        let mut parts = schema.unwrap_or_default();
        let table = match parts.rsplit_once('\0') {
            Some((schema, table)) => Name { schema: Some(schema.to_owned()), name: table.to_owned() },
            None => Name::bare(std::mem::take(&mut parts)),
        };
        CommentTarget::Column(table, name)
    } else if reader.eat("INDEX") {
        CommentTarget::Index(reader.name()?)
    } else if reader.eat("CONSTRAINT") {
        let name = reader.ident()?;
        reader.expect("ON")?;
        if reader.eat("DOMAIN") {
            let domain = reader.name()?;
            reader.expect("IS")?;
            let text = if reader.eat("NULL") { None } else { Some(reader.string()?) };
            return Ok(vec![Ddl::AlterType(domain, TypeChange::CommentConstraint(name, text))]);
        }
        CommentTarget::Constraint(name, reader.name()?)
    } else if reader.eat("TYPE") || reader.eat("DOMAIN") {
        CommentTarget::Type(reader.name()?)
    } else if reader.eat("SEQUENCE") {
        CommentTarget::Sequence(reader.name()?)
    } else if reader.is_any(&["DATABASE", "ROLE", "TABLESPACE", "LARGE", "PUBLICATION", "SUBSCRIPTION"]) {
        // Comments on what is not kept.
        reader.rest();
        return Ok(Vec::new());
    } else {
        // The database or an extension may have brought these.
        let if_exists = reader.is_any(&["LANGUAGE", "PROCEDURAL", "ACCESS"]);
        CommentTarget::Object(DropObject { if_exists, ..object::reference(postgres, reader)? })
    };
    reader.expect("IS")?;
    let text = if reader.eat("NULL") { None } else { Some(reader.string()?) };
    Ok(vec![Ddl::Comment(Comment { target, text })])
}

/// `[[schema.]table.]column`: the parts before the last are joined by a NUL in the schema.
fn column_path(reader: &mut Reader<'_>) -> Result<(Name, usize), Problem> {
    let mut parts = vec![reader.ident()?];
    while reader.eat_symbol(".") {
        parts.push(reader.ident()?);
    }
    let name = parts.pop().unwrap_or_default();
    let count = parts.len();
    // A catalog before the schema says nothing.
    let from = count.saturating_sub(2);
    Ok((Name { schema: Some(parts[from..].join("\0")), name }, count))
}

/// `CREATE SCHEMA`, the words passed already.
fn create_schema(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    let if_not_exists = reader.if_not_exists();
    let name = if reader.is("AUTHORIZATION") { None } else { Some(reader.ident()?) };
    let owner = if reader.eat("AUTHORIZATION") { Some(reader.ident()?) } else { None };
    let Some(name) = name.or(owner) else { return Err(reader.unexpected("the name of a schema")) };
    let create = CreateSchema { name: Some(name.clone()), if_not_exists, ..CreateSchema::default() };
    let mut effects = vec![Ddl::CreateSchema(create)];
    if !reader.done() {
        // The elements are statements of their own that run in the schema.
        effects.push(Ddl::Within(Some(name)));
        while !reader.done() {
            let from = reader.at();
            reader.bump();
            while !(reader.done() || reader.is_any(&["CREATE", "GRANT"]) && element_starts(reader)) {
                if reader.is_symbol("(") { reader.parens().map(|_| ())? } else { reader.bump() }
            }
            let mut element = reader.sub(reader.slice_from(from));
            if !element.is("GRANT") {
                effects.extend(read(postgres, &mut element)?);
            }
        }
        effects.push(Ddl::Within(None));
    }
    Ok(effects)
}

fn element_starts(reader: &Reader<'_>) -> bool {
    reader.peek_at(1).is_some_and(|next| {
        [
            "TABLE", "VIEW", "INDEX", "UNIQUE", "SEQUENCE", "TRIGGER", "SELECT", "INSERT", "UPDATE",
            "DELETE", "ALL", "USAGE",
        ]
        .iter()
        .any(|word| next.is_word(word))
    })
}

/// `key [= value]` in parentheses.
fn parameters(reader: &mut Reader<'_>) -> Result<Vec<(String, String)>, Problem> {
    reader.list(|reader| {
        let mut key = reader.ident()?;
        while reader.eat_symbol(".") {
            key = format!("{key}.{}", reader.ident()?);
        }
        // A parameter alone is on, and kept as that (`transformRelOptions`).
        let value = if reader.eat_symbol("=") { reader.until(&[])? } else { "true" }.to_owned();
        Ok((key, unquoted(&value)))
    })
}

/// The value of a storage parameter: `'70'` is the same as `70`.
fn unquoted(value: &str) -> String {
    match value.strip_prefix('\'').and_then(|value| value.strip_suffix('\'')) {
        Some(inner) => inner.replace("''", "'"),
        None => value.to_owned(),
    }
}
