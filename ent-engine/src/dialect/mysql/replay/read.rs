//! Statements of MySQL and MariaDB, read into what they do.

mod alter;
mod column;
mod create;
mod index;
mod object;
mod options;
mod session;

use crate::dialect::Mysql;
use crate::replay::{
    AlterTable, CreateSchema, Ddl, Drop, DropKind, DropObject, Head, Name, Problem, Reader, Session,
    TableAction,
};

const NEUTRAL: [&str; 36] = [
    "INSERT",
    "UPDATE",
    "DELETE",
    "REPLACE",
    "WITH",
    "VALUES",
    "TABLE",
    "TRUNCATE",
    "LOAD",
    "GRANT",
    "REVOKE",
    "ANALYZE",
    "CHECK",
    "REPAIR",
    "CHECKSUM",
    "FLUSH",
    "LOCK",
    "UNLOCK",
    "SHOW",
    "DESCRIBE",
    "DESC",
    "EXPLAIN",
    "KILL",
    "RESET",
    "PURGE",
    "HANDLER",
    "DO",
    "HELP",
    "XA",
    "BINLOG",
    "CACHE",
    "INSTALL",
    "UNINSTALL",
    "SIGNAL",
    "DEALLOCATE",
    "(",
];

/// Objects of the server, which no schema holds.
const SERVER: [&str; 6] = ["USER", "ROLE", "SERVER", "TABLESPACE", "LOGFILE", "INSTANCE"];

pub(super) fn is_neutral(head: &Head) -> bool {
    NEUTRAL.contains(&head.first())
        || matches!(head.first(), "CREATE" | "ALTER" | "DROP" | "RENAME") && SERVER.contains(&head.second())
        || head.starts("SET PASSWORD")
        || head.starts("SET DEFAULT ROLE")
        || head.starts("SET ROLE")
}

pub(super) fn client_command(name: &str, args: &str) -> Result<Vec<Ddl>, Problem> {
    match name.to_ascii_lowercase().as_str() {
        "use" | "u" => {
            let schema = args.trim().trim_end_matches(';').trim_matches('`').to_owned();
            Ok(vec![Ddl::SearchPath { path: Some(vec![schema]), local: false }])
        }
        "source" | "." | "system" | "!" | "connect" | "r" => {
            Err(Problem::Unknowable(format!("`{name} {args}` takes what is elsewhere")))
        }
        _ => Ok(Vec::new()),
    }
}

pub(super) fn read(mysql: &Mysql, reader: &mut Reader<'_>, session: &Session) -> Result<Vec<Ddl>, Problem> {
    let word = reader.peek().map(|token| token.text.to_ascii_uppercase()).unwrap_or_default();
    let joins = session.sql_mode.as_deref().is_some_and(|modes| {
        modes.split(',').any(|mode| ["PIPES_AS_CONCAT", "ANSI", "ORACLE"].contains(&mode.trim()))
    });
    let of_table = reader.peek_at(1).is_some_and(|token| token.is_word("TABLE"));
    if joins && of_table && reader.tokens().iter().any(|token| token.is_symbol("||")) {
        return Err(Problem::Unknown("|| under PIPES_AS_CONCAT".to_owned()));
    }
    let effects = match word.as_str() {
        "CREATE" => create::create(mysql, reader)?,
        "ALTER" => alter::alter(mysql, reader)?,
        "DROP" => drop(reader)?,
        "RENAME" => rename(reader)?,
        "OPTIMIZE" => optimize(reader)?,
        "USE" => {
            reader.bump();
            vec![Ddl::SearchPath { path: Some(vec![reader.ident()?]), local: false }]
        }
        "SET" => return session::set(reader, session),
        "BEGIN" | "START" | "COMMIT" | "ROLLBACK" | "SAVEPOINT" | "RELEASE" => return Ok(Vec::new()),
        word => return Err(Problem::Unknown(word.to_owned())),
    };
    reader.expect_done()?;
    Ok(effects)
}

fn rename(reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    reader.bump();
    if reader.eat_any(&["TABLE", "TABLES"]).is_none() {
        return Err(reader.unexpected("`TABLE`"));
    }
    let if_exists = reader.if_exists();
    let renames = reader.comma_list(|reader| {
        let previous = reader.name()?;
        patience(reader)?;
        reader.expect("TO")?;
        Ok((previous, reader.name()?))
    })?;
    if !if_exists {
        return Ok(vec![Ddl::RenameTables(renames)]);
    }
    let alter = |(name, next)| {
        let actions = vec![TableAction::RenameTable(next)];
        Ddl::AlterTable(AlterTable { name, if_exists, actions, ..AlterTable::default() })
    };
    Ok(renames.into_iter().map(alter).collect())
}

/// What is wrong with a table is what the statement shows, and no error.
fn optimize(reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    reader.bump();
    let _ = reader.eat("NO_WRITE_TO_BINLOG") || reader.eat("LOCAL");
    if reader.eat_any(&["TABLE", "TABLES"]).is_none() {
        return Err(reader.unexpected("`TABLE`"));
    }
    let names = reader.comma_list(Reader::name)?;
    patience(reader)?;
    let optimize = |name| {
        let actions = vec![TableAction::Optimize];
        Ddl::AlterTable(AlterTable { name, if_exists: true, actions, ..AlterTable::default() })
    };
    Ok(names.into_iter().map(optimize).collect())
}

/// How long the server waits for a lock (MariaDB).
fn patience(reader: &mut Reader<'_>) -> Result<(), Problem> {
    if reader.eat("WAIT") {
        reader.integer()?;
    } else {
        reader.eat("NOWAIT");
    }
    Ok(())
}

fn list(reader: &mut Reader<'_>) -> Result<Drop, Problem> {
    let if_exists = reader.if_exists();
    let names = reader.comma_list(Reader::name)?;
    patience(reader)?;
    reader.cascade();
    Ok(Drop { names, if_exists, cascade: false })
}

fn drop(reader: &mut Reader<'_>) -> Result<Vec<Ddl>, Problem> {
    reader.bump();
    reader.eat("TEMPORARY");
    Ok(vec![if reader.eat("TABLE") || reader.eat("TABLES") {
        Ddl::DropTable(list(reader)?)
    } else if reader.eat("VIEW") {
        Ddl::DropView(list(reader)?)
    } else if reader.eat("SEQUENCE") {
        Ddl::DropSequence(list(reader)?)
    } else if reader.eat("DATABASE") || reader.eat("SCHEMA") {
        Ddl::DropSchema(Drop { cascade: true, ..list(reader)? })
    } else if reader.eat("INDEX") {
        let if_exists = reader.if_exists();
        let name = Name::bare(reader.ident()?);
        reader.expect("ON")?;
        let table = reader.name()?;
        options::online(reader)?;
        if name.name.eq_ignore_ascii_case("PRIMARY") {
            let (kind, name) = (DropKind::PrimaryKey, name.name);
            let action = TableAction::DropConstraint { kind, name, if_exists, cascade: false };
            let alter = AlterTable { name: table, actions: vec![action], ..AlterTable::default() };
            return Ok(vec![Ddl::AlterTable(alter)]);
        }
        Ddl::DropIndex(Drop { names: vec![name], if_exists, cascade: false }, Some(table))
    } else if let Some(word) = reader.eat_any(&object::WORDS) {
        let if_exists = reader.if_exists();
        let name = reader.name()?;
        let kind = object::kind(word);
        Ddl::DropObject(DropObject { if_exists, ..DropObject::new(kind, name) })
    } else {
        return Err(reader.unexpected("a kind of object"));
    }])
}

/// `[name] [DEFAULT] CHARACTER SET .. COLLATE ..`, after `CREATE DATABASE` or `ALTER DATABASE`.
fn schema(reader: &mut Reader<'_>, mut create: CreateSchema) -> Result<CreateSchema, Problem> {
    loop {
        reader.eat("DEFAULT");
        if reader.eat("CHARACTER SET") || reader.eat("CHARSET") || reader.eat("CHAR SET") {
            reader.eat_symbol("=");
            create.charset = Some(options::word(reader)?);
        } else if reader.eat("COLLATE") {
            reader.eat_symbol("=");
            create.collation = Some(options::word(reader)?);
        } else if reader.eat("COMMENT") {
            reader.eat_symbol("=");
            create.comment = Some(reader.string()?).filter(|text| !text.is_empty());
        } else if reader.eat("ENCRYPTION") || reader.eat("READ ONLY") {
            reader.eat_symbol("=");
            reader.bump();
        } else {
            return Ok(create);
        }
    }
}
