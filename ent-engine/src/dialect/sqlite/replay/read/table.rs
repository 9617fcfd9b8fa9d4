//! Tables and their columns.

use super::part;
use crate::dialect::{Sqlite, Types};
use crate::model::{Column, ColumnSetting, Expr, Generated, IndexPart};
use crate::replay::{
    ColumnDef, Constraint, ConstraintKind, CreateTable, Ddl, IndexDef, Problem, QueryTable, Reader,
};
use crate::sql::TokenKind;

/// Words that end the type of a column.
const STOP: [&str; 11] = [
    "CONSTRAINT",
    "PRIMARY",
    "NOT",
    "NULL",
    "UNIQUE",
    "CHECK",
    "DEFAULT",
    "COLLATE",
    "REFERENCES",
    "GENERATED",
    "AS",
];

/// `TABLE ..`, the word passed already.
pub(super) fn create(sqlite: &Sqlite, reader: &mut Reader<'_>, temporary: bool) -> Result<Ddl, Problem> {
    let if_not_exists = reader.if_not_exists();
    let name = reader.name()?;
    let mut create = CreateTable { name, temporary, if_not_exists, ..CreateTable::default() };
    if reader.eat("AS") {
        create.query = Some(QueryTable { columns: Vec::new(), query: reader.rest().to_owned() });
        return Ok(Ddl::CreateTable(Box::new(create)));
    }
    reader.expect_symbol("(")?;
    loop {
        if is_constraint(reader) {
            // Constraints need no commas between them.
            while is_constraint(reader) {
                create.constraints.push(constraint(reader)?);
            }
        } else {
            create.columns.push(column(sqlite, reader)?);
        }
        if reader.eat_symbol(")") {
            break;
        }
        if !reader.eat_symbol(",") && !is_constraint(reader) {
            return Err(reader.unexpected("`,` or `)`"));
        }
    }
    while !reader.done() {
        if reader.eat("WITHOUT ROWID") {
            create.options.without_rowid = true;
        } else if reader.eat("STRICT") {
            create.options.strict = true;
        } else {
            return Err(reader.unexpected("`WITHOUT ROWID` or `STRICT`"));
        }
        reader.eat_symbol(",");
    }
    Ok(Ddl::CreateTable(Box::new(create)))
}

fn is_constraint(reader: &Reader<'_>) -> bool {
    reader.is_any(&["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"])
}

/// A column with its constraints.
pub(super) fn column(sqlite: &Sqlite, reader: &mut Reader<'_>) -> Result<ColumnDef, Problem> {
    let name = reader.ident()?;
    let ty = if reader.is_any(&STOP) || reader.is_symbol(",") || reader.is_symbol(")") {
        ""
    } else {
        reader.until(&STOP)?
    };
    let spelling = Some(ty.to_owned()).filter(|ty| !ty.is_empty());
    let ty = sqlite.parse_type(&unquoted(ty))?;
    let mut def =
        ColumnDef { column: Column { name, ty, null: true, ..Column::default() }, ..ColumnDef::default() };
    def.column.origin.spelling = spelling;
    loop {
        let name = if reader.eat("CONSTRAINT") { Some(reader.ident()?) } else { None };
        if reader.eat("PRIMARY KEY") {
            let mut part = IndexPart::column(&def.column.name);
            part.desc = reader.eat("DESC");
            if !part.desc {
                reader.eat("ASC");
            }
            if let Some(action) = conflict(reader)? {
                def.column.settings.set(ColumnSetting::KeyConflict, action);
            }
            def.column.auto_increment = reader.eat("AUTOINCREMENT");
            let key = IndexDef { parts: vec![part], ..IndexDef::default() };
            def.constraints.push(Constraint { name, kind: ConstraintKind::PrimaryKey(key) });
        } else if reader.eat("NOT NULL") {
            def.column.null = false;
            if let Some(action) = conflict(reader)? {
                def.column.settings.set(ColumnSetting::NullConflict, action);
            }
        } else if reader.eat("NULL") {
            conflict(reader)?;
        } else if reader.eat("UNIQUE") {
            let key = unique(reader, vec![IndexPart::column(&def.column.name)])?;
            def.constraints.push(Constraint { name, kind: ConstraintKind::Unique(key) });
        } else if reader.eat("CHECK") {
            def.constraints.push(Constraint { name, kind: ConstraintKind::Check(reader.check()?) });
            conflict(reader)?;
        } else if reader.eat("DEFAULT") {
            def.column.default = default(reader)?;
        } else if reader.eat("COLLATE") {
            def.column.collation = Some(reader.ident()?.into());
        } else if reader.eat("REFERENCES") {
            let key = reader.references(vec![def.column.name.clone()])?;
            def.constraints.push(Constraint { name, kind: ConstraintKind::ForeignKey(Box::new(key)) });
        } else if reader.eat("GENERATED ALWAYS AS") || reader.eat("AS") {
            let expr = Expr::new(reader.parens()?.trim());
            let stored = reader.eat("STORED");
            if !stored {
                reader.eat("VIRTUAL");
            }
            def.column.generated = Some(Generated { expr, stored });
        } else if name.is_some() {
            // SQLite lets a name stand for nothing.
            continue;
        } else {
            return Ok(def);
        }
    }
}

/// A type that is quoted as a whole is the type by that name.
fn unquoted(ty: &str) -> String {
    for (open, close) in [('"', '"'), ('`', '`'), ('[', ']'), ('\'', '\'')] {
        let inner = ty.strip_prefix(open).and_then(|ty| ty.strip_suffix(close));
        if let Some(inner) = inner.filter(|inner| !inner.contains([open, close])) {
            return inner.to_owned();
        }
    }
    ty.to_owned()
}

/// `ON CONFLICT action`, in lower case; none for ABORT, which is the default.
fn conflict(reader: &mut Reader<'_>) -> Result<Option<String>, Problem> {
    if !reader.eat("ON CONFLICT") {
        return Ok(None);
    }
    match reader.eat_any(&["ROLLBACK", "ABORT", "FAIL", "IGNORE", "REPLACE"]) {
        Some(action) => Ok(Some(action.to_ascii_lowercase()).filter(|action| action != "abort")),
        None => Err(reader.unexpected("what to do on a conflict")),
    }
}

fn unique(reader: &mut Reader<'_>, parts: Vec<IndexPart>) -> Result<IndexDef, Problem> {
    let parameters = conflict(reader)?.map(|action| ("on conflict".to_owned(), action)).into_iter().collect();
    Ok(IndexDef { unique: true, parts, parameters, ..IndexDef::default() })
}

/// A constant with its sign, a word, or an expression in parentheses.
fn default(reader: &mut Reader<'_>) -> Result<Option<Expr>, Problem> {
    if reader.is_symbol("(") {
        return Ok(Some(Expr::new(reader.parens()?.trim())));
    }
    let from = reader.at();
    let signed = reader.eat_symbol("-") || reader.eat_symbol("+");
    if reader.peek().is_none_or(|token| token.kind == TokenKind::Symbol) {
        return Err(reader.unexpected("a default"));
    }
    reader.bump();
    let text = reader.slice_from(from);
    Ok(Some(Expr::new(if signed { text.replace(char::is_whitespace, "") } else { text.to_owned() })))
}

/// A constraint of the table.
fn constraint(reader: &mut Reader<'_>) -> Result<Constraint, Problem> {
    let name = if reader.eat("CONSTRAINT") { Some(reader.ident()?) } else { None };
    let kind = if reader.eat("PRIMARY KEY") {
        let mut auto_increment = false;
        let parts = reader.list(|reader| {
            let part = part(reader)?;
            auto_increment |= reader.eat("AUTOINCREMENT");
            Ok(part)
        })?;
        let mut def = IndexDef { parts, ..IndexDef::default() };
        if auto_increment {
            def.parameters.push(("autoincrement".to_owned(), String::new()));
        }
        if let Some(action) = conflict(reader)? {
            def.parameters.push(("on conflict".to_owned(), action));
        }
        ConstraintKind::PrimaryKey(def)
    } else if reader.eat("UNIQUE") {
        let parts = reader.list(part)?;
        ConstraintKind::Unique(unique(reader, parts)?)
    } else if reader.eat("CHECK") {
        let check = reader.check()?;
        conflict(reader)?;
        ConstraintKind::Check(check)
    } else if reader.eat("FOREIGN KEY") {
        let columns = reader.list(Reader::ident)?;
        reader.expect("REFERENCES")?;
        ConstraintKind::ForeignKey(Box::new(reader.references(columns)?))
    } else {
        return Err(reader.unexpected("a constraint"));
    };
    Ok(Constraint { name, kind })
}
