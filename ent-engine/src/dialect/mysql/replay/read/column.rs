//! Columns and constraints.

use super::index;
use crate::dialect::mysql::replay::quotes::escaped;
use crate::dialect::{DialectName, Flavor, Mysql, TypeError, Types};
use crate::model::{
    Column, ColumnSetting, DataType, Expr, ForeignKey, Generated, IndexPart, ReferentialAction,
};
use crate::replay::{ColumnDef, Constraint, ConstraintKind, IndexDef, Place, Problem, Reader};

/// Words that end the type of a column or its default.
const STOP: [&str; 35] = [
    "COMPRESSED",
    "WITHOUT",
    "WITH",
    "NOT",
    "NULL",
    "DEFAULT",
    "AUTO_INCREMENT",
    "UNIQUE",
    "PRIMARY",
    "KEY",
    "COMMENT",
    "COLLATE",
    "CHARACTER",
    "CHARSET",
    "REFERENCES",
    "CHECK",
    "CONSTRAINT",
    "GENERATED",
    "AS",
    "VIRTUAL",
    "STORED",
    "PERSISTENT",
    "ON",
    "FIRST",
    "AFTER",
    "INVISIBLE",
    "VISIBLE",
    "COLUMN_FORMAT",
    "STORAGE",
    "SRID",
    "ASCII",
    "UNICODE",
    "BINARY",
    "BYTE",
    "SERIAL",
];

/// `name type options`.
pub(super) fn definition(mysql: &Mysql, reader: &mut Reader<'_>) -> Result<ColumnDef, Problem> {
    let name = reader.ident()?;
    let mut def =
        ColumnDef { column: Column { name, null: true, ..Column::default() }, ..ColumnDef::default() };
    let from = reader.at();
    if reader.is_any(&["NATIONAL", "NCHAR", "NVARCHAR"]) {
        def.column.charset = Some("utf8mb3".to_owned());
    }
    let national = reader.eat("NATIONAL");
    if national && !reader.done() {
        // CHARACTER is a part of the type here.
        reader.bump();
        reader.eat("VARYING");
        if reader.is_symbol("(") {
            reader.parens()?;
        }
    } else {
        reader.until(&STOP)?;
    }
    let text = reader.slice_from(from).to_owned();
    if text.is_empty() {
        return Err(reader.unexpected("a type"));
    }
    if text.eq_ignore_ascii_case("serial") {
        def.column.ty = DataType::new("bigint").modifier("unsigned");
        def.column.null = false;
        def.column.auto_increment = true;
        add_key(&mut def, ConstraintKind::Unique);
    } else {
        let text = one_line(reader, from);
        def.column.ty = match mysql.parse_type(&text) {
            // A type that only the other server has says which of them the file is for.
            Err(TypeError::Unknown { .. }) if mysql.is_either() => {
                Mysql::new(Flavor::new(DialectName::Mariadb)).parse_type(&text)?
            }
            parsed => sized(parsed?, &text),
        };
    }
    options(mysql, reader, &mut def)?;
    if def.column.auto_increment {
        def.column.null = false;
    }
    Ok(def)
}

/// The type with the number of characters that `TEXT(n)` is to hold: which of the four texts holds them, the character
/// set tells (see `charset::settle`).
fn sized(ty: DataType, text: &str) -> DataType {
    let length = text.split_once('(').filter(|(name, _)| name.trim().eq_ignore_ascii_case("text"));
    let length = length.and_then(|(_, rest)| rest.split(')').next()).map(str::trim);
    match length.and_then(|length| length.parse::<u64>().ok()).filter(|length| *length > 0) {
        Some(length) => DataType::new("text").arg(length),
        None => ty,
    }
}

/// A key of one column. Said twice it is one key: the server keeps a mark, not a list.
fn add_key(def: &mut ColumnDef, kind: fn(IndexDef) -> ConstraintKind) {
    let key = IndexDef { parts: vec![IndexPart::column(&def.column.name)], ..IndexDef::default() };
    let kind = kind(key);
    if !def.constraints.iter().any(|constraint| constraint.kind == kind) {
        def.constraints.push(Constraint { name: None, kind });
    }
}

/// The tokens since `from` with one blank where there was any space.
fn one_line(reader: &Reader<'_>, from: usize) -> String {
    let mut text = String::new();
    let mut end = None;
    for token in &reader.tokens()[from..reader.at()] {
        if end.is_some_and(|end| end < token.offset) {
            text.push(' ');
        }
        text.push_str(token.text);
        end = Some(token.end());
    }
    text
}

fn options(mysql: &Mysql, reader: &mut Reader<'_>, def: &mut ColumnDef) -> Result<(), Problem> {
    let mut binary = false;
    loop {
        let named = reader.is("CONSTRAINT");
        let name = reader.constraint_name()?;
        let column = &mut def.column;
        if reader.eat("NOT NULL") {
            column.null = false;
            def.null_written = true;
        } else if reader.eat("NULL") {
            column.null = true;
            def.null_written = true;
        } else if reader.eat("DEFAULT") {
            let text = reader.until(&STOP)?.trim();
            if text.is_empty() {
                return Err(reader.unexpected("a default"));
            }
            column.default = default(&escaped(text, reader.syntax()));
        } else if reader.eat("ON UPDATE") {
            column.on_update = Some(Expr::new(reader.until(&STOP)?.trim()));
        } else if reader.eat("AUTO_INCREMENT") {
            column.auto_increment = true;
        } else if reader.eat("COMMENT") {
            column.comment = Some(reader.string()?).filter(|text| !text.is_empty());
        } else if reader.eat("COLLATE") {
            reader.eat_symbol("=");
            column.collation = Some(super::options::word(reader)?.to_ascii_lowercase().into());
        } else if reader.eat("CHARACTER SET") || reader.eat("CHARSET") || reader.eat("CHAR SET") {
            reader.eat_symbol("=");
            column.charset = Some(super::options::word(reader)?.to_ascii_lowercase());
        } else if reader.eat("ASCII") {
            column.charset = Some("latin1".to_owned());
        } else if reader.eat("BYTE") {
            column.charset = Some("binary".to_owned());
        } else if reader.eat("UNICODE") {
            column.charset = Some("ucs2".to_owned());
        } else if reader.eat("BINARY") {
            binary = true;
        } else if reader.eat("UNIQUE") {
            reader.eat("KEY");
            add_key(def, ConstraintKind::Unique);
        } else if reader.eat("SERIAL DEFAULT VALUE") {
            column.null = false;
            column.auto_increment = true;
            add_key(def, ConstraintKind::Unique);
        } else if reader.eat("PRIMARY KEY") || reader.eat("KEY") || reader.eat("PRIMARY") {
            add_key(def, ConstraintKind::PrimaryKey);
        } else if reader.eat("REFERENCES") {
            let key = references(mysql, reader, vec![column.name.clone()])?;
            def.constraints.push(Constraint { name, kind: ConstraintKind::ForeignKey(Box::new(key)) });
        } else if reader.eat("CHECK") {
            let kind = ConstraintKind::Check(check(reader)?);
            def.constraints.push(Constraint { name, kind });
        } else if reader.is_seq("GENERATED ALWAYS AS ROW") || reader.is_seq("AS ROW") {
            reader.eat("GENERATED ALWAYS");
            reader.eat("AS ROW");
            let Some(word) = reader.eat_any(&["START", "END"]) else {
                return Err(reader.unexpected("`START` or `END`"));
            };
            column.null = false;
            column.settings.set(ColumnSetting::RowTime, word);
        } else if reader.eat("WITHOUT SYSTEM VERSIONING") {
            column.settings.set(ColumnSetting::Unversioned, "");
        } else if reader.eat("WITH SYSTEM VERSIONING") {
            column.settings.unset(ColumnSetting::Unversioned);
        } else if reader.eat("COMPRESSED") {
            let method = if reader.eat_symbol("=") { reader.ident()?.to_lowercase() } else { String::new() };
            column.settings.set(ColumnSetting::Compressed, method);
        } else if reader.eat("GENERATED ALWAYS AS") || reader.eat("AS") {
            let expr = Expr::new(escaped(reader.parens()?.trim(), reader.syntax()));
            column.generated = Some(Generated { expr, stored: false });
        } else if reader.eat("VIRTUAL") {
        } else if reader.eat("STORED") || reader.eat("PERSISTENT") {
            if let Some(generated) = &mut column.generated {
                generated.stored = true;
            }
        } else if reader.eat("INVISIBLE") {
            column.invisible = true;
        } else if reader.eat("VISIBLE") {
            column.invisible = false;
        } else if reader.eat("COLUMN_FORMAT") || reader.eat("STORAGE") {
            reader.bump();
        } else if reader.eat("SRID") || reader.eat("REF_SYSTEM_ID") {
            reader.eat_symbol("=");
            let id = reader.integer()?;
            column.settings.set(ColumnSetting::Srid, id.to_string());
        } else if named {
            return Err(reader.unexpected("a constraint"));
        } else {
            break;
        }
    }
    if mysql.replays_mariadb()
        && def.constraints.iter().any(|key| matches!(key.kind, ConstraintKind::PrimaryKey(_)))
    {
        // MariaDB takes UNIQUE beside PRIMARY KEY for said already; MySQL makes both.
        def.constraints.retain(|key| !matches!(key.kind, ConstraintKind::Unique(_)));
    }
    if binary {
        // The collation of the character set by the bytes; which set that is, the table may have to tell.
        def.column.collation =
            Some(format!("{}_bin", def.column.charset.as_deref().unwrap_or_default()).into());
    }
    Ok(())
}

/// `REFERENCES ..`, the word passed already. MariaDB takes an action that is not written for RESTRICT, MySQL for NO ACTION;
/// the two do the same, but the catalog tells them apart.
fn references(mysql: &Mysql, reader: &mut Reader<'_>, columns: Vec<String>) -> Result<ForeignKey, Problem> {
    let from = reader.at();
    let mut key = reader.references(columns)?;
    if mysql.replays_mariadb() {
        let written = |word: &str| {
            let tokens = &reader.tokens()[from..reader.at()];
            tokens.windows(2).any(|pair| pair[0].is_word("ON") && pair[1].is_word(word))
        };
        for (word, action) in [("DELETE", &mut key.on_delete), ("UPDATE", &mut key.on_update)] {
            if !written(word) {
                *action = ReferentialAction::Restrict;
            } else if *action == ReferentialAction::Restrict {
                key.origin.spelling.get_or_insert_default().push_str(word);
            }
        }
    }
    Ok(key)
}

/// A default; NULL is none.
pub(super) fn default(text: &str) -> Option<Expr> {
    (!text.eq_ignore_ascii_case("NULL")).then(|| Expr::new(text))
}

/// `(condition) [[NOT] ENFORCED]`, CHECK passed already.
fn check(reader: &mut Reader<'_>) -> Result<crate::model::Check, Problem> {
    let mut check = reader.check()?;
    check.expr = Expr::new(escaped(check.expr.as_str(), reader.syntax()));
    if reader.eat("NOT ENFORCED") {
        check.enforced = false;
    } else {
        reader.eat("ENFORCED");
    }
    Ok(check)
}

/// `FIRST` or `AFTER column`, if it is there.
pub(super) fn place(reader: &mut Reader<'_>) -> Result<Option<Place>, Problem> {
    Ok(if reader.eat("FIRST") {
        Some(Place::First)
    } else if reader.eat("AFTER") {
        Some(Place::After(reader.ident()?))
    } else {
        None
    })
}

/// Whether a constraint or index comes next, not a column.
pub(super) fn is_constraint(reader: &Reader<'_>) -> bool {
    reader.is_any(&[
        "CONSTRAINT",
        "PRIMARY",
        "UNIQUE",
        "FOREIGN",
        "CHECK",
        "INDEX",
        "KEY",
        "FULLTEXT",
        "SPATIAL",
    ])
}

/// A constraint or index of a table, and whether it says IF NOT EXISTS.
pub(super) fn constraint(mysql: &Mysql, reader: &mut Reader<'_>) -> Result<(Constraint, bool), Problem> {
    let mut if_not_exists = false;
    let mut name = None;
    if reader.eat("CONSTRAINT") {
        if_not_exists |= reader.if_not_exists();
        if !reader.is_any(&["PRIMARY", "UNIQUE", "FOREIGN", "CHECK"]) {
            name = Some(reader.ident()?);
        }
    }
    let kind = if reader.eat("PRIMARY KEY") {
        if_not_exists |= reader.if_not_exists();
        let (_, def) = index::inner(reader, IndexDef::default())?;
        // The name of a primary key says nothing.
        name = None;
        ConstraintKind::PrimaryKey(def)
    } else if reader.eat("UNIQUE") {
        let _ = reader.eat("INDEX") || reader.eat("KEY");
        if_not_exists |= reader.if_not_exists();
        let (own, def) = index::inner(reader, IndexDef { unique: true, ..IndexDef::default() })?;
        name = own.or(name);
        ConstraintKind::Unique(def)
    } else if reader.eat("FOREIGN KEY") {
        if_not_exists |= reader.if_not_exists();
        let own = if reader.is_symbol("(") { None } else { Some(reader.ident()?) };
        let columns = reader.list(Reader::ident)?;
        reader.expect("REFERENCES")?;
        let mut key = references(mysql, reader, columns)?;
        // The name of its index, until the key gets its own.
        key.name = own.unwrap_or_default();
        ConstraintKind::ForeignKey(Box::new(key))
    } else if reader.eat("CHECK") {
        ConstraintKind::Check(check(reader)?)
    } else if let Some(word) = reader.eat_any(&["INDEX", "KEY", "FULLTEXT", "SPATIAL"]) {
        let special = matches!(word, "FULLTEXT" | "SPATIAL");
        if special {
            let _ = reader.eat("INDEX") || reader.eat("KEY");
        }
        if_not_exists |= reader.if_not_exists();
        let kind = index::special(Some(word).filter(|_| special));
        let (own, def) = index::inner(reader, IndexDef { kind, ..IndexDef::default() })?;
        name = own;
        ConstraintKind::Index(def)
    } else {
        return Err(reader.unexpected("a constraint or an index"));
    };
    Ok((Constraint { name, kind }, if_not_exists))
}
