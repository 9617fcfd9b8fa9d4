//! SQLite's statements, read into what they do.

mod table;

use crate::dialect::Sqlite;
use crate::model::{Expr, IndexPart, ObjectKind};
use crate::replay::{
    AlterTable, CreateIndex, CreateObject, CreateView, Ddl, Drop, DropObject, Head, IndexDef, Name, Problem,
    Reader, Session, Setting, TableAction, Transaction,
};
use crate::sql::{Syntax, Token, TokenKind, identifier_value, string_value};

const NEUTRAL: [&str; 11] = [
    "INSERT", "UPDATE", "DELETE", "REPLACE", "SELECT", "WITH", "VALUES", "EXPLAIN", "VACUUM", "ANALYZE",
    "REINDEX",
];

/// Statements that change nothing of the schema. Its own table can't be written to unless a pragma allows it, and then
/// none is asked here.
pub(super) fn is_neutral(head: &Head) -> bool {
    let writes = ["INSERT", "UPDATE", "DELETE", "REPLACE"].contains(&head.first());
    NEUTRAL.contains(&head.first())
        && !(writes && head.names_any(|word| matches!(word, "SQLITE_MASTER" | "SQLITE_SCHEMA")))
}

pub(super) fn client_command(name: &str) -> Result<Vec<Ddl>, Problem> {
    match name {
        "read" | "open" | "restore" | "import" | "load" | "clone" | "recover" => {
            Err(Problem::Unknowable(format!("`.{name}` takes what is in another file")))
        }
        _ => Ok(Vec::new()),
    }
}

pub(super) fn read(sqlite: &Sqlite, reader: &mut Reader<'_>, session: &Session) -> Result<Vec<Ddl>, Problem> {
    let word = reader.peek().map(|token| token.text.to_ascii_uppercase()).unwrap_or_default();
    let effects = match word.as_str() {
        "CREATE" => create(sqlite, reader)?,
        "ALTER" => alter(sqlite, reader)?,
        "DROP" => drop(reader)?,
        "PRAGMA" => return pragma(reader, session),
        "BEGIN" => return Ok(vec![Ddl::Transaction(Transaction::Begin)]),
        "COMMIT" | "END" => return Ok(vec![Ddl::Transaction(Transaction::Commit)]),
        "ROLLBACK" => {
            reader.bump();
            reader.eat("TRANSACTION");
            return Ok(vec![Ddl::Transaction(if reader.eat("TO") {
                reader.eat("SAVEPOINT");
                Transaction::RollbackTo(reader.ident()?)
            } else {
                Transaction::Rollback
            })]);
        }
        "SAVEPOINT" => {
            reader.bump();
            return Ok(vec![Ddl::Transaction(Transaction::Savepoint(reader.ident()?))]);
        }
        "RELEASE" => {
            reader.bump();
            reader.eat("SAVEPOINT");
            return Ok(vec![Ddl::Transaction(Transaction::Release(reader.ident()?))]);
        }
        "ATTACH" | "DETACH" => {
            return Err(Problem::Unknowable("what is in the other file is not known".to_owned()));
        }
        word if NEUTRAL.contains(&word) => {
            let names_schema = |token: &Token<'_>| {
                let name = identifier_value(token.text, Syntax::sqlite());
                ["sqlite_master", "sqlite_schema"].iter().any(|schema| name.eq_ignore_ascii_case(schema))
            };
            let writes = !["SELECT", "ANALYZE", "EXPLAIN", "REINDEX", "VACUUM"].contains(&word);
            if !writes || !reader.tokens().iter().any(names_schema) {
                return Ok(Vec::new());
            }
            return dumped_table(sqlite, reader);
        }
        word => return Err(Problem::Unknown(word.to_owned())),
    };
    reader.expect_done()?;
    Ok(effects)
}

/// How `.dump` makes a virtual table: as a row of the schema.
fn dumped_table(sqlite: &Sqlite, reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    let written = || Problem::Unknowable("it writes to the schema table itself".to_owned());
    // INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql) VALUES('table','t','t',0,'CREATE VIRTUAL TABLE ..')
    let words: String =
        reader.tokens().iter().map(|token| token.text).collect::<String>().to_ascii_lowercase();
    let heads = ["sqlite_schema", "sqlite_master"]
        .map(|name| format!("insertinto{name}(type,name,tbl_name,rootpage,sql)values('table',"));
    if !heads.iter().any(|head| words.starts_with(head)) {
        return Err(written());
    }
    let Some(token) = reader.tokens().iter().rev().find(|token| token.kind == TokenKind::String) else {
        return Err(written());
    };
    let text = string_value(token.text, reader.syntax()).into_owned();
    let mut inner = Reader::new(&text, reader.syntax(), str::to_owned);
    if !inner.is_seq("CREATE VIRTUAL TABLE") {
        return Err(written());
    }
    create(sqlite, &mut inner)
}

fn pragma(reader: &mut Reader<'_>, session: &Session) -> Result<Vec<Ddl>, Problem> {
    reader.bump();
    let name = reader.name()?.name.to_ascii_lowercase();
    let value = if reader.eat_symbol("=") || reader.eat_symbol("(") {
        reader.peek().map(|token| token.text.to_ascii_lowercase())
    } else {
        None
    };
    let Some(value) = value else { return Ok(Vec::new()) };
    let on = matches!(value.trim_matches(['\'', '"']), "on" | "1" | "true" | "yes");
    Ok(match name.as_str() {
        // It is passed over within a transaction (manual, "PRAGMA foreign_keys").
        "foreign_keys" if session.opened_by.is_some() => Vec::new(),
        "foreign_keys" => vec![Ddl::Setting(Setting::ForeignKeys(on))],
        "legacy_alter_table" => vec![Ddl::Setting(Setting::LegacyAlterTable(on))],
        "writable_schema" => vec![Ddl::Setting(Setting::WritableSchema(on))],
        _ => Vec::new(),
    })
}

fn create(sqlite: &Sqlite, reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    reader.bump();
    let temporary = reader.eat("TEMPORARY") || reader.eat("TEMP");
    Ok(vec![if reader.eat("TABLE") {
        table::create(sqlite, reader, temporary)?
    } else if reader.is("UNIQUE") || reader.is("INDEX") {
        index(reader)?
    } else if reader.eat("VIEW") {
        let if_not_exists = reader.if_not_exists();
        let name = reader.name()?;
        let columns = if reader.is_symbol("(") { reader.list(Reader::ident)? } else { Vec::new() };
        reader.expect("AS")?;
        let query = reader.rest().to_owned();
        Ddl::CreateView(Box::new(CreateView {
            name,
            if_not_exists,
            temporary,
            columns,
            query,
            ..CreateView::default()
        }))
    } else if reader.eat("TRIGGER") {
        trigger(reader, temporary)?
    } else if reader.eat("VIRTUAL TABLE") {
        let if_not_exists = reader.if_not_exists();
        let name = reader.name()?;
        let from = reader.at().saturating_sub(1);
        reader.rest();
        let text = format!("CREATE VIRTUAL TABLE {}", reader.slice_from(from));
        carried(ObjectKind::Other, name, None, if_not_exists, false, &text)
    } else {
        return Err(reader.unexpected("a kind of object"));
    }])
}

fn carried(
    kind: ObjectKind,
    name: Name,
    table: Option<Name>,
    if_not_exists: bool,
    temporary: bool,
    text: &str,
) -> Ddl {
    let text = text.to_owned();
    Ddl::CreateObject(Box::new(CreateObject {
        kind,
        name,
        signature: None,
        table,
        or_replace: false,
        if_not_exists,
        temporary,
        text,
    }))
}

fn trigger(reader: &mut Reader<'_>, temporary: bool) -> Result<Ddl, Problem> {
    let if_not_exists = reader.if_not_exists();
    let name = reader.name()?;
    let from = reader.at().saturating_sub(1);
    while !reader.done() && !reader.is("ON") {
        reader.bump();
    }
    reader.expect("ON")?;
    let table = Name { schema: name.schema.clone(), ..reader.name()? };
    reader.rest();
    // SQLite keeps the text from the name on.
    let text = format!("CREATE TRIGGER {}", reader.slice_from(from));
    Ok(carried(ObjectKind::Trigger, name, Some(table), if_not_exists, temporary, &text))
}

fn index(reader: &mut Reader<'_>) -> Result<Ddl, Problem> {
    let unique = reader.eat("UNIQUE");
    reader.expect("INDEX")?;
    let if_not_exists = reader.if_not_exists();
    let name = reader.name()?;
    reader.expect("ON")?;
    let table = Name { schema: name.schema.clone(), name: reader.ident()? };
    let parts = reader.list(part)?;
    let predicate = if reader.eat("WHERE") { Some(Expr::new(reader.until(&[])?.trim())) } else { None };
    let index = IndexDef { unique, parts, predicate, ..IndexDef::default() };
    Ok(Ddl::CreateIndex(Box::new(CreateIndex {
        name: Some(name),
        table,
        if_not_exists,
        index,
        ..CreateIndex::default()
    })))
}

/// One part of an index: a column or an expression, its collation and direction.
fn part(reader: &mut Reader<'_>) -> Result<IndexPart, Problem> {
    let from = reader.at();
    let text = reader.until(&["COLLATE", "ASC", "DESC", "AUTOINCREMENT"])?;
    let tokens = &reader.tokens()[from..reader.at()];
    let mut part = match tokens {
        [token]
            if matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier | TokenKind::String) =>
        {
            IndexPart::column(reader.sub(token.text).ident()?)
        }
        [] => return Err(reader.unexpected("a column")),
        _ => IndexPart::expr(Expr::new(text.trim())),
    };
    if reader.eat("COLLATE") {
        part.collation = Some(reader.ident()?.into());
    }
    part.desc = reader.eat("DESC");
    if !part.desc {
        reader.eat("ASC");
    }
    let _ = reader.eat("NULLS FIRST") || reader.eat("NULLS LAST");
    Ok(part)
}

fn alter(sqlite: &Sqlite, reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    reader.bump();
    reader.expect("TABLE")?;
    let name = reader.name()?;
    let action = if reader.eat("RENAME TO") {
        TableAction::RenameTable(Name::bare(reader.ident()?))
    } else if reader.eat("RENAME") {
        reader.eat("COLUMN");
        let previous = reader.ident()?;
        reader.expect("TO")?;
        TableAction::RenameColumn { previous, next: reader.ident()?, if_exists: false }
    } else if reader.eat("ADD") {
        reader.eat("COLUMN");
        let def = Box::new(table::column(sqlite, reader)?);
        TableAction::AddColumn { def, if_not_exists: false, place: None }
    } else if reader.eat("DROP") {
        reader.eat("COLUMN");
        TableAction::DropColumn { name: reader.ident()?, if_exists: false, cascade: false }
    } else {
        return Err(reader.unexpected("`RENAME`, `ADD` or `DROP`"));
    };
    Ok(vec![Ddl::AlterTable(AlterTable { name, actions: vec![action], ..AlterTable::default() })])
}

fn drop(reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    reader.bump();
    let Some(word) = reader.eat_any(&["TABLE", "INDEX", "VIEW", "TRIGGER"]) else {
        return Err(reader.unexpected("`TABLE`, `INDEX`, `VIEW` or `TRIGGER`"));
    };
    let if_exists = reader.if_exists();
    let name = reader.name()?;
    if word == "TRIGGER" {
        let kind = ObjectKind::Trigger;
        return Ok(vec![Ddl::DropObject(DropObject { if_exists, ..DropObject::new(kind, name) })]);
    }
    let drop = Drop { names: vec![name], if_exists, cascade: false };
    Ok(vec![match word {
        "TABLE" => Ddl::DropTable(drop),
        "INDEX" => Ddl::DropIndex(drop, None),
        _ => Ddl::DropView(drop),
    }])
}
