//! Columns and constraints.

use super::super::not_null;
use super::{index, sequence};
use crate::dialect::{Postgres, Types};
use crate::model::{
    Check, Collation, Column, ColumnSetting, DataType, Expr, ForeignKey, Generated, Identity, IdentityKind,
    IndexPart,
};
use crate::replay::{ColumnDef, Constraint, ConstraintKind, IndexDef, NotNull, Problem, Reader};

/// Words that end the type or the default of a column.
pub(super) const STOP: [&str; 14] = [
    "CONSTRAINT",
    "NOT",
    "NULL",
    "CHECK",
    "DEFAULT",
    "GENERATED",
    "UNIQUE",
    "PRIMARY",
    "REFERENCES",
    "COLLATE",
    "DEFERRABLE",
    "INITIALLY",
    "STORAGE",
    "COMPRESSION",
];

/// `column type [options]`.
pub(super) fn definition(postgres: &Postgres, reader: &mut Reader<'_>) -> Result<ColumnDef, Problem> {
    let name = reader.ident()?;
    let (ty, serial) = data_type(postgres, reader, &STOP)?;
    let mut def = ColumnDef {
        column: Column { name, ty, null: !serial, ..Column::default() },
        serial,
        ..ColumnDef::default()
    };
    options(reader, &mut def)?;
    Ok(def)
}

/// `column [WITH OPTIONS] options` of a partition or a typed table, which has its type from elsewhere: the type is empty.
pub(super) fn untyped(reader: &mut Reader<'_>) -> Result<ColumnDef, Problem> {
    let name = reader.ident()?;
    reader.eat("WITH OPTIONS");
    let mut def =
        ColumnDef { column: Column { name, null: true, ..Column::default() }, ..ColumnDef::default() };
    options(reader, &mut def)?;
    Ok(def)
}

/// A type, and whether it is a serial one.
pub(super) fn data_type(
    postgres: &Postgres,
    reader: &mut Reader<'_>,
    stop: &[&str],
) -> Result<(DataType, bool), Problem> {
    let from = reader.at();
    reader.until(stop)?;
    if reader.at() == from {
        return Err(reader.unexpected("a type"));
    }
    let text = spaced(reader, from);
    let serial = match text.to_ascii_lowercase().as_str() {
        "serial" | "serial4" => Some("integer"),
        "bigserial" | "serial8" => Some("bigint"),
        "smallserial" | "serial2" => Some("smallint"),
        _ => None,
    };
    let ty = postgres.parse_type(serial.unwrap_or(&text))?;
    Ok((ty, serial.is_some()))
}

/// The text of the tokens since `from`, without comments and line ends.
fn spaced(reader: &Reader<'_>, from: usize) -> String {
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

/// What follows the type of a column.
fn options(reader: &mut Reader<'_>, def: &mut ColumnDef) -> Result<(), Problem> {
    loop {
        let name = reader.constraint_name()?;
        if reader.eat("NOT NULL") {
            def.null_written = true;
            let no_inherit = reader.eat("NO INHERIT");
            not_null::set(&mut def.column, name, &NotNull { no_inherit, ..NotNull::default() });
        } else if reader.eat("NULL") {
            def.null_written = true;
        } else if reader.eat("DEFAULT") {
            def.column.default = default(reader.until(&STOP)?);
        } else if reader.eat("COLLATE") {
            def.column.collation = collation(reader)?;
        } else if reader.eat("STORAGE") || reader.is("COMPRESSION") {
            let is_compression = reader.eat("COMPRESSION");
            let setting = if is_compression { ColumnSetting::Compression } else { ColumnSetting::Storage };
            def.column.settings.set(setting, reader.ident()?);
        } else if reader.eat("GENERATED") {
            generated(reader, &mut def.column)?;
        } else if reader.eat("CHECK") {
            def.constraints.push(Constraint { name, kind: ConstraintKind::Check(check(reader)?) });
        } else if reader.eat("PRIMARY KEY") {
            let key = key_options(reader, vec![IndexPart::column(&def.column.name)])?;
            def.constraints.push(Constraint { name, kind: ConstraintKind::PrimaryKey(key) });
        } else if reader.eat("UNIQUE") {
            let nulls_not_distinct = nulls(reader);
            let key = key_options(reader, vec![IndexPart::column(&def.column.name)])?;
            def.constraints.push(Constraint {
                name,
                kind: ConstraintKind::Unique(IndexDef { nulls_not_distinct, ..key }),
            });
        } else if reader.eat("REFERENCES") {
            let mut key = reader.references(vec![def.column.name.clone()])?;
            enforcement(reader, &mut key)?;
            def.constraints.push(Constraint { name, kind: ConstraintKind::ForeignKey(Box::new(key)) });
        } else if name.is_some() {
            return Err(reader.unexpected("a constraint"));
        } else {
            return Ok(());
        }
    }
}

/// A default; NULL stays, as it depends on the type whether it says anything.
pub(super) fn default(text: &str) -> Option<Expr> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(Expr::new)
}

/// The collation; none for the default one.
pub(super) fn collation(reader: &mut Reader<'_>) -> Result<Option<Collation>, Problem> {
    let found = Collation::read(reader)?;
    Ok(Some(found).filter(|found| found.schema.is_some() || found.name != "default"))
}

fn generated(reader: &mut Reader<'_>, column: &mut Column) -> Result<(), Problem> {
    let kind = identity_kind(reader)?;
    reader.expect("AS")?;
    if reader.eat("IDENTITY") {
        let mut identity = Identity { kind, ..Identity::default() };
        if reader.eat_symbol("(") {
            sequence::identity_options(reader, &mut identity)?;
            reader.expect_symbol(")")?;
        }
        column.identity = Some(identity);
        column.null = false;
        return Ok(());
    }
    let expr = Expr::new(reader.parens()?.trim());
    let stored = reader.eat("STORED");
    if !stored {
        reader.eat("VIRTUAL");
    }
    column.generated = Some(Generated { expr, stored });
    Ok(())
}

pub(super) fn identity_kind(reader: &mut Reader<'_>) -> Result<IdentityKind, Problem> {
    if reader.eat("ALWAYS") {
        Ok(IdentityKind::Always)
    } else {
        reader.expect("BY DEFAULT")?;
        Ok(IdentityKind::ByDefault)
    }
}

/// `(condition)` and what follows it.
pub(super) fn check(reader: &mut Reader<'_>) -> Result<Check, Problem> {
    let mut check = reader.check()?;
    loop {
        if reader.eat("NO INHERIT") {
            check.no_inherit = true;
        } else if reader.eat("NOT VALID") {
            check.not_valid = true;
        } else if reader.eat("NOT ENFORCED") {
            check.enforced = false;
        } else if !reader.eat("ENFORCED") {
            return Ok(check);
        }
    }
}

/// What stands at the end of a foreign key: whether rows are held to it.
fn enforcement(reader: &mut Reader<'_>, key: &mut ForeignKey) -> Result<(), Problem> {
    loop {
        if reader.eat("NOT VALID") {
            key.not_valid = true;
        } else if reader.eat("NOT ENFORCED") {
            key.not_enforced = true;
        } else if !reader.eat("ENFORCED") && !reader.timing(&mut key.deferrable)? {
            key.not_valid &= !key.not_enforced;
            return Ok(());
        }
    }
}

/// `NULLS [NOT] DISTINCT`: whether NULLs are equal.
pub(super) fn nulls(reader: &mut Reader<'_>) -> bool {
    let not_distinct = reader.eat("NULLS NOT DISTINCT");
    if !not_distinct {
        reader.eat("NULLS DISTINCT");
    }
    not_distinct
}

/// What follows the columns of a key.
fn key_options(reader: &mut Reader<'_>, parts: Vec<IndexPart>) -> Result<IndexDef, Problem> {
    let mut def = IndexDef { parts, ..IndexDef::default() };
    loop {
        if reader.eat("INCLUDE") {
            def.include = reader.list(Reader::ident)?;
        } else if reader.eat("WITH") {
            def.parameters = super::parameters(reader)?;
        } else if reader.eat("USING INDEX TABLESPACE") {
            reader.ident()?;
        } else if reader.eat("WHERE") {
            def.predicate = Some(Expr::new(reader.parens()?.trim()));
        } else if !reader.timing(&mut def.deferrable)? {
            return Ok(def);
        }
    }
}

/// Whether a constraint of the table comes next, not a column.
pub(super) fn is_constraint(reader: &Reader<'_>) -> bool {
    reader.is_any(&["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"])
        || reader.is("EXCLUDE")
            && reader.peek_at(1).is_some_and(|next| next.is_word("USING") || next.is_symbol("("))
        || reader.is_seq("NOT NULL")
}

/// A constraint of a table.
pub(super) fn constraint(reader: &mut Reader<'_>) -> Result<Constraint, Problem> {
    let name = reader.constraint_name()?;
    let kind = if reader.eat("PRIMARY KEY") {
        ConstraintKind::PrimaryKey(key(reader)?)
    } else if reader.eat("UNIQUE") {
        let nulls_not_distinct = nulls(reader);
        ConstraintKind::Unique(IndexDef { nulls_not_distinct, ..key(reader)? })
    } else if reader.eat("CHECK") {
        let mut check = check(reader)?;
        let mut timing = None;
        while reader.timing(&mut timing)? {}
        check.not_valid |= reader.eat("NOT VALID");
        // Nothing is checked of what is not enforced, and so nothing is left to check.
        check.not_valid &= check.enforced;
        ConstraintKind::Check(check)
    } else if reader.eat("FOREIGN KEY") {
        let (columns, period) = reader.period_list()?;
        reader.expect("REFERENCES")?;
        let mut key = reader.references(columns)?;
        key.period = period;
        enforcement(reader, &mut key)?;
        ConstraintKind::ForeignKey(Box::new(key))
    } else if reader.eat("EXCLUDE") {
        ConstraintKind::Exclude(exclude(reader)?)
    } else if reader.eat("NOT NULL") {
        let mut not_null = NotNull { column: reader.ident()?, ..NotNull::default() };
        loop {
            if reader.eat("NO INHERIT") {
                not_null.no_inherit = true;
            } else if reader.eat("NOT VALID") {
                not_null.not_valid = true;
            } else {
                break;
            }
        }
        ConstraintKind::NotNull(not_null)
    } else {
        return Err(reader.unexpected("a constraint"));
    };
    Ok(Constraint { name, kind })
}

fn key(reader: &mut Reader<'_>) -> Result<IndexDef, Problem> {
    if reader.eat("USING INDEX") {
        let using_index = Some(reader.ident()?);
        return Ok(IndexDef { using_index, ..key_options(reader, Vec::new())? });
    }
    let parts = reader.list(|reader| {
        let part = IndexPart::column(reader.ident()?);
        Ok(IndexPart { without_overlaps: reader.eat("WITHOUT OVERLAPS"), ..part })
    })?;
    key_options(reader, parts)
}

fn exclude(reader: &mut Reader<'_>) -> Result<IndexDef, Problem> {
    let kind = if reader.eat("USING") { Some(reader.ident()?) } else { None };
    let parts = reader.list(|reader| {
        let mut part = index::part(reader)?;
        reader.expect("WITH")?;
        part.excludes_with = Some(reader.until(&[])?.to_owned());
        Ok(part)
    })?;
    Ok(IndexDef { kind: kind.filter(|kind| kind != "btree"), ..key_options(reader, parts)? })
}
